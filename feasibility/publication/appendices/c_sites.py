"""Appendix C: one page for each place looked at."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from feasibility.publication import figures
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import (
    Block,
    Bullets,
    Figure,
    NewPage,
    Paragraph,
    Part,
    Subheading,
    Table,
    Terms,
)
from feasibility.publication.views import site_sheet, site_tests
from feasibility.publication.views.site_tests import Finding, Place

INTRODUCTION = (
    "A page for each place of the long list, in the order of the table of sites. A fact that nobody has found is "
    "named at the foot as not known, with who may say where the study names them; nothing is filled in by guess."
)
CONFIDENCE = (
    "Confidence is the share of the figures and facts of a page by how firm they are. Their sources stand in "
    "tables/sites.csv, tables/site_facts.csv and tables/lease_events.csv."
)
WITHHELD = (
    "Rents and other prices of single places are commercial. In this edition they are said to stand in the exempt part."
)


def part(release: Release) -> Part:
    """A pro-forma of each place."""
    blocks: list[Block] = [
        Paragraph(INTRODUCTION, "lead"),
        Bullets(tuple(f"{rule}." for rule in site_tests.RAG_RULE.rstrip(".").split(". "))),
        Paragraph(CONFIDENCE),
        *([Paragraph(WITHHELD, "note")] if release.commercial_withheld else []),
    ]
    found = site_tests.tested(release)
    for site_id, place in site_tests.places(release).items():
        blocks += _page(release, site_id, place, found[site_id])
    return Part(key="appendix-c", letter="C", title="Places considered, a page each", blocks=tuple(blocks))


def _page(release: Release, site_id: str, place: Place, found: Mapping[str, Finding]) -> Iterator[Block]:
    yield NewPage()
    yield Subheading(str(place.row["name"]))
    yield Terms(site_sheet.summary(release, place, found))
    # The map names its sources itself: there is room for one page and no more.
    yield Figure(replace(figures.locator(release, site_id), source=""))
    yield Table(site_sheet.sheet(release, place))
