"""The scoring matrix: figures, points and weighted points of the options that matter, criterion by criterion."""

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views import value
from feasibility.publication.views.view import Column, View, site_names, tabulate

NONE = "none"
_TENTHS = wording.TENTHS
TITLES = {
    "points": "Points of each option by criterion",
    "weighted_points": "Weighted points, and the score they add to",
}


def matrix(release: Release, what: str) -> tuple[View, ...]:
    """Option by criterion: `points` (0 to 100), or `weighted_points` with the score they add up to.

    Several tables where the criteria are many; the score stands in the last.
    """
    table, shown = release.tables["value_criteria"], value.chosen(release)
    by_both = release.tables["value_scores"].set_index(["criterion_id", "option_id"])[what]
    parts = [table.iloc[at : at + value.CRITERIA_ACROSS] for at in range(0, len(table), value.CRITERIA_ACROSS)]
    return tuple(
        _part(shown, part, by_both, TITLES[what] + (f" ({n} of {len(parts)})" if len(parts) > 1 else ""),
              total=what == "weighted_points" and n == len(parts))
        for n, part in enumerate(parts, start=1)
    )  # fmt: skip


def _part(
    shown: pd.DataFrame, criteria: pd.DataFrame, by_both: "pd.Series[float]", caption: str, *, total: bool
) -> View:
    rows = shown[["option_id", "option"]].set_index("option_id")
    columns = [Column("option", "Option")]
    in_whole = value.whole(criteria["weight_share"])
    for _, criterion in criteria.iterrows():
        key = f"criterion:{criterion['criterion_id']}"
        rows[key] = [_tenths(points) for points in by_both.loc[criterion["criterion_id"]].reindex(rows.index)]
        share = value.weight(criterion["weight_share"], in_whole=in_whole)
        columns.append(Column(key, f"{criterion['criterion']} ({share})", criterion["group"], figures=True))
    if total:
        rows["score:"] = [_tenths(score) for score in shown["score"]]
        columns.append(Column("score:", "Score out of 100", figures=True))
    return tabulate(
        rows,
        caption,
        tuple(columns),
        row_heading="option",
        note="The weight of each criterion stands beside its name. In the order of the ranking, by total cost, which "
        "the score does not touch; tables/value_scores.csv has every option.",
    )


def judgements(release: Release) -> View:
    """What officers judged of each place, what it rests on and who answers for it."""
    table, names = release.tables["judgements"], site_names(release)
    criteria = dict(
        zip(release.tables["value_criteria"]["criterion_id"], release.tables["value_criteria"]["criterion"],
            strict=True)
    )  # fmt: skip
    return tabulate(
        table.assign(
            site=table["site_id"].map(lambda site: names.get(site, site)),
            of=table["criterion"].map(lambda key: criteria.get(key, key)),
        ),
        "What was judged of each place, and by whom",
        (
            Column("site", "Place", width=26),
            Column("value", "Judged", width=14),
            Column("status", "Firmness", width=12),
            Column("source", "What it rests on", width=34),
            Column("owner", "Who answers for it", width=14),
        ),
        row_heading="site",
        by="of",
    )


def _tenths(points: float) -> str:
    return NONE if pd.isna(points) else wording.number(points, _TENTHS)
