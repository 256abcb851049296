"""The figures that are drawn, one by one: how far each moves the lead, and what knowing it is worth."""

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.appraisal.verdict import NAMES
from feasibility.enumeration import PENNY
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, option_names, tabulate
from feasibility.publication.views.withheld import IN_EXEMPT_PART
from feasibility.robustness import phrases
from feasibility.robustness.to_find_out import LEAST_GBP
from feasibility.robustness.tornado import AS_NOW

SHOWN_MAX = 12
"""Figures drawn in the chart, the widest swings first, and shown as worth knowing: what one printed page holds."""
SHARE, RATIO = "share", "ratio"
"""Units that are not written: a share is said in per cents, and a ratio has none."""
DIGITS = 3
"""Of the ends, which are quantiles of a judgement: more would feign precision."""
TENTH_SHARE = 0.001
"""Shares from here on are said to the tenth of a per cent."""
NOBODY = "Nobody"
_MISSING_END = "no figure"


def tornado(release: Release) -> View:
    """The widest swings, and the figures at an end of which there is no lead to tell."""
    first = leader(release)
    swings, without = widest(release), _without_swing(release).head(SHOWN_MAX)
    tried = release.tables["unknowns"]
    left = int((tried["swing_gbp"] >= LEAST_GBP).sum()) - int((swings["swing_gbp"] >= LEAST_GBP).sum())
    left += len(_without_swing(release)) - len(without)
    still = int((tried["swing_gbp"] < LEAST_GBP).sum()) - int((swings["swing_gbp"] < LEAST_GBP).sum())
    told = [f"{wording.counted(left, 'more figure')} with a swing of £500 and more"] if left else []
    told += [f"{wording.counted(still, 'figure')} with less"] if still else []
    rest = f" In unknowns.csv alone: {wording.joined(tuple(told))}." if told else ""
    shown = pd.concat([swings.assign(group=""), without.assign(group="No lead to tell at one end")], ignore_index=True)
    return tabulate(
        _written(release, shown), "How far each figure by itself moves the lead",
        (
            Column("title", "Figure"),
            Column("low", "5%", "Tried at", figures=True), Column("high", "95%", "Tried at", figures=True),
            Column("gap_low_gbp", "At its 5%", "Lead (£)", wording.thousands),
            Column("gap_high_gbp", "At its 95%", "Lead (£)", wording.thousands),
            Column("passes", "Who takes the lead"),
        ),
        row_heading="title", by="group" if len(without) else "",
        note=f"Each figure is moved by itself to the 5th and the 95th percentile of its distribution, by the whole "
        f"model. The lead is what the best rival costs above {first}; below nought the rival leads.{rest}",
    )  # fmt: skip


def to_find_out(release: Release) -> View:
    """What to find out next, in order; none where no figure betters the choice by £1,000."""
    table = release.tables["find_out"]
    return tabulate(
        table[table["worth_gbp"] >= LEAST_GBP], "What to find out next, in order",
        (
            Column("step", "Step", write=_count), Column("title", "Figure"),
            Column("worth_gbp", "Worth with all before it (£)", write=wording.thousands), _THEN_BEST,
        ),
        row_heading="title",
        note="How much less the choice would cost on average with this figure and all before it known. Two in one step "
        "tell only together.",
    )  # fmt: skip


def worth_knowing(release: Release) -> View:
    """What it would be worth to know a figure, or several, before choosing; none where nothing is worth £1,000."""
    alone, together = (
        table[table["worth_gbp"] >= LEAST_GBP]
        for table in (release.tables["unknowns"], release.tables["unknowns_together"])
    )
    shown = pd.concat([
        alone.head(SHOWN_MAX).assign(group="One figure known"),
        together.head(SHOWN_MAX).assign(group="Several figures known at once"),
    ], ignore_index=True)  # fmt: skip
    left = len(alone) + len(together) - len(shown)
    more = f" {wording.counted(left, 'more line')} in unknowns.csv and unknowns_together.csv." if left else ""
    return tabulate(
        shown, "What it is worth to find out before choosing",
        (Column("title", "Figure"), Column("worth_gbp", "Worth knowing (£)", write=wording.thousands), _THEN_BEST),
        row_heading="title", by="group",
        note="How much less the choice would cost on average with the figure known, in pounds of a better choice; no "
        f"price of research. The lines do not add up: two may tell of the same.{more}",
    )  # fmt: skip


def figure(value: float, unit: str) -> str:
    """A figure with its unit: `25%`, `1.4% a year`, `£75,000 a site`."""
    if not math.isfinite(value):
        return _MISSING_END
    if unit.startswith(SHARE):
        tenths = wording.number(value, wording.FINE_SHARE).replace(".0%", "%")
        return (tenths if abs(value) >= TENTH_SHARE else phrases.figure(value, SHARE)) + unit.removeprefix(SHARE)
    return phrases.figure(value, unit.removeprefix(RATIO))


def _count(_: str, value: float) -> str:
    return wording.number(value, wording.COUNT)


def _share(_: str, value: float) -> str:
    return phrases.share(value)


_THEN_BEST = Column("won_share", "The choice is then best in (share of draws)", write=_share)


def short(row: Mapping[Any, Any], end: str) -> str:
    """A figure without the words of its unit, which the table gives."""
    unit = str(row["unit"])
    kept = SHARE if unit.startswith(SHARE) else "£" if unit.startswith("£") else ""
    return figure(_rounded(float(row[end])), kept)


def _rounded(value: float) -> float:
    return float(f"{value:.{DIGITS}g}")


def widest(release: Release) -> pd.DataFrame:
    """Rows of tables.UnknownsTable with a swing, the widest first, as many as are drawn."""
    table = release.tables["unknowns"]
    known = table[table["swing_gbp"].notna()]
    return known.sort_values(["swing_gbp", "assumption_id"], ascending=[False, True]).head(SHOWN_MAX)


def _without_swing(release: Release) -> pd.DataFrame:
    """Figures of which one end or both could not be compared, by id."""
    table = release.tables["unknowns"]
    return table[table["swing_gbp"].isna() & (table["note"] != "")].sort_values("assumption_id")


def _written(release: Release, shown: pd.DataFrame) -> pd.DataFrame:
    rows = shown.to_dict("records")
    text = {name: [_end(release, row, name) for row in rows] for name in ("low", "high")}
    return shown.assign(**text, passes=[_passes(release, row) for row in rows])


def _end(release: Release, row: Mapping[Any, Any], name: str) -> str:
    """The value tried; where it was taken out of the edition, where it stands."""
    if release.commercial_withheld and math.isnan(float(row["value"])):
        return IN_EXEMPT_PART
    return figure(_rounded(float(row[name])), str(row["unit"]))


def _passes(release: Release, row: Mapping[Any, Any]) -> str:
    """Who leads where the leader of the stated figures does not, or why nothing can be told."""
    names, stated = option_names(release), _ranked(release)["option_id"].iloc[0]
    heirs = [
        f"{NAMES.get(str(row[f'best_{end}']), names.get(str(row[f'best_{end}']), ''))} at the {words}"
        for end, words in (("low", "5%"), ("high", "95%"))
        if row[f"best_{end}"] not in {"", stated}
    ]
    return wording.capital("; ".join([*heirs, *filter(None, [str(row["note"])])])) or NOBODY


def _ranked(release: Release) -> pd.DataFrame:
    """Options held against each other in the trial, as they rank on the figures as stated."""
    tried = release.tables["robustness"]["option_id"]
    options = ranking.had(release.tables["options"])
    return options[options["option_id"].isin(tried)].sort_values(["rank", "option_id"])


def leader(release: Release) -> str:
    """The best option on the figures as stated, within a sentence."""
    first = _ranked(release).head(1)
    return "".join(NAMES.get(str(row["option_id"]), str(row["option"])) for row in first.to_dict("records"))


def lead_now_gbp(release: Release) -> float:
    """What the best rival costs above the leader on the figures as stated: rivals are those of `robustness.tornado`."""
    ranked = _ranked(release)
    if ranked.empty:
        return float("nan")
    first = ranked.iloc[0]
    apart = ranked[ranked["total_npc_gbp"].round(PENNY) != round(float(first["total_npc_gbp"]), PENNY)]
    if first["working"] == AS_NOW:
        apart = apart[apart["working"] != AS_NOW]
    return float(apart["total_npc_gbp"].min() - first["total_npc_gbp"])
