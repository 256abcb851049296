"""The layers of the map for print, drawn in metres on matplotlib's axes."""

import textwrap
from collections.abc import Iterable
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from shapely.geometry import Point, box
from shapely.geometry.base import BaseGeometry

from feasibility.publication.map import geography
from feasibility.publication.map.bands import band, change_label
from feasibility.publication.map.room import Box, Disc, first_free, side_by_side
from feasibility.publication.map.standing import Kind, Standing, shown_first, standings
from feasibility.publication.release import Release

Style = dict[str, Any]
"""Keywords of matplotlib."""

INK = "#1d1d1b"
BORDER = "#7a0177"
ROAD = "#948b79"
RAIL = "#4d4d4d"
HALO = withStroke(linewidth=2.2, foreground="white")

MARKS: dict[Kind, tuple[str, float, str, str]] = {
    "best": ("o", 19, INK, "white"),
    "near-tie": ("o", 15, INK, "white"),
    "behind": ("o", 13, "white", INK),
    "unavailable": ("D", 11, "white", INK),
    "present": ("s", 13, "#cfe3f3", INK),
    "excluded": ("o", 10, "#e0e0e0", "#4a4a4a"),
}
"""By kind: shape, size in points, fill, and colour of the number in it."""


def ground(axes: Axes, release: Release) -> None:
    """Land: the study white, its neighbours grey, beyond what is known blank."""
    frame = _frame(axes)
    axes.set_facecolor("#f2f2f0")
    for outline, partner in _outlines(release.layers.authorities, frame, "partner"):
        _fill(axes, outline, facecolor="white" if partner else "#e6e5e1", edgecolor="#b5b2aa", lw=0.6, zorder=1)


def changes(axes: Axes, release: Release) -> None:
    """Home areas, filled and hatched by the change under the option shown."""
    minutes = _minutes_by_area(release)
    for outline, area_id in _outlines(release.layers.areas, _frame(axes), "area_id"):
        shown = band(float(minutes.get(str(area_id), np.nan)))
        hatching = {"hatch": shown.hatch, "edgecolor": "#00000073", "lw": 0}
        _fill(axes, outline, facecolor=shown.colour, zorder=2, **hatching)
        _fill(axes, outline, facecolor="none", edgecolor="#4a4a4a", lw=0.6, zorder=3)


def _minutes_by_area(release: Release) -> dict[str, float]:
    rows = release.tables["area_changes"]
    rows = rows[(rows["option_id"] == shown_first(release)) & ~rows["suppressed"]]
    return {
        str(area): float(minutes) for area, minutes in zip(rows["area_id"], rows["change_minutes_mean"], strict=True)
    }


def lines(axes: Axes, release: Release) -> None:
    """Roads, railways and stations, the corridor's edge, the boroughs' outlines and the shared border."""
    layers, frame = release.layers, _frame(axes)
    _stroke(axes, geography.lines(layers.roads, frame), color=ROAD, lw=0.7, zorder=4)
    _stroke(axes, geography.lines(layers.railways, frame), color=RAIL, lw=0.7, ls=(0, (4, 2)), zorder=4)
    stations = geography.points(layers.stations, frame.intersection(geography.near(layers))).geometry
    dots: Style = {"marker": "o", "ms": 2.2, "mfc": "white", "mec": RAIL, "mew": 0.6, "ls": "none"}
    axes.plot(stations.x.to_numpy(), stations.y.to_numpy(), zorder=4.2, **dots)
    for outline, _ in _outlines(geography.surroundings(layers).assign(name=""), frame, "name"):
        _fill(axes, outline, facecolor="#f2f2f0a0", lw=0, zorder=4.5)
    for outline, partner in _outlines(layers.authorities, frame, "partner"):
        if partner:
            _fill(axes, outline, facecolor="none", edgecolor="#3b3b3b", lw=1.0, zorder=5)
    for outline, _ in _outlines(layers.corridor.assign(name=""), frame, "name"):
        _fill(axes, outline, facecolor="none", edgecolor="white", lw=2.2, zorder=5)
        _fill(axes, outline, facecolor="none", edgecolor="#8a6100", lw=1.2, ls=(0, (4, 2)), zorder=5)
    border = geography.lines(layers.border, frame)
    _stroke(axes, border, color="white", lw=4.4, zorder=6)
    _stroke(axes, border, color=BORDER, lw=2.6, zorder=6.1)


def labels(axes: Axes, release: Release) -> None:
    """Sites with their numbers and names, changes by area, then as many place names as there is room for."""
    taken = _sites(axes, standings(release), release.layers.sites)
    layers = release.layers
    minutes = _minutes_by_area(release)
    chip = {"facecolor": "#ffffffd9", "edgecolor": "#5f5f5f", "lw": 0.5, "pad": 1.2}
    for outline, area_id in _outlines(layers.areas, _frame(axes), "area_id"):
        words = change_label(float(minutes.get(str(area_id), np.nan)))
        if words:
            where = outline.representative_point()
            _name(axes, where, words, taken, size=6.8, weight="bold", bbox=chip)
    near = _frame(axes).intersection(geography.near(layers))
    places = geography.points(layers.places, near).sort_values(["population", "name"], ascending=[False, True])
    for where, name in zip(places.geometry, places["name"], strict=True):
        _name(axes, where, str(name), taken, size=7, color="#3f3a33", style="italic", path_effects=[HALO])


def mark(axes: Axes, x: float, y: float, standing: Standing, *, scale: float = 1.0) -> None:
    """A marker: its shape, fill and size say how the place stands, its number where it ranks."""
    shape, size, fill, ink = MARKS[standing.kind]
    edge: Style = {"mec": INK if standing.kind != "excluded" else "#6b6b6b", "mew": 1.3 * scale, "ls": "none"}
    if standing.kind == "best":
        axes.plot([x], [y], marker="o", ms=(size + 7) * scale, mfc="#f0e442", zorder=10, **edge)
    axes.plot([x], [y], marker=shape, ms=size * scale, mfc=fill, zorder=10.1, **edge)
    size_pt = (0.52 if len(standing.mark) < 3 else 0.42) * size * scale
    style: Style = {"ha": "center", "va": "center_baseline", "weight": "bold", "zorder": 10.2, "parse_math": False}
    axes.text(x, y, standing.mark, fontsize=size_pt, color=ink, **style)


def _sites(axes: Axes, ranked: tuple[Standing, ...], sites: gpd.GeoDataFrame) -> list[Box]:
    """Draw the sites side by side; gives back the ground they take."""
    points = dict(zip(sites["site_id"].astype(str), sites.geometry, strict=True))
    per_point = axes.figure.dpi / 72
    discs = []
    for standing in ranked:
        x, y = axes.transData.transform((points[standing.site_id].x, points[standing.site_id].y))
        width = MARKS[standing.kind][1] + (7 if standing.kind == "best" else 2)
        discs.append(Disc(x, y, width * per_point / 2))
    placed = side_by_side(discs)
    taken = [Box.around(disc) for disc in placed]
    for standing, true, disc in zip(ranked, discs, placed, strict=True):
        x, y = axes.transData.inverted().transform((disc.x, disc.y))
        if disc != true:
            point = points[standing.site_id]
            axes.plot([point.x, x], [point.y, y], color=INK, lw=0.8, zorder=9)
            axes.plot([point.x], [point.y], marker="o", ms=2.5, color=INK, zorder=9)
        mark(axes, x, y, standing)
    for standing, disc in zip(ranked, placed, strict=True):
        _beside(axes, disc, standing, taken)
    return taken


def _beside(axes: Axes, disc: Disc, standing: Standing, taken: list[Box]) -> None:
    """A site's name on the first side of its marker where it covers nothing; none where there is no room."""
    gap = 3.0
    back = axes.transData.inverted()
    words = textwrap.shorten(standing.name, 32, placeholder=" …")
    sides = (
        (disc.x + disc.radius + gap, disc.y, "left", "center"),
        (disc.x - disc.radius - gap, disc.y, "right", "center"),
        (disc.x, disc.y + disc.radius + gap, "center", "bottom"),
        (disc.x, disc.y - disc.radius - gap, "center", "top"),
    )
    grey = standing.kind in ("excluded", "unavailable")
    style: Style = {"fontsize": 7.2, "weight": "normal" if grey else "bold", "color": "#4a4a4a" if grey else INK}
    text = axes.text(0, 0, words, zorder=11, path_effects=[HALO], parse_math=False, **style)
    boxes = []
    for x, y, across, up in sides:
        text.set(position=back.transform((x, y)), ha=across, va=up)
        boxes.append(_extent(axes, text))
    free = first_free(boxes, taken, _pixels(axes))
    if free is None:
        text.remove()
        return
    x, y, across, up = sides[free]
    text.set(position=back.transform((x, y)), ha=across, va=up)
    taken.append(boxes[free])


def _name(axes: Axes, where: Point, words: str, taken: list[Box], *, size: float, **style: object) -> None:
    shown: Style = {"ha": "center", "va": "center", "zorder": 8, "parse_math": False, **style}
    text = axes.text(where.x, where.y, words, fontsize=size, **shown)
    extent = _extent(axes, text)
    if first_free([extent], taken, _pixels(axes)) is None:
        text.remove()
    else:
        taken.append(extent)


def _extent(axes: Axes, text: Text) -> Box:
    canvas = axes.figure.canvas
    assert isinstance(canvas, FigureCanvasAgg)
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    return Box(*text.get_window_extent(renderer).extents)


def _pixels(axes: Axes) -> Box:
    return Box(*axes.get_window_extent().extents)


def _frame(axes: Axes) -> BaseGeometry:
    return box(axes.get_xlim()[0], axes.get_ylim()[0], axes.get_xlim()[1], axes.get_ylim()[1])


def _outlines(frame: gpd.GeoDataFrame, area: BaseGeometry, column: str) -> Iterable[tuple[BaseGeometry, object]]:
    shown = geography.outlines(frame, area)
    return zip(shown.geometry, shown[column], strict=True)


def _fill(axes: Axes, outline: BaseGeometry, **style: object) -> None:
    keywords: Style = dict(style)
    rings = [
        np.asarray(ring.coords)
        for polygon in shapely.get_parts(outline)
        if polygon.geom_type == "Polygon"
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    if rings:
        axes.add_patch(PathPatch(Path.make_compound_path(*(Path(ring, closed=True) for ring in rings)), **keywords))


def _stroke(axes: Axes, frame: gpd.GeoDataFrame, **style: object) -> None:
    keywords: Style = {"capstyle": "round", **style}
    parts = shapely.get_parts(frame.geometry.to_numpy())
    lines = [np.asarray(part.coords)[:, :2] for part in parts if part.geom_type == "LineString"]
    axes.add_collection(LineCollection(lines, **keywords))
