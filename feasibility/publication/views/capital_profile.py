"""Capital and revenue by quarter beside the money promised, with sums, and against the dates of the programme."""

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views import dates
from feasibility.publication.views.partners import best, best_building
from feasibility.publication.views.view import Column, View, option_names, tabulate
from feasibility.tables.accounts import CASH_KINDS

_DATES = {
    "funding.project_start": "Start",
    "funding.closure_by": "Closure",
    "funding.project_end": "End",
}
"""Settings of the register with the days that a profile is held against."""
CAPITAL = "capital"
_AMOUNTS = ("need_gbp", "funded_gbp", "secured_gbp")


def sentences(release: Release) -> tuple[str, ...]:
    """The days of the programme, and where the profile is held against them; none without funding."""
    if release.tables["funding"].empty:
        return ()
    known = [f"{what.lower()} {dates.day(day)}" for what, day in _days(release).items()]
    told = f"The programme: {wording.joined(tuple(known))}. " if known else ""
    return (
        f"{told}Checks hold the payments against the total stated and against those days, and capital against "
        "revenue: Appendix G has them.",
    )


def by_quarter(release: Release) -> tuple[View, ...]:
    """The quarters of the programme for the best shared option, and for the best shared building where that differs."""
    chosen = dict.fromkeys((best(release), best_building(release)))
    return tuple(_profile(release, option_id) for option_id in chosen if option_id)


def _profile(release: Release, option_id: str) -> View:
    table = release.tables["funding"]
    mine = table[(table["option_id"] == option_id) & (table["span"] == "quarter")]
    busy = mine[(mine["funded_gbp"] > 0) | (mine["kind"].eq("capital") & (mine["need_gbp"] > 0))]["period"]
    mine = mine[mine["period"] <= busy.max()] if len(busy) else mine
    parts = [_with_sum(mine[mine["kind"] == kind], kind) for kind in CASH_KINDS]
    days = _days(release)
    shown = pd.concat(parts, ignore_index=True)
    return tabulate(
        shown.assign(when=[_when(str(period), days) for period in shown["period"]]),
        f"Capital and revenue by quarter: {option_names(release).get(option_id, option_id)}",
        (
            Column("period", "Quarter"),
            Column("need_gbp", "Needed (£)", write=_whole),
            Column("funded_gbp", "Promised (£)", write=_whole),
            Column("secured_gbp", "Of it secured (£)", write=_whole),
            Column("cumulative_gap_gbp", "Gap from the start (£)", write=_whole),
            Column("when", "Of the programme"),
        ),
        row_heading="period",
        by="what",
        note="To the last quarter with a payment or a need for capital. Q1 is April to June. Read as the table of need "
        "and funding by year. tables/funding.csv has revenue by quarter.",
    )


def _with_sum(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    """The quarters of capital, and what they come to; of revenue what it comes to alone."""
    if rows.empty:
        return rows.assign(what="")
    rows = rows.sort_values("period")
    last = rows.iloc[[-1]].assign(period="In all", **{name: float(rows[name].sum()) for name in _AMOUNTS})
    return pd.concat([rows, last] if kind == CAPITAL else [last]).assign(what=wording.capital(kind))


def _when(period: str, days: dict[str, str]) -> str:
    """Where a quarter lies against closure and end of the programme; blank for a sum, or where neither is stated."""
    begins = _first_day(period)
    said = ""
    for what in ("Closure", "End"):
        if begins and days.get(what) and begins > days[what]:
            said = f"After its {what.lower()}"
    return said


def _first_day(period: str) -> str:
    """The first day of a financial quarter, as in `2010-11 Q3`: 1 October 2010; blank for what is no quarter."""
    year, _, quarter = period.partition(" Q")
    if not quarter:
        return ""
    months = 4 + 3 * (int(quarter) - 1)
    begins = int(year[:4]) + (months > 12)
    return f"{begins}-{(months - 1) % 12 + 1:02d}-01"


def _days(release: Release) -> dict[str, str]:
    """Start, closure and end of the programme as days of the register; those that it states."""
    register = release.tables["assumptions"].set_index("assumption_id")["value"]
    return {what: str(register[name]) for name, what in _DATES.items() if register.get(name, "")}


def _ended(finding: str) -> str:
    return finding if finding.endswith(".") else f"{finding}."


def _whole(_: str, value: float) -> str:
    return wording.number(value, wording.POUNDS)
