"""The headings that tools of travel planning give their matrices: one table, to be read and added to."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

MINUTES_PER = {"minutes": 1.0, "seconds": 1 / 60, "hours": 60.0}
KM_PER = {"km": 1.0, "metres": 0.001, "miles": 1.609344}
TIME_WORDS = {
    "minutes": ("minutes", "minute", "mins", "min"),
    "seconds": ("seconds", "second", "secs", "sec", "s"),
    "hours": ("hours", "hour", "hrs", "hr", "h"),
}
LENGTH_WORDS = {
    "km": ("kilometres", "kilometers", "km"),
    "metres": ("metres", "meters", "m"),
    "miles": ("miles", "mile", "mi"),
}
"""Words at the end of a heading that say its unit, such as `Journey Time (mins)` or `DURATION_H`."""
PERCENTILE = re.compile(r"traveltimep(\d{1,3})")
"""A percentile of r5, such as `travel_time_p50`."""
MODE_HEADINGS = ("mode", "transportmode", "travelmode")
BAD_DAY_HEADINGS = ("baddayminutes",)


@dataclass(frozen=True)
class Layout:
    """Headings of one tool in small letters and digits only; where several are named, the first that is there counts.

    A unit of None is one that the heading does not tell. Any heading of a time or length may have its unit after it.
    """

    name: str
    origin: tuple[str, ...]
    destination: tuple[str, ...]
    times: Mapping[str, str | None]
    lengths: Mapping[str, str | None] = field(default_factory=dict)
    joined: str = ""
    """A heading of `origin - destination` in one cell."""
    percentiles: bool = False
    """Whether times may stand in a column for each percentile."""
    either_way: bool = False
    """Whether the tool may put the sites where others put the origins."""
    known_from: str = ""


LAYOUTS = (
    Layout(
        "feasibility matrix", ("origin",), ("destination", "siteid", "site"), {"minutes": "minutes"}, {"km": "km"},
        known_from="this product",
    ),
    Layout(
        "r5r or r5py", ("fromid",), ("toid",), {"traveltime": "minutes"}, percentiles=True,
        known_from="r5r reference of travel_time_matrix; r5py TravelTimeMatrixComputer",
    ),
    Layout(
        "ArcGIS OD cost matrix",
        ("originname", "originid", "originoid"),
        ("destinationname", "destinationid", "destinationoid"),
        # The tool's own default is minutes; a run in another unit says so with `unit`.
        {"totaltime": "minutes", "totaltraveltime": "minutes", "totalminutes": "minutes", "totalwalktime": "minutes"},
        {"totalkilometers": "km", "totalmiles": "miles", "totaldistance": None}, joined="name",
        known_from="ArcGIS Pro help, OD cost matrix output; Total_TravelTime of ArcGIS Online services",
    ),
    Layout(
        "QGIS network analysis (QNEAT3)", ("originid",), ("destinationid",),
        # Seconds along the fastest way, but units of the map along the shortest: only the officer knows.
        {"totalcost": None, "networkcost": None, "cost": None},
        known_from="QNEAT3, OD matrix as table, lines and CSV",
    ),
    Layout(
        "ORS Tools of QGIS", ("fromid",), ("toid",), {"duration": None}, {"dist": None},
        known_from="ORS Tools: FROM_ID, TO_ID, DURATION_H, DIST_KM",
    ),
    Layout(
        "TravelTime", ("searchid",), ("locationid", "id"), {"traveltime": "seconds", "proptraveltime": "seconds"},
        {"distance": "metres", "propdistance": "metres"}, either_way=True,
        known_from="TravelTime API time filter and its QGIS plug-in",
    ),
    Layout(
        "TRACC", ("originname", "origname", "origin"), ("destinationname", "destname", "destination"),
        {"journeytime": None, "traveltime": None, "time": None}, {"distance": None, "journeydistance": None},
        known_from="general knowledge of the tool: its output was not seen",
    ),
)  # fmt: skip


def plain(heading: str) -> str:
    """A heading in small letters and digits only: `Total_Travel Time` to `totaltraveltime`."""
    return re.sub(r"[^a-z0-9]", "", heading.lower())


def unit_told(
    heading: str, stems: Mapping[str, str | None], words: Mapping[str, tuple[str, ...]]
) -> tuple[bool, str | None]:
    """Whether a heading is one of the stems, bare or with a unit after it, and the unit it tells."""
    name = plain(heading)
    if name in stems:
        return True, stems[name]
    ends = {end: unit for unit, spelt in words.items() for end in spelt}
    rests = [name[len(stem) :] for stem in stems if name.startswith(stem)]
    return next(((True, ends[rest]) for rest in rests if rest in ends), (False, None))


def ending_unit(heading: str, words: Mapping[str, tuple[str, ...]]) -> str | None:
    """The unit that the last word of any heading tells: `Time (mins)` to minutes; None where it tells none."""
    last = re.split(r"[^a-z]+", heading.lower().rstrip(" )]_"))[-1]
    return next((unit for unit, spelt in words.items() if last in spelt), None)
