"""Staff journeys before and after, by employer and by home area."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal.ranking import moves
from feasibility.publication.release import Release
from feasibility.publication.views.options import had
from feasibility.publication.views.view import Column, View, named, option_names, tabulate
from feasibility.tables import ALL

SUPPRESSED = "suppressed"
AREA_OPTIONS = 3
"""Options whose change is shown for each home area: the best and those next in order."""
_STATISTICS = (("mean", "mean"), ("median", "median"), ("p90", "90th percentile"))


def by_employer(release: Release, options: pd.DataFrame) -> View:
    """Journeys of each employer's staff under the options given."""
    return tabulate(
        journey_rows(release, options),
        "One-way journeys before and after by employer, best options",
        (
            Column("employer", "Employer"),
            Column("heads", "Staff"),
            Column("before_minutes_mean", "before", "Mean (minutes)"),
            Column("after_minutes_mean", "after", "Mean (minutes)"),
            *(Column(f"change_minutes_{key}", word, "Change (minutes)") for key, word in _STATISTICS),
        ),
        row_heading="employer",
        by="option",
        note="The change is the mean, median and 90th percentile of each person's own change. A plus sign is a longer "
        "journey. tables/journeys.csv has every option, and medians and 90th percentiles before and after.",
    )


def before_and_after(release: Release, options: pd.DataFrame) -> View:
    """Journeys of each employer's staff before and after: mean and 90th percentile."""
    columns = [Column("employer", "Employer")]
    for key, words in (("mean", "Mean (minutes)"), ("p90", "90th percentile (minutes)")):
        columns += [Column(f"{when}_minutes_{key}", when, words) for when in ("before", "after")]
    return tabulate(
        journey_rows(release, options),
        "Journeys before and after by employer, one way",
        tuple(columns),
        row_heading="employer",
        by="option",
    )


def by_area(release: Release) -> View:
    """Mean change of each home area under the best options; small areas as published."""
    options = had(release)
    chosen = moves(options).drop_duplicates("sites").head(AREA_OPTIONS)
    areas, changes = release.tables["areas"], release.tables["area_changes"]
    shown = areas.assign(
        heads=_or_suppressed("heads", areas), district=named(areas["district"], release.authority_names)
    )
    columns = [Column("name", "Home area"), Column("district", "District"), Column("heads", "Staff", figures=True)]
    for option_id, option in zip(chosen["option_id"], chosen["option"], strict=True):
        one = changes[changes["option_id"] == option_id].set_index("area_id")
        one = one.reindex(areas["area_id"]).assign(suppressed=lambda rows: rows["suppressed"].eq(True))
        shown[option_id] = _or_suppressed("change_minutes_mean", one)
        columns.append(Column(option_id, option, "Mean change, one way (minutes)", figures=True))
    return tabulate(
        shown,
        "Mean change in journey by home area, best options",
        tuple(columns),
        row_heading="name",
        note=f"Areas with fewer than {release.suppression_heads_min} staff are suppressed, and so is any figure from "
        "which they could be worked out.",
    )


def journey_rows(release: Release, options: pd.DataFrame, basis: str | None = "") -> pd.DataFrame:
    """Rows of the options given, in their order, with names for ids.

    On the basis that ranks, unless another is named; on every basis where that is None.
    """
    journeys = release.tables["journeys"]
    if basis is not None:
        journeys = journeys[journeys["basis"] == (basis or release.basis)]
    places = {option_id: place for place, option_id in enumerate(options["option_id"])}
    kept = journeys[journeys["option_id"].isin(list(places))].assign(
        place=lambda rows: rows["option_id"].map(places),
        of_all=lambda rows: rows["employer"] == ALL,
    )
    kept = kept.sort_values("place", kind="stable")
    return kept.assign(
        option=named(kept["option_id"], option_names(release)),
        employer=named(kept["employer"], {**release.authority_names, "all": "All staff"}),
    )


def _or_suppressed(column: str, rows: pd.DataFrame) -> list[str]:
    return [
        SUPPRESSED if hidden else wording.figure(column, value)
        for hidden, value in zip(rows["suppressed"], rows[column], strict=True)
    ]
