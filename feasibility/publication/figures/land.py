"""Ground on a drawing: from metres of the National Grid to pixels, light enough to stand in a page."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

STRAY_PX = 0.6
"""Lines may stray so far when points are left out: less than their own width. Assumed."""
LEAST_PX = 5.0
"""Shorter pieces of line, and areas of less than its square, are left out. Assumed."""
_PARTS = 10
"""Positions are kept to a tenth of a pixel: at the scales drawn coarser than the metre the data are rounded to."""


@dataclass(frozen=True)
class Frame:
    """A rectangle of ground, in metres of EPSG:27700, and where on the drawing it lies, in pixels."""

    west_m: float
    south_m: float
    east_m: float
    north_m: float
    left_px: float
    top_px: float
    width_px: float

    @property
    def px_per_m(self) -> float:
        """Pixels to the metre."""
        return self.width_px / (self.east_m - self.west_m)

    @property
    def height_px(self) -> float:
        """Height on the drawing: ground is drawn at one scale both ways."""
        return (self.north_m - self.south_m) * self.px_per_m

    @property
    def ground(self) -> BaseGeometry:
        """The rectangle itself, in metres."""
        return box(self.west_m, self.south_m, self.east_m, self.north_m)

    def at(self, east_m: float, north_m: float) -> tuple[float, float]:
        """Where a point lies on the drawing."""
        return (
            self.left_px + (east_m - self.west_m) * self.px_per_m,
            self.top_px + (self.north_m - north_m) * self.px_per_m,
        )


def around(east_m: float, north_m: float, half_width_m: float, place_px: tuple[float, float, float, float]) -> Frame:
    """The ground about a point, so wide to each side, in a place on the drawing: left, top, width and height."""
    left, top, width, height = place_px
    half_height_m = half_width_m * height / width
    return Frame(
        east_m - half_width_m, north_m - half_height_m, east_m + half_width_m, north_m + half_height_m, left, top, width
    )


def outline(frame: Frame, geometries: Iterable[BaseGeometry]) -> str:
    """Areas as the `d` of a path, cut to the frame; blank where none of them lies in it."""
    rings = (
        ring
        for area in _light(frame, geometries)
        if area.geom_type == "Polygon" and area.area * frame.px_per_m**2 >= LEAST_PX**2
        for ring in (area.exterior, *area.interiors)
    )
    return "".join(_path(frame, np.asarray(ring.coords), closed=True) for ring in rings)


def strokes(frame: Frame, geometries: ArrayLike) -> str:
    """Lines as the `d` of a path, joined end to end and cut to the frame; blank where none of them lies in it."""
    near = shapely.clip_by_rect(np.asarray(geometries, dtype=object), *frame.ground.bounds)
    pieces = [piece for piece in shapely.get_parts(near) if piece.geom_type == "LineString" and not piece.is_empty]
    if not pieces:
        return ""
    joined = shapely.line_merge(shapely.union_all(pieces))
    drawn = shapely.get_parts(shapely.simplify(joined, STRAY_PX / frame.px_per_m))
    return "".join(
        _path(frame, np.asarray(line.coords)[:, :2], closed=False)
        for line in drawn
        if line.geom_type == "LineString" and line.length * frame.px_per_m >= LEAST_PX
    )


def _light(frame: Frame, geometries: Iterable[BaseGeometry]) -> Iterator[BaseGeometry]:
    """Areas with fewer corners, cut to the frame, each part by itself."""
    for geometry in geometries:
        if geometry is None or geometry.is_empty:
            continue
        # Cut before corners are left out: most of an outline lies beyond a small map.
        near = shapely.clip_by_rect(geometry, *frame.ground.bounds)
        light = shapely.make_valid(shapely.simplify(near, STRAY_PX / frame.px_per_m))
        yield from shapely.get_parts(shapely.get_parts(light))


def _path(frame: Frame, corners_m: NDArray[np.float64], *, closed: bool) -> str:
    """One line in steps from point to point; points that fall on the one before are left out."""
    east, north = corners_m[:, 0], corners_m[:, 1]
    x = frame.left_px + (east - frame.west_m) * frame.px_per_m
    y = frame.top_px + (frame.north_m - north) * frame.px_per_m
    points = np.rint(np.column_stack((x, y)) * _PARTS).astype(int)
    if closed:
        points = points[:-1]
    steps = np.diff(points, axis=0)
    kept = steps[(steps != 0).any(axis=1)]
    if not len(kept):
        return ""
    moves = "".join(f"{_short(dx)}{_after(dy)}" if n == 0 else f"{_after(dx)}{_after(dy)}" for n, (dx, dy) in
                    enumerate(kept.tolist()))  # fmt: skip
    return f"M{_short(points[0][0])}{_after(points[0][1])}l{moves}{'z' if closed else ''}"


def _short(tenths: int) -> str:
    """Tenths of a pixel as short as they can be written."""
    whole, part = divmod(abs(int(tenths)), _PARTS)
    sign = "-" if tenths < 0 else ""
    return f"{sign}{whole or ('' if part else '0')}{f'.{part}' if part else ''}"


def _after(tenths: int) -> str:
    """The same after another number: a space stands between, unless a minus sign tells them apart."""
    return _short(tenths) if tenths < 0 else f" {_short(tenths)}"
