"""The tables of the journey evidence page."""

import re

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.evidence import EVIDENCE_COLUMNS, in_words
from feasibility.publication.views.journeys import SUPPRESSED, journey_rows
from feasibility.publication.views.options import leading
from feasibility.publication.views.travel import MODE_WORDS
from feasibility.publication.views.view import Column, View, named, site_names, tabulate

TOPICS = (
    ("How good the minutes are", r"^error|^worst|too long|^calibrat"),
    ("What was defaulted or assumed", r"^default|no bus stop|local bus"),
    ("Journeys that are known", r"^journeys|^where those minutes|of the matrix where|rows of modes"),
    ("Homes, sites and stops", r"placed|^distance|metres|beyond the streets|^stops|no others"),
    ("Carbon and cost", r"^carbon"),
    ("Where the minutes come from", r""),
)
"""Headings that rows of evidence stand under, each with what in a measure puts it there; the first that fits."""
READING_ORDER = (5, 0, 3, 2, 1, 4)
"""The order in which a reader meets the topics: source first, then error."""
ALL_MODES = "All modes"
TRAVEL = "travel."
"""First letters of the settings behind the minutes."""


def coverage(release: Release) -> View:
    """How many staff have a journey known before and after, under each leading option."""
    rows = journey_rows(release, leading(release))
    few = f"all but fewer than {release.suppression_heads_min}"
    words = [few if pd.isna(n) else _figure("heads_measured", n) for n in rows["heads_measured"]]
    rows = rows.assign(measured=words)
    return tabulate(
        rows[rows["of_all"]],
        "Staff with a journey known before and after, leading options",
        (
            Column("option", "Option"),
            Column("heads", "Staff"),
            Column("measured", "Staff measured", figures=True),
        ),
        row_heading="option",
        note=f"The number left out is to the nearest {release.suppression_heads_min}, so that nobody stands out.",
    )


def modes(release: Release) -> dict[str, View]:
    """What was found of each mode: words for the mode to its table, every row of the evidence in one of them."""
    rows = release.tables["evidence"]
    rows = in_words(rows).assign(
        topic=[_topic(measure) for measure in rows["measure"]], mode_words=_mode_words(rows["mode"])
    )
    found = {}
    for words in [*MODE_WORDS.values(), ALL_MODES]:
        of_mode = rows[rows["mode_words"] == words].sort_values("topic", kind="stable")
        if len(of_mode):
            titles = of_mode["topic"].map(lambda place: TOPICS[READING_ORDER[place]][0])
            found[words] = tabulate(
                of_mode.assign(title=titles),
                f"{words}: sources, error and coverage",
                EVIDENCE_COLUMNS,
                row_heading="measure",
                by="title",
            )
    return found


def _topic(measure: str) -> int:
    """Place of the measure's topic in the order of reading."""
    fitting = next(n for n, (_, words) in enumerate(TOPICS) if re.search(words, measure, re.IGNORECASE))
    return READING_ORDER.index(fitting)


def _mode_words(mode: "pd.Series[str]") -> "pd.Series[str]":
    return mode.map(lambda key: MODE_WORDS.get(key, ALL_MODES))


def unreached(release: Release) -> View:
    """Every pair of home area and site between which somebody's journey is not known, and why."""
    table = release.tables["unreached"]
    areas = dict(release.tables["areas"][["area_id", "name"]].itertuples(index=False, name=None))
    shown = table.assign(
        site=named(table["site_id"], site_names(release)),
        area=named(table["area_id"], areas),
        mode=table["mode"].map(MODE_WORDS),
        reason=table["reason"].map(wording.capital),
        staff=[SUPPRESSED if hidden else _figure("heads", heads)
               for hidden, heads in zip(table["suppressed"], table["heads"], strict=True)],
    )  # fmt: skip
    return tabulate(
        shown,
        "Journeys that are not known, by site and home area",
        (
            Column("area", "Home area", width=30),
            Column("mode", "Mode asked for", width=25),
            Column("reason", "What was found", width=30),
            Column("staff", "Staff", figures=True, width=15),
        ),
        row_heading="area",
        by="site",
        note=f"Fewer than {release.suppression_heads_min} staff are suppressed. Present workplaces are listed with the "
        "sites.",
    )


def known(release: Release) -> View:
    """Journeys that local people know, leg by leg."""
    table = release.tables["known_journeys"]
    titles = [
        f"{journey} ({MODE_WORDS[mode].lower()}): {_minutes(total)}"
        for journey, mode, total in table[["journey", "mode", "total_minutes"]].itertuples(index=False, name=None)
    ]
    said = [
        f"{why.rstrip('.')}.{_beside(published, by)}"
        for why, published, by in table[["why_plausible", "published_minutes", "published_by"]].itertuples(
            index=False, name=None
        )
    ]
    return tabulate(
        table.assign(title=titles, by=table["by"].map(wording.capital)),
        "Journeys that local people can check, leg by leg",
        (
            Column("leg", "Leg", width=8),
            Column("by", "By", width=38),
            Column("from_place", "From", width=22),
            Column("to_place", "To", width=22),
            Column("minutes", "Minutes", width=10),
        ),
        row_heading="leg",
        by="title",
        said=dict(zip(titles, said, strict=True)),
        note="Expected minutes one way at the hours of the usual shift, waits included; the legs "
        "add up to the heading. Where several lines are named, whichever comes first is taken.",
    )


def settings(release: Release) -> View:
    """Every setting behind the minutes, with its source and how firm it is."""
    register = release.tables["assumptions"]
    return tabulate(
        register[register["assumption_id"].str.startswith(TRAVEL)],
        "Settings behind the journeys",
        (
            Column("assumption_id", "Setting", width=34),
            Column("value", "Value used", figures=True, width=10),
            Column("unit", "Unit", width=12),
            Column("status", "Status", width=10),
            Column("source", "Source", width=34),
        ),
        row_heading="assumption_id",
    )


def _figure(name: str, value: float) -> str:
    return wording.figure(name, float(value))


def _minutes(total: float) -> str:
    return "no journey found" if pd.isna(total) else f"{wording.number(float(total), wording.COUNT)} minutes"


def _beside(published: float, by: str) -> str:
    if pd.isna(published):
        return ""
    return f" Published: {wording.number(float(published), wording.COUNT)} minutes ({by})."
