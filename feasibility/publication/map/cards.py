"""The card of each place: one page, on the screen and in print."""

from dataclasses import dataclass

from feasibility import wording
from feasibility.publication.map import reach
from feasibility.publication.map.facts import NONE, Facts, facts
from feasibility.publication.map.gains import Gain, gains
from feasibility.publication.release import Release
from feasibility.publication.views.withheld import IN_EXEMPT_PART
from feasibility.tables.reporting import SITE_FACTS

FACT_WORDS = {
    "uprn": "Property reference (UPRN)",
    "ptal": "Public transport access level (PTAL)",
    "epc": "Energy certificate (EPC)",
    "article_4": "Article 4 direction",
}
"""Facts whose names are abbreviations; the others are named by their own words."""


@dataclass(frozen=True)
class Card:
    """All that is told of one place."""

    facts: Facts
    gains: tuple[Gain, ...]
    """Who gains and loses by the best option using the place."""
    reach: tuple[tuple[str, str], ...]
    """(mode and minutes, people of working age)."""
    details: tuple[tuple[str, str, str], ...]
    """(fact, what is known, how firmly) of the place itself."""


def cards(release: Release) -> tuple[Card, ...]:
    """The card of every place, in the order of the ranking."""
    of_options, of_sites = gains(release), reach.by_site(release)
    details = _details(release)
    return tuple(
        Card(
            facts=found,
            gains=tuple(of_options.get(found.standing.option_id, ())) if found.standing.rank else (),
            reach=of_sites.get(found.standing.site_id, ()),
            details=details.get(found.standing.site_id, ()),
        )
        for found in facts(release)
    )


def _details(release: Release) -> dict[str, tuple[tuple[str, str, str], ...]]:
    table = release.tables["site_facts"]
    order = {fact: number for number, fact in enumerate(SITE_FACTS)}
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in sorted(table.to_dict("records"), key=lambda r: (str(r["site_id"]), order[str(r["fact"])])):
        fact, value = str(row["fact"]), str(row["value"])
        withheld = release.commercial_withheld and row["commercial"] == "yes"
        words = FACT_WORDS.get(fact, wording.worded(fact))
        shown = IN_EXEMPT_PART if withheld else value or NONE
        found.setdefault(str(row["site_id"]), []).append((words, shown, str(row["status"])))
    return {site_id: tuple(rows) for site_id, rows in found.items()}
