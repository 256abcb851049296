"""The layers of the map for print, in pixels of the sheet."""

import math
from collections.abc import Iterable

import shapely

from feasibility.publication.figures import lettering, marks
from feasibility.publication.figures.drawing import INK, PAPER
from feasibility.publication.figures.land import Frame, outline, strokes
from feasibility.publication.figures.marks import Name
from feasibility.publication.figures.room import Box, Disc, side_by_side
from feasibility.publication.map import geography
from feasibility.publication.map.bands import BANDS, SUPPRESSED, Band, band, change_label
from feasibility.publication.map.standing import Standing, sites_of, standings
from feasibility.publication.release import Release

_MARK_INK = 'stroke="#000" stroke-opacity="0.5"'
_NAME_PX, _PLACE_PX, _CHIP_PX = 10.5, 10.0, 10.0


def tiles(key: str) -> str:
    """A pattern for each class of change: lines for longer, dots for shorter, a cross for what is not shown.

    The closer the marks, the greater the change; so the classes differ without colour.
    """
    return "".join(_tile(key, one) for one in (*BANDS, SUPPRESSED))


def _tile(key: str, one: Band) -> str:
    side = one.spacing or 8
    match one.pattern:
        case "lines":
            drawn = f'<path d="M0 0V{side}" {_MARK_INK} stroke-width="1.6"/>'
        case "dots":
            drawn = f'<circle cx="{side / 2:g}" cy="{side / 2:g}" r="1.1" fill="#000" fill-opacity="0.6"/>'
        case "cross":
            drawn = f'<path d="M0 0V{side}M0 0H{side}" {_MARK_INK} stroke-width="1"/>'
        case _:
            drawn = ""
    turn = ' patternTransform="rotate(45)"' if one.pattern in ("lines", "cross") else ""
    return (
        f'<pattern id="{key}-{one.key}" width="{side}" height="{side}" patternUnits="userSpaceOnUse"{turn}>'
        f'<rect width="{side}" height="{side}" fill="{one.colour}"/>{drawn}</pattern>'
    )


def ground(release: Release, frame: Frame) -> list[str]:
    """Land: the study white, its neighbours grey, beyond what is known blank."""
    land = release.layers.authorities.sort_values("partner", kind="stable")
    return [
        marks.path(
            outline(frame, [shape]), fill=marks.STUDY if partner else marks.NEIGHBOUR, edge=marks.EDGE, width=0.8
        )
        for partner, shape in zip(land["partner"], land.geometry, strict=True)
    ]


def changes(release: Release, option_id: str, frame: Frame, key: str) -> list[str]:
    """Home areas, filled by the class of change under the option."""
    minutes, areas = minutes_by_area(release, option_id), release.layers.areas
    return [
        marks.path(
            outline(frame, [shape]),
            fill=f"url(#{key}-{band(minutes.get(str(area), math.nan)).key})",
            edge="#4a4a4a",
            width=0.8,
            part="area",
        )
        for area, shape in zip(areas["area_id"], areas.geometry, strict=True)
    ]


def minutes_by_area(release: Release, option_id: str) -> dict[str, float]:
    """Area id to the mean change in minutes, one way, of those that may be shown."""
    rows = release.tables["area_changes"]
    rows = rows[(rows["option_id"] == option_id) & ~rows["suppressed"]]
    return {
        str(area): float(minutes) for area, minutes in zip(rows["area_id"], rows["change_minutes_mean"], strict=True)
    }


def lines(release: Release, frame: Frame) -> list[str]:
    """Roads, railways and stations, the corridor's edge, the partners' outlines and the shared border."""
    layers = release.layers
    around = frame.ground.difference(geography.study_land(layers))
    border = strokes(frame, layers.border.geometry)
    edge = strokes(frame, shapely.boundary(layers.corridor.geometry.to_numpy()))
    partners = layers.authorities[layers.authorities["partner"]].geometry
    stops = geography.points(layers.stations, frame.ground.intersection(geography.near(layers))).geometry
    return [
        marks.path(strokes(frame, layers.roads.geometry), edge=marks.ROAD, width=1, part="road"),
        marks.path(
            strokes(frame, layers.railways.geometry), edge=marks.RAIL, width=1, dashes=marks.RAIL_DASHES, part="railway"
        ),
        *(_stop(*frame.at(stop.x, stop.y)) for stop in stops),
        f'<g fill-opacity="0.63">{marks.path(outline(frame, [around]), fill=marks.SEA)}</g>',
        marks.path(outline(frame, partners), edge="#3b3b3b", width=1.3),
        marks.path(edge, edge=PAPER, width=3),
        marks.path(edge, edge=marks.CORRIDOR, width=1.7, dashes=marks.CORRIDOR_DASHES, part="corridor"),
        marks.path(border, edge=PAPER, width=6),
        marks.path(border, edge=marks.BORDER, width=3.5, part="border"),
    ]


def _stop(x: float, y: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2" fill="{PAPER}" stroke="{marks.RAIL}" stroke-width="0.8"/>'


def labels(release: Release, option_id: str, frame: Frame, taken: list[Box]) -> list[str]:
    """Sites with their numbers and names, changes by area, then as many place names as there is room for."""
    inside = Box(frame.left_px, frame.top_px, frame.left_px + frame.width_px, frame.top_px + frame.height_px)
    layers = release.layers
    drawn = _sites(release, option_id, frame, taken, inside)
    minutes = minutes_by_area(release, option_id)
    for area, shape in zip(layers.areas["area_id"], layers.areas.geometry, strict=True):
        said = change_label(minutes.get(str(area), math.nan))
        if said and shape is not None and shape.intersects(frame.ground):
            point = shape.intersection(frame.ground).representative_point()
            drawn.append(_chip(said, *frame.at(point.x, point.y), taken, inside))
    near = frame.ground.intersection(geography.near(layers))
    places = geography.points(layers.places, near).sort_values(["population", "name"], ascending=[False, True])
    return drawn + [
        marks.over(Name(str(name), _PLACE_PX, ink="#3f3a33", part="place"), *frame.at(at.x, at.y), taken, inside)
        for at, name in zip(places.geometry, places["name"], strict=True)
    ]


def _chip(said: str, x: float, y: float, taken: list[Box], inside: Box) -> str:
    """A change on a plate of its own, so that it can be read on every pattern."""
    half = lettering.width_px(said, _CHIP_PX, strong=True) / 2 + 3
    name = marks.over(Name(said, _CHIP_PX, strong=True, part="change"), x, y, taken, inside)
    plate = (
        f'<rect x="{x - half:.1f}" y="{y - 7:.1f}" width="{2 * half:.1f}" height="14" fill="{PAPER}" stroke="#5f5f5f"/>'
    )
    return plate + name if name else ""


def _sites(release: Release, option_id: str, frame: Frame, taken: list[Box], inside: Box) -> list[str]:
    """The sites side by side, each led to where it lies if it was moved; the ground they take is taken."""
    sites = release.layers.sites
    used = sites_of(str(release.tables["options"].set_index("option_id").loc[option_id, "sites"]))
    points = dict(zip(sites["site_id"].astype(str), sites.geometry, strict=True))
    ranked = [one for one in standings(release) if frame.ground.contains(points[one.site_id])]
    true = [Disc(*frame.at(points[one.site_id].x, points[one.site_id].y), marks.radius_px(one.kind)) for one in ranked]
    placed = side_by_side(true)
    taken.extend(Box.around(disc) for disc in placed)
    moved = [
        f'<path d="M{was.x:.1f} {was.y:.1f}L{now.x:.1f} {now.y:.1f}" stroke="{INK}" fill="none"/>'
        f'<circle cx="{was.x:.1f}" cy="{was.y:.1f}" r="1.8"/>'
        for was, now in zip(true, placed, strict=True)
        if was != now
    ]
    rings = [marks.ring(disc.x, disc.y, disc.radius) for one, disc in zip(ranked, placed, strict=True)
             if one.site_id in used]  # fmt: skip
    shown = [marks.marker(one, disc.x, disc.y) for one, disc in zip(ranked, placed, strict=True)]
    return [*moved, *rings, *shown, *_site_names(ranked, placed, taken, inside)]


def _site_names(ranked: Iterable[Standing], placed: Iterable[Disc], taken: list[Box], inside: Box) -> list[str]:
    made = []  # of each the name alone: the list beside the map has the address
    for one, disc in zip(ranked, placed, strict=True):
        grey = one.kind in ("excluded", "unavailable")
        text = lettering.shortened(one.name.partition(",")[0], 190, _NAME_PX, strong=not grey)
        name = Name(text, _NAME_PX, strong=not grey, ink="#4a4a4a" if grey else INK, part="site")
        made.append(marks.beside(name, disc.x, disc.y, disc.radius, taken, inside))
    return made
