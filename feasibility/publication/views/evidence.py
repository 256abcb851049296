"""What the answer rests on: sites, assumptions, travel evidence, certificate and sources."""

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from feasibility import tables, wording
from feasibility.publication.release import Release
from feasibility.publication.views.travel import MODE_WORDS
from feasibility.publication.views.view import Column, View, named, site_names, tabulate

_FIGURES = {
    "nia_m2": "Net internal area (m²)",
    "rent_gbp_per_m2_per_year": "Rent (£/m²/yr)",
    "rateable_value_gbp_per_m2": "Rateable value (£/m²)",
    "service_charge_gbp_per_m2_per_year": "Service charge (£/m²/yr)",
    "fit_out_gbp_per_m2": "Fit-out (£/m²)",
}

HEADLINES = ("minutes from", "method", "engine", "calibration", "time of day", "error")
"""Measures of the travel evidence that the appendix repeats, by the beginning of their names."""
SOURCES_WIDTHS = MappingProxyType(
    {"file": 17, "content": 20, "source": 21, "date": 10, "licence": 15, "attribution": 17}
)
"""Per cent of the width of each column of the table of sources."""
EVIDENCE_COLUMNS = (
    Column("measure", "Measure", width=20),
    Column("value", "What was found", width=47),
    Column("source", "Source", width=33),
)


def _sites(release: Release) -> pd.DataFrame:
    sites = release.tables["sites"]
    names = release.authority_names
    return sites.assign(side=named(sites["side"], names), present_of=named(sites["present_of"], names))


def sites_considered(release: Release) -> View:
    """Places an option may use."""
    sites = _sites(release)
    return tabulate(
        sites[sites["considered"]],
        "Sites considered",
        (
            Column("name", "Site"),
            Column("side", "Side of the border"),
            Column("border_km", "Distance to border (km)"),
            Column("tenure", "Tenure"),
            Column("present_of", "Present centre of"),
            Column("workstations_available", "Workstations available"),
            Column("nia_m2", "Floor area, NIA (m²)"),
            Column("rent_gbp_per_m2_per_year", "Rent (£/m²/yr)"),
            Column("rent_status", "Status of the rent"),
            Column("notes", "Notes"),
        ),
        row_heading="name",
    )


def sites_left_out(release: Release) -> View:
    """Places no shared option may use, and why."""
    sites = _sites(release)
    return tabulate(
        sites[~sites["considered"]],
        "Sites left out, and why",
        (
            Column("name", "Site"),
            Column("side", "Side of the border"),
            Column("border_km", "Distance to border (km)"),
            Column("present_of", "Present centre of"),
            Column("reason", "Reason"),
        ),
        row_heading="name",
    )


def site_figures(release: Release) -> View:
    """Every figure of every place with its status and source."""
    sites = release.tables["sites"]
    parts = [
        pd.DataFrame(
            {
                "order": range(len(sites)),
                "site": named(sites["site_id"], site_names(release)),
                "figure": _FIGURES[column],
                "value": [wording.figure(column, value) for value in sites[column].tolist()],
                "status": sites[f"{stem}_status"],
                "source": sites[f"{stem}_source"],
            }
        )
        for column, stem in tables.SITE_FIGURES.items()
    ]
    figures = pd.concat(parts).sort_values("order", kind="stable").reset_index(drop=True)
    return tabulate(
        figures,
        "Figures of each site, how firm they are and where they come from",
        (
            Column("figure", "Figure"),
            Column("value", "Value", figures=True),
            Column("status", "Status"),
            Column("source", "Source"),
        ),
        row_heading="figure",
        by="site",
    )


def travel(release: Release) -> View:
    """Where each mode's minutes come from and how good they are: method and error; the evidence page has the rest."""
    rows = release.tables["evidence"]
    headlines = rows[rows["measure"].str.match("|".join(HEADLINES), case=False)]
    places = {mode: place for place, mode in enumerate(MODE_WORDS)}
    headlines = headlines.sort_values("mode", key=lambda modes: modes.map(places), kind="stable")
    return tabulate(
        in_words(headlines.assign(mode=named(headlines["mode"], MODE_WORDS))),
        "Where travel minutes come from, and how good they are",
        EVIDENCE_COLUMNS,
        row_heading="measure",
        by="mode",
    )


def in_words(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of travel evidence as a reader meets them: each cell begins with a capital, and a minus is a minus."""
    texts = {name: rows[name].map(wording.capital) for name in ("measure", "value", "source")}
    texts["value"] = texts["value"].str.replace(r"(?<= )-(?=\d)", wording.MINUS, regex=True)
    return rows.assign(**texts)


def certificate(release: Release) -> View:
    """How the answer was proved and checked."""
    return _plain(release, "certificate", "How the answer was proved and checked", "check")


def sources(release: Release) -> View:
    """The data files behind the run with their licences."""
    return _plain(release, "sources", "Data files, their sources and licences", "file", widths=SOURCES_WIDTHS)


def _plain(
    release: Release, name: str, caption: str, row_heading: str, widths: Mapping[str, int] = MappingProxyType({})
) -> View:
    """A published table as it is, under its own headings."""
    headings = tables.headings(tables.PUBLISHED[name])
    columns = tuple(Column(c, title, width=widths.get(c, 0)) for c, (title, _) in headings.items())
    return tabulate(release.tables[name], caption, columns, row_heading=row_heading)
