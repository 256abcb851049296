"""Small maps of where a site lies: land of the partners, border, corridor, roads, railways, stations, other sites."""

from dataclasses import dataclass

import shapely
from shapely.geometry import Point

from feasibility import wording
from feasibility.publication.figures import drawing, lettering, marks
from feasibility.publication.figures.chart import Chart
from feasibility.publication.figures.land import Frame, around, outline, strokes
from feasibility.publication.figures.marks import Name
from feasibility.publication.figures.room import Box
from feasibility.publication.release import Layers, Release
from feasibility.publication.views.view import site_names

WIDTH_PX, HEIGHT_PX = 340, 265
"""90 mm by 70 mm."""
_PLACE = (0.5, 0.5, 339.0, 214.0)
"""Left, top, width and height of the ground."""
_NEAR_M, _FAR_M = 3_200.0, 6_500.0
"""Half the width of the ground: a walk from one end to the other takes an hour or two, and what lies about a site is
seen; wider where the border is farther off, up to a limit. Assumed."""
_SMALL_PX, _NAME_PX, _SITE_PX, _FOOT_PX = 9.5, 10.5, 12.0, 8.0
OWNERS = ("OpenStreetMap", "OS data", "NaPTAN")
"""Owners of what the small map is drawn from, in the order their lines are owed: roads and railways, outlines,
stations. Lines of others stand in the list of sources."""
_OTHERS = "Others: sources.csv."


@dataclass(frozen=True)
class Site:
    """The place that is looked for."""

    site_id: str
    name: str
    where: Point


def locator(release: Release, site_id: str) -> Chart:
    """The small map of one site. Raises KeyError where the release has no such site."""
    names, sites = site_names(release), release.layers.sites.set_index("site_id")
    site = Site(site_id, names[site_id], sites.loc[site_id, "geometry"])
    frame = _frame(site, release.layers)
    key, title = f"locator-{site_id}", f"Where {site.name} lies"
    said = in_words(release, site)
    body = (*_ground(release, frame), *_lines(release.layers, frame), *_named(release, site, frame),
            *_foot(release, frame))  # fmt: skip
    svg = drawing.whole(key, title, said, HEIGHT_PX, body, WIDTH_PX)
    return Chart(key, title, said, svg, None, "; ".join(_owed(release.heading.licence_lines)))


def in_words(release: Release, site: Site) -> str:
    """The map in sentences: side and border, the nearest station, and what else is drawn."""
    row = release.tables["sites"].set_index("site_id").loc[site.site_id]
    side = release.authority_names.get(str(row["side"]), str(row["side"]))
    border = wording.number(float(row["border_km"]), wording.KILOMETRES)
    said = [f"{site.name} lies {border} km from the shared border, on the side of {side}."]
    stations = release.layers.stations
    if len(stations):
        far_m = stations.geometry.distance(site.where)
        nearest = far_m.idxmin()
        km = wording.number(float(far_m[nearest]) / 1000, wording.KILOMETRES)
        said.append(f"The nearest station is {stations.loc[nearest, 'name']}, {km} km away in a straight line.")
    return " ".join([*said, "The map shows main roads, railways, stations, the corridor and the other sites near."])


def _frame(site: Site, layers: Layers) -> Frame:
    """Ground about the site, wide enough for the border if that is not too far."""
    height_share = _PLACE[3] / _PLACE[2]
    to_border_m = float(layers.border.geometry.distance(site.where).min()) if len(layers.border) else 0.0
    half_m = min(max(_NEAR_M, 1.15 * to_border_m / height_share), _FAR_M)
    return around(site.where.x, site.where.y, half_m, _PLACE)


def _ground(release: Release, frame: Frame) -> list[str]:
    left, top, width, height = _PLACE
    land = release.layers.authorities
    back = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{marks.SEA}"/>'
    shapes = [
        marks.path(
            outline(frame, [shape]), fill=marks.STUDY if partner else marks.NEIGHBOUR, edge=marks.EDGE, width=0.8
        )
        for partner, shape in sorted(zip(land["partner"], land.geometry, strict=True), key=lambda pair: bool(pair[0]))
    ]
    return [back, *shapes]


def _lines(layers: Layers, frame: Frame) -> list[str]:
    rail = strokes(frame, layers.railways.geometry)
    border = strokes(frame, layers.border.geometry)
    edge = strokes(frame, shapely.boundary(layers.corridor.geometry.to_numpy()))
    return [
        marks.path(strokes(frame, layers.roads.geometry), edge=marks.ROAD, width=1.3, part="road"),
        marks.path(rail, edge=marks.RAIL, width=1.1, dashes=marks.RAIL_DASHES, part="railway"),
        marks.path(edge, edge=marks.CORRIDOR, width=1.4, dashes=marks.CORRIDOR_DASHES, part="corridor"),
        marks.path(border, edge=drawing.PAPER, width=5),
        marks.path(border, edge=marks.BORDER, width=3, part="border"),
    ]


def _named(release: Release, site: Site, frame: Frame) -> list[str]:
    """Other sites as dots, stations, the site itself, and as many names as there is room for."""
    left, top, width, height = _PLACE
    inside = Box(left + 1, top + 1, left + width - 1, top + height - 1)
    layers = release.layers
    x, y = frame.at(site.where.x, site.where.y)
    taken = [Box(x - 9, y - 9, x + 9, y + 9), Box(left, top + height - 24, left + 110, top + height),
             Box(left + width - 24, top, left + width, top + 34)]  # fmt: skip
    # The title has the address; on the ground there is room for the name alone.
    name = lettering.shortened(site.name.partition(",")[0], width * 0.4, _SITE_PX, strong=True)
    own = marks.beside(Name(name, _SITE_PX, strong=True, part="site"), x, y, 8, taken, inside)
    others = [
        frame.at(point.x, point.y)
        for other, point in zip(layers.sites["site_id"], layers.sites.geometry, strict=True)
        if other != site.site_id and frame.ground.contains(point)
    ]
    near = layers.stations[layers.stations.geometry.within(frame.ground)]
    near = near.assign(far_m=near.geometry.distance(site.where)).sort_values(["far_m", "name"], kind="stable")
    stops = [(str(one), *frame.at(point.x, point.y)) for one, point in zip(near["name"], near.geometry, strict=True)]
    taken += [Box(a - 3, b - 3, a + 3, b + 3) for _, a, b in stops]
    said = [marks.beside(Name(one, _NAME_PX, ink=drawing.QUIET, part="station"), a, b, 3, taken, inside)
            for one, a, b in stops]  # fmt: skip
    return [*(_dot(a, b, 2.6, marks.RAIL) for _, a, b in stops), *(_spot(a, b) for a, b in others), *said,
            *_partners(release, frame, taken, inside), _site(x, y), own]  # fmt: skip


def _partners(release: Release, frame: Frame, taken: list[Box], inside: Box) -> list[str]:
    """The partners' names on their land, where there is room."""
    land = release.layers.authorities[release.layers.authorities["partner"]]
    parts = [
        (str(name), shape.intersection(frame.ground)) for name, shape in zip(land["name"], land.geometry, strict=True)
    ]
    return [
        marks.over(Name(name.upper(), _NAME_PX, strong=True, ink=drawing.GREY, part="partner"),
                   *frame.at(*shape.representative_point().coords[0]), taken, inside)
        for name, shape in parts
        if not shape.is_empty
    ]  # fmt: skip


def _site(x: float, y: float) -> str:
    """A ring about a disc: the only mark of its kind."""
    return (
        f'<g data-part="this-site"><circle cx="{x:.1f}" cy="{y:.1f}" r="8.5" fill="#f0e442" stroke="{drawing.INK}" '
        f'stroke-width="1.5"/><circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{drawing.INK}"/></g>'
    )


def _spot(x: float, y: float) -> str:
    return (
        f'<circle data-part="other-site" cx="{x:.1f}" cy="{y:.1f}" r="3.2" fill="{drawing.INK}" '
        f'stroke="{drawing.PAPER}"/>'
    )


def _dot(x: float, y: float, radius: float, edge: str) -> str:
    circle = f'cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}"'
    return f'<circle data-part="station-dot" {circle} fill="{drawing.PAPER}" stroke="{edge}" stroke-width="1.2"/>'


def _foot(release: Release, frame: Frame) -> list[str]:
    """Frame, scale, north, the key in one line and the owners below."""
    left, top, width, height = _PLACE
    key, x, y = [], 4.0, top + height + 12
    for n, said in enumerate(("Border", "Corridor", "Road", "Railway")):
        _, colour, thick, dashes = marks.LEGEND_LINES[n]
        key.append(drawing.rule((x, y - 3, x + 16, y - 3), ink=colour, width=thick, dashes=dashes))
        key.append(_tiny(x + 20, y, said, _SMALL_PX))
        x += 26 + lettering.width_px(said, _SMALL_PX)
    key += [_dot(x + 4, y - 3, 2.6, marks.RAIL), _tiny(x + 10, y, "Station", _SMALL_PX)]
    x += 16 + lettering.width_px("Station", _SMALL_PX)
    key += [_spot(x + 4, y - 3), _tiny(x + 11, y, "Other site", _SMALL_PX)]
    owed = _owed(release.heading.licence_lines)
    edge = f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="none" stroke="{drawing.INK}"/>'
    return [
        edge,
        marks.scale_bar(frame, left + 12, top + height - 10, most_px=90, size_px=_SMALL_PX),
        marks.north(left + width - 13, top + 6, 14),
        *key,
        *(_tiny(4, y + 13 + 10 * n, line, _FOOT_PX) for n, line in enumerate(owed)),
    ]


def _tiny(x: float, y: float, words: str, size_px: float) -> str:
    return drawing.text(x, y, words, size_px, ink=drawing.QUIET)


def _owed(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Lines of the owners of what is drawn, in three lines; OpenStreetMap's first, whatever else there is room for."""
    owed = [line for owner in OWNERS for line in lines if owner in line]
    for count in range(len(owed), 0, -1):
        rest = [_OTHERS] if count < len(set(lines)) else []
        made = lettering.lines("; ".join(owed[:count]) + ". " + " ".join(rest), WIDTH_PX - 8, _FOOT_PX, most=99)
        if len(made) <= _OWED_LINES:
            return made
    return lettering.lines("; ".join(owed) or _OTHERS, WIDTH_PX - 8, _FOOT_PX, most=_OWED_LINES)


_OWED_LINES = 3
