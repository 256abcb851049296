"""How many people of working age could reach each place: a number and a disc of that size, never an outline."""

import math
from typing import TypedDict

from feasibility import wording
from feasibility.publication.map.facts import NONE
from feasibility.publication.release import Release
from feasibility.publication.views.travel import MODE_WORDS
from feasibility.tables import MODES

DISC_PX = 34.0
"""Radius of the disc of the place that most people can reach; the others by area. Chosen for reading."""
FIRST = ("transit", 45)
"""What is shown first where it was counted: the mode open to everybody, within three quarters of an hour. Assumed."""


class Disc(TypedDict):
    """People who could reach one place."""

    site: str
    radius: float
    people: str


class Reach(TypedDict):
    """Everybody who could reach each place by one mode within some minutes."""

    key: str
    words: str
    first: bool
    discs: list[Disc]


def reaches(release: Release) -> list[Reach]:
    """A reach for each mode and number of minutes counted. Discs of every reach are to one scale."""
    table = release.tables["catchments"]
    most = float(table["working_age_people"].max()) if len(table) else 0.0
    found: list[Reach] = []
    for (mode, minutes), rows in sorted(table.groupby(["mode", "within_minutes"]), key=lambda item: _order(item[0])):
        found.append(
            {
                "key": f"{mode}-{minutes}",
                "words": _words(str(mode), int(minutes)),
                "first": (mode, minutes) == FIRST,
                "discs": [
                    {
                        "site": str(row["site_id"]),
                        "radius": round(DISC_PX * math.sqrt(float(row["working_age_people"]) / most), 1)
                        if most
                        else 0.0,
                        "people": wording.number(float(row["working_age_people"]), wording.COUNT),
                    }
                    for row in rows.sort_values("site_id").to_dict("records")
                ],
            }
        )
    return found


def by_site(release: Release) -> dict[str, tuple[tuple[str, str], ...]]:
    """Site id to (reach in words, people in words), for its card."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for reach in reaches(release):
        for disc in reach["discs"]:
            rows.setdefault(disc["site"], []).append((reach["words"], disc["people"]))
    return {site_id: tuple(found) for site_id, found in rows.items()}


def counted_where(release: Release) -> str:
    """The districts whose people are counted, in words; a dash where nobody is."""
    districts = sorted(set(release.tables["catchments"]["districts"]))
    return "; ".join(districts) or NONE


def _order(key: tuple[object, ...]) -> tuple[int, int]:
    mode, minutes = str(key[0]), int(str(key[1]))
    return (MODES.index(mode) if mode in MODES else len(MODES)), minutes


def _words(mode: str, minutes: int) -> str:
    return f"{MODE_WORDS.get(mode, mode)}, within {minutes} minutes"
