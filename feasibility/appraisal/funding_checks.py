"""What the documents of funding say, held against their own arithmetic and dates: reported, never corrected."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from feasibility.appraisal.funding import PAYMENT, quarter_of
from feasibility.costs.timeline import Timeline
from feasibility.scenario.funding import FundingSettings
from feasibility.tables import checked, empty, headings
from feasibility.tables.funding import FundingChecksTable
from feasibility.wording import counted, joined, pounds

PROMISES = (PAYMENT, "match")
PROGRAMME = "programme"
PENNY_GBP = 0.005
"""Sums that differ by less are one sum."""
Row = dict[str, str | float | bool]
NONE = float("nan")


def reconciliation(funding: pd.DataFrame, timeline: Timeline, settings: FundingSettings) -> pd.DataFrame:
    """tables.FundingChecksTable of tables.Funding: sums, dates, kinds of money and what is secured.

    A check for which the table or the settings give nothing to hold against is left out.
    """
    rows = [
        *_totals(funding, timeline),
        *_late(funding, timeline, settings),
        *_off_timeline(funding, timeline),
        *_revenue(funding),
        *_cost(funding),
        *_items(funding),
        *_secured(funding),
        *_decisions(funding, settings),
        *_undated(funding),
    ]
    if not rows:
        return empty(FundingChecksTable)
    frame = pd.DataFrame(rows, columns=list(headings(FundingChecksTable)))
    figures = dict.fromkeys(("stated_gbp", "found_gbp", "difference_gbp"), float)
    return checked(frame.astype({**figures, "holds": bool}), FundingChecksTable, "checks of funding")


def _totals(funding: pd.DataFrame, timeline: Timeline) -> Iterator[Row]:
    """Each stated total against the payments of its funder and kind, of one financial year or of all."""
    payments = _of(funding, PAYMENT)
    years = quarter_of(payments, timeline).map(timeline.year_of)
    for total in _of(funding, "total").to_dict("records"):
        mine = payments[(payments["funder"] == total["funder"]) & (payments["kind"] == total["kind"])]
        of_year = ""
        if total["quarter_from"]:
            year = timeline.year_of(timeline.quarter_on(date.fromisoformat(total["quarter_from"])))
            mine, of_year = mine[years[mine.index] == year], f" in {timeline.year_label(year)}"
        found, stated = float(mine["amount_gbp"].sum()), float(total["amount_gbp"])
        yield _row(
            "Payments against the stated total", f"{total['funder']}, {total['kind']}{of_year}", stated, found,
            holds=_same(found, stated),
            finding=f"{_payments(mine)} come to {pounds(found)}{of_year}, {_beside(found, stated)} stated",
        )  # fmt: skip


def _late(funding: pd.DataFrame, timeline: Timeline, settings: FundingSettings) -> Iterator[Row]:
    """Payments whose quarter begins after the project closes or ends, or is over before it starts."""
    payments = _of(funding, PAYMENT)
    if payments.empty:
        return
    for what, limit in (("closure", settings.closure_by), ("end", settings.project_end)):
        if limit:
            late = payments[payments["quarter_from"] > limit]
            yield _dated(f"Payments after the project's {what}", f"after its {what} on {limit}", late, timeline)
    if settings.project_start:
        first = timeline.quarter_on(date.fromisoformat(settings.project_start))
        early = payments[quarter_of(payments, timeline) < first]
        yield _dated("Payments before the project's start", f"before its start on {settings.project_start}", early,
                     timeline)  # fmt: skip


def _dated(check: str, when: str, payments: pd.DataFrame, timeline: Timeline) -> Row:
    if payments.empty:
        return _row(check, PROGRAMME, NONE, 0.0, holds=True, finding=f"No payment falls {when}")
    labels = [timeline.label(quarter) for quarter in sorted(set(quarter_of(payments, timeline)))]
    amount = float(payments["amount_gbp"].sum())
    falls = "falls" if len(payments) == 1 else "fall"
    finding = (
        f"{counted(len(payments), 'payment')} of {pounds(amount)} in all {falls} {when}: {joined(tuple(labels))}. "
        "Counted in the quarter stated"
    )
    return _row(check, PROGRAMME, NONE, amount, holds=False, finding=finding)


def _off_timeline(funding: pd.DataFrame, timeline: Timeline) -> Iterator[Row]:
    """Payments in quarters that the appraisal does not reach."""
    payments = _of(funding, PAYMENT)
    off = payments[~quarter_of(payments, timeline).between(0, timeline.quarters - 1)]
    if not off.empty:
        amount = float(off["amount_gbp"].sum())
        yield _row(
            "Payments outside the years appraised", PROGRAMME, NONE, amount, holds=False,
            finding=f"{counted(len(off), 'payment')} of {pounds(amount)} in all lie outside the years appraised and "
            "count towards no quarter",
        )  # fmt: skip


def _revenue(funding: pd.DataFrame) -> Iterator[Row]:
    """Items that are revenue against the revenue promised: capital money may not pay for them."""
    items, payments = (_of(funding, entry).query("kind == 'revenue'") for entry in ("item", PAYMENT))
    needed, promised = float(items["amount_gbp"].sum()), float(payments["amount_gbp"].sum())
    if items.empty:
        return
    names = joined(tuple(str(what) for what in items["what"]))
    yield _row(
        "Revenue items against revenue promised", PROGRAMME, needed, promised,
        holds=promised >= needed - PENNY_GBP,
        finding=f"{pounds(needed)} of what the money is to pay for is revenue ({names}), and {pounds(promised)} of "
        "revenue is promised" + ("" if promised >= needed - PENNY_GBP else "; capital money may not pay for revenue"),
    )  # fmt: skip


def _cost(funding: pd.DataFrame) -> Iterator[Row]:
    """Everything promised, matches too, against the project's stated cost."""
    asked, matched = (float(_of(funding, entry)["amount_gbp"].sum()) for entry in PROMISES)
    for cost in _of(funding, "project_cost").to_dict("records"):
        stated, found = float(cost["amount_gbp"]), asked + matched
        words = f"Payments of {pounds(asked)} and matches of {pounds(matched)} come to {pounds(found)}, "
        words += f"{_beside(found, stated)} that the project is stated to cost"
        if matched and found > stated + PENNY_GBP:
            words += ": either it costs more than stated, or the matches are no part of it"
        yield _row("Promises against the project's cost", str(cost["funder"]), stated, found,
                   holds=_same(found, stated), finding=words)  # fmt: skip


def _items(funding: pd.DataFrame) -> Iterator[Row]:
    """What the money is to pay for against the project's stated cost."""
    items = _of(funding, "item")
    asked = float(items["amount_gbp"].sum())
    for cost in _of(funding, "project_cost").to_dict("records"):
        if items.empty:
            return
        stated = float(cost["amount_gbp"])
        times = f", {asked / stated:.1f} times over" if stated and asked > stated else ""
        yield _row(
            "Items against the project's cost", str(cost["funder"]), stated, asked, holds=asked <= stated + PENNY_GBP,
            finding=f"Items of {pounds(asked)} are to be paid for from {pounds(stated)}{times}",
        )  # fmt: skip


def _secured(funding: pd.DataFrame) -> Iterator[Row]:
    """What each funder promises and how much of it is secured."""
    for funder, promises in funding[funding["entry"].isin(PROMISES)].groupby("funder", sort=True):
        promised = float(promises["amount_gbp"].sum())
        secured = float(promises.loc[promises["secured"], "amount_gbp"].sum())
        amount = "all" if _same(secured, promised) else "none" if secured == 0 else pounds(secured)
        yield _row("Secured against promised", str(funder), promised, secured, holds=_same(secured, promised),
                   finding=f"{pounds(promised)} is promised, {amount} of it secured")  # fmt: skip


def _decisions(funding: pd.DataFrame, settings: FundingSettings) -> Iterator[Row]:
    """Funders that decide after the project has started, or on no stated day."""
    promises = funding[funding["entry"].isin(PROMISES) & ~funding["secured"]]
    if not settings.project_start:
        return
    for (funder, day), rows in promises.groupby(["funder", "decision_date"], sort=True):
        amount, start = float(rows["amount_gbp"].sum()), settings.project_start
        in_time = bool(day) and day <= start
        when = f"on {day}" if day else "on no stated day"
        beside = f"before the project starts on {start}" if in_time else f"and the project starts on {start}"
        yield _row("Decision against the project's start", str(funder), NONE, amount, holds=in_time,
                   finding=f"{pounds(amount)} not yet secured is decided {when}, {beside}")  # fmt: skip


def _undated(funding: pd.DataFrame) -> Iterator[Row]:
    """Matches, which name no quarter and so close no gap."""
    matches = _of(funding, "match")
    if not matches.empty:
        amount = float(matches["amount_gbp"].sum())
        yield _row("Matches without a quarter", PROGRAMME, amount, 0.0, holds=False,
                   finding=f"Matches of {pounds(amount)} name no quarter and are counted in none")  # fmt: skip


def _of(funding: pd.DataFrame, entry: str) -> pd.DataFrame:
    return funding[funding["entry"] == entry]


def _same(one: float, other: float) -> bool:
    return abs(one - other) < PENNY_GBP


def _payments(payments: pd.DataFrame) -> str:
    """How many payments, and of how much where they are alike: `6 payments of £83,333`."""
    paid = payments.loc[payments["amount_gbp"] > 0, "amount_gbp"]
    each = f" of {pounds(float(paid.iloc[0]))}" if len(paid) and (paid == paid.iloc[0]).all() else ""
    return counted(len(paid), "payment") + each


def _beside(found: float, stated: float) -> str:
    """Found beside stated: `£2 short of the £500,000`."""
    if _same(found, stated):
        return f"the {pounds(stated)}"
    return f"{pounds(abs(found - stated))} {'short of' if found < stated else 'above'} the {pounds(stated)}"


def _row(check: str, subject: str, stated: float, found: float, *, holds: bool, finding: str) -> Row:
    return {
        "check": check,
        "subject": subject,
        "stated_gbp": stated,
        "found_gbp": found,
        "difference_gbp": found - stated,
        "holds": holds,
        "finding": finding,
    }
