"""The long list: every place against the critical success factors, and why places and options are turned down."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal.ranking import moves, single_sites
from feasibility.options import WORKING_WORDS, sites_in_words
from feasibility.publication.release import Release
from feasibility.publication.views import site_tests
from feasibility.publication.views.site_tests import FACTORS
from feasibility.publication.views.view import Column, View, tabulate
from feasibility.tables import CANNOT_BE_HAD

FILTERED = "Every place against the critical success factors"


def in_words(release: Release) -> str:
    """How many places were looked at, and how many came through, in a sentence."""
    sites, found = release.tables["sites"], site_tests.tested(release)
    colours = pd.Series({site_id: site_tests.rag(of_site) for site_id, of_site in found.items()}, dtype="str")
    parts = [f"{int((colours == colour).sum())} {colour.lower()}" for colour in ("Red", "Amber", "Green")]
    considered = int(sites["considered"].sum())
    return (
        f"{wording.counted(len(sites), 'place')} {'was' if len(sites) == 1 else 'were'} looked at. {considered} may be "
        f"used by an option and {len(sites) - considered} may not. By the factors below, "
        f"{wording.joined(tuple(parts))}."
    )


def factors() -> View:
    """Each factor and its written test."""
    return tabulate(
        pd.DataFrame([(factor.name, factor.test) for factor in FACTORS], columns=["name", "test"]),
        "Critical success factors and their tests",
        (Column("name", "Factor", width=18), Column("test", "A place passes where", width=82)),
        row_heading="name",
        note="Where a table of the study says nothing, or answers with neither yes nor no, "
        "the finding is not known: nobody's guess stands in for it.",
    )


def against_factors(release: Release) -> View:
    """Place by factor."""
    names = dict(zip(release.tables["sites"]["site_id"], release.tables["sites"]["name"], strict=True))
    rows = [
        {"name": names[site_id], **{factor.key: found[factor.key].word for factor in FACTORS}}
        for site_id, found in site_tests.tested(release).items()
    ]
    return tabulate(
        pd.DataFrame(rows, columns=["name", *(factor.key for factor in FACTORS)]),
        FILTERED,
        (Column("name", "Place", width=23), *(Column(f.key, f.name, width=11) for f in FACTORS)),
        row_heading="name",
        note="Pass, illustrative: passed on a figure that only shows the method, to be replaced before a decision.",
    )


def places(release: Release) -> View:
    """Every place with its colour in words and why; those turned down last."""
    found, known = site_tests.tested(release), site_tests.places(release)
    order = {"Red": "Red: a factor fails", "Amber": "Amber: not everything is known", "Green": "Green: all is passed"}
    rows = [
        {
            "name": str(place.row["name"]),
            "side": site_tests.side(release, place),
            "border_km": place.row["border_km"],
            "rag": order[site_tests.rag(found[site_id])],
            "why": site_tests.why(found[site_id]),
        }
        for site_id, place in known.items()
    ]
    table = pd.DataFrame(rows, columns=["name", "side", "border_km", "rag", "why"])
    best_first = [order[colour] for colour in ("Green", "Amber", "Red")]
    return tabulate(
        table.sort_values("rag", key=lambda rag: rag.map(best_first.index), kind="stable"),
        "Every place by its colour, and why",
        (
            Column("name", "Place", width=26),
            Column("side", "Stands in", width=14),
            Column("border_km", "Distance to border (km)", width=12),
            Column("why", "Why", width=48),
        ),
        row_heading="name",
        by="rag",
        note="No option uses a place that fails the study area. One that fails another factor is priced all the same, "
        "so that it is seen what it would cost; it must not be taken before that is put right.",
    )


def single_not_had(release: Release) -> View:
    """Options with one shared place that cannot be had, and why; the file has those with more."""
    options = release.tables["options"]
    refused = options[options["verdict"] == CANNOT_BE_HAD].sort_values(["rank", "option_id"])
    alone = single_sites(refused)
    rest = len(moves(refused)) - len(alone)
    return tabulate(
        alone.assign(working_words=alone["working"].map(WORKING_WORDS),
                     where=[sites_in_words(row) for row in alone.to_dict("records")]),
        "Options with one shared place that cannot be had, and why",
        (
            Column("where", "Option", width=32),
            Column("working_words", "Way of working", width=12),
            Column("reason", "Reason", width=36),
            Column("workstations_needed", "Needed", "Workstations", width=10),
            Column("workstations_available", "Available", "Workstations", width=10),
        ),
        row_heading="where",
        note=f"{wording.counted(rest, 'option')} with more than one place cannot be had either; tables/options.csv "
        "says why of each." if rest else "",
    )  # fmt: skip
