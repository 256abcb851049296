"""What a reader is told about each place, in words: its card on the map and its row in the table say the same."""

import math
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.publication.map.bands import change_words
from feasibility.publication.map.standing import KIND_WORDS, Standing, standings
from feasibility.publication.release import Release
from feasibility.publication.views.withheld import IN_EXEMPT_PART

NONE = "–"
"""Stands where a place has no such figure."""


@dataclass(frozen=True)
class Facts:
    """One place in words."""

    standing: Standing
    kind: str
    option: str
    reason: str
    """Why the place is left out, or its option cannot be had; blank otherwise."""
    rows: tuple[tuple[str, str], ...]
    """(heading, figure) in reading order."""
    notes: str


def facts(release: Release) -> tuple[Facts, ...]:
    """The facts of every place, in the order of the ranking."""
    options = {str(o["option_id"]): o for o in release.tables["options"].to_dict("records")}
    sites = {str(s["site_id"]): s for s in release.tables["sites"].to_dict("records")}
    ranked = len(ranking.had(release.tables["options"]))
    found = []
    for standing in standings(release):
        site, option = sites[standing.site_id], options.get(standing.option_id)
        rows = (
            ("Rank", f"{standing.rank} of {ranked}" if standing.rank else NONE),
            *_option_rows(option if standing.rank else None),
            ("Workstations here", wording.number(float(site["workstations_available"]), wording.COUNT)),
            *_site_rows(site, release),
        )
        reason = str(site["reason"]) or (str(option["reason"]) if option and not standing.rank else "")
        named = str(option["option"]) if option else NONE
        found.append(Facts(standing, KIND_WORDS[standing.kind], named, reason, rows, str(site["notes"])))
    return tuple(found)


def _option_rows(option: Mapping[Hashable, Any] | None) -> tuple[tuple[str, str], ...]:
    figures = {
        "Total cost": ("total_npc_gbp", _thousands),
        "Of which resources": ("resource_npc_gbp", _thousands),
        "Mean change in journey": ("travel_change_minutes_mean", change_words),
        "Worse by over 15 minutes": ("worse_15_share", _of_staff),
        "Worse by over 30 minutes": ("worse_30_share", _of_staff),
        "Workstations needed": ("workstations_needed", _count),
    }
    if option is None:
        return tuple((heading, NONE) for heading in figures)
    return tuple((heading, _said(option[column], say)) for heading, (column, say) in figures.items())


def _said(value: object, say: Callable[[float], str]) -> str:
    number = float(str(value))
    return NONE if math.isnan(number) else say(number)


def _site_rows(site: Mapping[Hashable, Any], release: Release) -> tuple[tuple[str, str], ...]:
    border = wording.number(float(str(site["border_km"])), wording.KILOMETRES)
    side = str(site["side"])
    return (
        ("Rent", _rent(site, release)),
        ("Tenure", str(site["tenure"])),
        ("From the shared border", f"{border} km"),
        ("Side", release.authority_names.get(side, side)),
    )


def _rent(site: Mapping[Hashable, Any], release: Release) -> str:
    rent = wording.number(float(str(site["rent_gbp_per_m2_per_year"])), wording.COUNT)
    if rent == wording.MISSING:
        return IN_EXEMPT_PART if release.commercial_withheld else rent
    return f"£{rent} per m² a year ({site['rent_status']})"


def _thousands(value: float) -> str:
    return wording.pounds(value, nearest_1000=True)


def _of_staff(value: float) -> str:
    return f"{wording.number(value, wording.SHARE)} of staff"


def _count(value: float) -> str:
    return wording.number(value, wording.COUNT)
