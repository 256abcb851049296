"""What stands on a map: lines, markers and names, the same on the map for print and on the small ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from feasibility.publication.figures import lettering
from feasibility.publication.figures.drawing import INK, MIDDLE, PAPER, haloed, rule, text
from feasibility.publication.figures.land import Frame
from feasibility.publication.figures.room import Box, first_free
from feasibility.publication.map.standing import Kind, Standing

SEA, NEIGHBOUR, STUDY = "#f2f2f0", "#e6e5e1", PAPER
"""Ground beyond what is known, land of neighbours, land of the partners."""
BORDER, CORRIDOR, ROAD, RAIL, EDGE = "#7a0177", "#8a6100", "#8d8472", "#4d4d4d", "#b5b2aa"
RAIL_DASHES, CORRIDOR_DASHES = "4 2", "7 4"
LEGEND_LINES = (
    ("Shared border", BORDER, 3.5, ""),
    ("Edge of the corridor", CORRIDOR, 1.7, CORRIDOR_DASHES),
    ("Main road", ROAD, 1.6, ""),
    ("Railway and stations", RAIL, 1.3, RAIL_DASHES),
)
"""Words, colour, width and dashes: each line differs from the others in grey and in width."""


@dataclass(frozen=True)
class Marker:
    """How a place is marked: shape, size in pixels, fill and colour of the mark in it."""

    shape: str
    size_px: float
    fill: str
    ink: str


MARKERS: dict[Kind, Marker] = {
    "best": Marker("disc", 25, INK, PAPER),
    "near-tie": Marker("disc", 20, INK, PAPER),
    "behind": Marker("disc", 17, PAPER, INK),
    "unavailable": Marker("diamond", 15, PAPER, INK),
    "present": Marker("square", 17, "#cfe3f3", INK),
    "excluded": Marker("disc", 13, "#e0e0e0", "#4a4a4a"),
}
RING_PX = 9
"""How much wider the ring around the best place is."""


def radius_px(kind: Kind) -> float:
    """How far a marker reaches from its middle."""
    return (MARKERS[kind].size_px + (RING_PX if kind == "best" else 3)) / 2


def marker(standing: Standing, x: float, y: float, *, scale: float = 1.0) -> str:
    """A place as it stands in the ranking: told by shape, fill and size, with its number where it ranks."""
    kind = MARKERS[standing.kind]
    half, edge = kind.size_px * scale / 2, INK if standing.kind != "excluded" else "#6b6b6b"
    ring = ""
    if standing.kind == "best":
        ring = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half + RING_PX * scale / 2:.1f}" fill="#f0e442" stroke="{INK}"/>'
    match kind.shape:
        case "square":
            shape = f'<rect x="{x - half:.1f}" y="{y - half:.1f}" width="{2 * half:.1f}" height="{2 * half:.1f}"'
        case "diamond":
            shape = f'<path d="M{x:.1f} {y - 1.3 * half:.1f}l{1.3 * half:.1f} {1.3 * half:.1f}l{-1.3 * half:.1f} '
            shape += f'{1.3 * half:.1f}l{-1.3 * half:.1f} {-1.3 * half:.1f}z"'
        case _:
            shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}"'
    size = (0.7 if len(standing.mark) < 3 else 0.55) * kind.size_px * scale
    number = text(x, y + 0.36 * size, standing.mark, size, strong=True, anchor=MIDDLE, ink=kind.ink)
    outer = f'fill="{kind.fill}" stroke="{edge}" stroke-width="{1.6 * scale:.1f}"/>'
    return f'<g data-part="{standing.kind}">{ring}{shape} {outer}{number}</g>'


def ring(x: float, y: float, radius: float) -> str:
    """A heavy ring about a place that the option shown uses."""
    return (
        f'<circle data-part="used" cx="{x:.1f}" cy="{y:.1f}" r="{radius + 2:.1f}" fill="none" stroke="{INK}" '
        'stroke-width="3.5"/>'
    )


def path(shape: str, *, fill: str = "none", edge: str = "", width: float = 1, dashes: str = "", part: str = "") -> str:
    """A path from its `d`; nothing where that is blank."""
    if not shape:
        return ""
    stroke = f' stroke="{edge}" stroke-width="{width:g}" stroke-linejoin="round"' if edge else ""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    named = f' data-part="{part}"' if part else ""
    return f'<path{named} d="{shape}" fill="{fill}"{stroke}{dashed}/>'


@dataclass(frozen=True)
class Name:
    """A name to be set beside a point, if there is room."""

    text: str
    size_px: float
    strong: bool = False
    ink: str = INK
    part: str = "name"


def beside(name: Name, x: float, y: float, reach_px: float, taken: list[Box], frame: Box) -> str:
    """A name on the first side of its point where it covers nothing, and what it takes is taken; else nothing."""
    wide, tall = lettering.width_px(name.text, name.size_px, strong=name.strong), name.size_px
    gap = reach_px + 3
    sides = (
        (x + gap, y + 0.36 * tall, ""),
        (x - gap, y + 0.36 * tall, "end"),
        (x, y - gap, MIDDLE),
        (x, y + gap + 0.75 * tall, MIDDLE),
    )
    boxes = [_box(across, foot, anchor, wide, tall) for across, foot, anchor in sides]
    free = first_free(boxes, taken, frame)
    if free is None:
        return ""
    taken.append(boxes[free])
    across, foot, anchor = sides[free]
    return _set(name, across, foot, anchor)


def over(name: Name, x: float, y: float, taken: list[Box], frame: Box) -> str:
    """A name about a point itself, if it covers nothing."""
    wide = lettering.width_px(name.text, name.size_px, strong=name.strong)
    foot = y + 0.36 * name.size_px
    place = _box(x, foot, MIDDLE, wide, name.size_px)
    if first_free([place], taken, frame) is None:
        return ""
    taken.append(place)
    return _set(name, x, foot, MIDDLE)


def _set(name: Name, x: float, foot: float, anchor: str) -> str:
    return haloed(
        text(x, foot, name.text, name.size_px, strong=name.strong, anchor=anchor, ink=name.ink, part=name.part)
    )


def _box(x: float, foot: float, anchor: str, wide: float, tall: float) -> Box:
    left = x - wide if anchor == "end" else x - wide / 2 if anchor == MIDDLE else x
    return Box(left - 1, foot - 0.8 * tall - 1, left + wide + 1, foot + 0.25 * tall + 1)


LENGTHS_M = (100, 200, 500, 1000, 2000, 5000, 10000, 20000, 50000)


def scale_bar(frame: Frame, x: float, y: float, *, most_px: float, size_px: float) -> str:
    """A bar of a round number of kilometres in two halves, no longer than is allowed."""
    length_m = max((m for m in LENGTHS_M if m * frame.px_per_m <= most_px), default=LENGTHS_M[0])
    half = length_m * frame.px_per_m / 2
    bars = "".join(
        f'<rect data-part="scale" x="{x + n * half:.2f}" y="{y:.1f}" width="{half:.2f}" height="4" fill="{fill}" '
        f'stroke="{INK}"/>'
        for n, fill in enumerate((INK, PAPER))
    )
    ends = "".join(
        haloed(text(at, y - 4, said, size_px, anchor=MIDDLE))
        for at, said in ((x, "0"), (x + 2 * half, f"{length_m / 1000:g} km"))
    )
    return bars + ends


def north(x: float, y: float, size_px: float) -> str:
    """An arrow up, with its letter below: grid north."""
    arrow = f"M{x:.1f} {y:.1f}l{size_px * 0.4:.1f} {size_px:.1f}l{-size_px * 0.4:.1f} {-size_px * 0.25:.1f}"
    arrow += f"l{-size_px * 0.4:.1f} {size_px * 0.25:.1f}z"
    letter = text(x, y + size_px * 1.75, "N", size_px * 0.75, anchor=MIDDLE, strong=True)
    return path(arrow, fill=INK, edge=PAPER, width=1.5) + haloed(letter)


def line_key(entries: Sequence[tuple[str, str, float, str]], x: float, y: float, step_px: float, size_px: float) -> str:
    """Samples of lines and their words, under one another."""
    return "".join(
        rule((x, y + n * step_px, x + 28, y + n * step_px), ink=colour, width=width, dashes=dashes)
        + text(x + 36, y + n * step_px + 0.36 * size_px, said, size_px)
        for n, (said, colour, width, dashes) in enumerate(entries)
    )
