"""What every picture is drawn with: one palette, one size of letters, fills that differ without colour.

Pictures are SVG with attributes alone: no style sheet, which would reach beyond the picture in a page that holds
several, and which a page's security policy may refuse; no script; nothing from outside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from feasibility.publication.figures import lettering
from feasibility.publication.report.plain import plain

WIDTH_PX = 760
"""Width of a chart: at 170 mm across an A4 page its letters are 9 point, of 14 pixels on a screen."""
LETTERS_PX, SMALL_PX, LINE_PX = 14, 13, 17
FONT = "Helvetica, Arial, sans-serif"
INK, QUIET, GRID, PAPER = "#0b0c0c", "#3d4347", "#d3d7da", "#ffffff"
"""Text, small text (10 to 1 on white), lines behind, ground."""
BLUE, RUST, GREEN, GREY = "#1d4f7c", "#8a3b12", "#56704a", "#6f777b"
"""The accent, its counterpart, edges of bands, and marks that stand back; all over 4.5 to 1 on white."""
RIGHT, MIDDLE = "end", "middle"


@dataclass(frozen=True)
class Fill:
    """How an area is filled: paper and edge, and marks of its own in a tile of pixels."""

    paper: str
    edge: str
    tile_px: float = 0
    turn: int = 0
    marks: str = ""


FILLS = {
    "solid": Fill(BLUE, BLUE),
    "hatch": Fill("#fbe6d8", RUST, 7, 45, '<rect width="3" height="7" fill="#b4541f"/>'),
    "dots": Fill(PAPER, BLUE, 7, 0, f'<circle cx="3.5" cy="3.5" r="1.6" fill="{BLUE}"/>'),
    "clear": Fill(PAPER, INK),
}
"""Fills by name: dark, half and light in grey, and each with a pattern of its own."""


def whole(key: str, title: str, description: str, height: float, body: Iterable[str], width: float = WIDTH_PX) -> str:
    """A picture: named and described for those who do not see it, with the patterns it uses."""
    drawn = "".join(body)
    tiles = "".join(tile(key, name, fill) for name, fill in FILLS.items() if f"url(#{key}-{name})" in drawn)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{key}" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-labelledby="{key}-title {key}-desc" font-family="{FONT}" '
        f'font-size="{LETTERS_PX}" fill="{INK}"><title id="{key}-title">{escape(plain(title))}</title>'
        f'<desc id="{key}-desc">{escape(plain(description))}</desc>{tiles and f"<defs>{tiles}</defs>"}{drawn}</svg>'
    )


def tile(key: str, name: str, fill: Fill) -> str:
    """The pattern of a fill under an id of the picture's own; blank where it has none."""
    if not fill.marks:
        return ""
    turn = f' patternTransform="rotate({fill.turn})"' if fill.turn else ""
    return (
        f'<pattern id="{key}-{name}" width="{fill.tile_px:g}" height="{fill.tile_px:g}" '
        f'patternUnits="userSpaceOnUse"{turn}>'
        f'<rect width="{fill.tile_px:g}" height="{fill.tile_px:g}" fill="{fill.paper}"/>{fill.marks}</pattern>'
    )


def say(
    x: float,
    y: float,
    words: str,
    *,
    small: bool = False,
    strong: bool = False,
    anchor: str = "",
    part: str = "",
) -> str:
    """A line of a chart's text with its foot at `y`."""
    size, ink = (SMALL_PX, QUIET) if small else (0, "")
    return text(x, y, words, size, strong=strong, anchor=anchor, ink=ink, part=part)


def text(
    x: float,
    y: float,
    words: str,
    size_px: float = 0,
    *,
    strong: bool = False,
    anchor: str = "",
    ink: str = "",
    part: str = "",
) -> str:
    """A line of text of any size; of the size of the picture's where that is 0."""
    marks = [_part(part), f' x="{x:.1f}" y="{y:.1f}"']
    marks += [f' font-size="{size_px:.3g}"'] if size_px else []
    marks += [f' fill="{ink}"'] if ink else []
    marks += [' font-weight="700"'] if strong else []
    marks += [f' text-anchor="{anchor}"'] if anchor else []
    return f"<text{''.join(marks)}>{escape(plain(words))}</text>"


def haloed(words: str) -> str:
    """Text in a halo of paper, read over whatever lies below."""
    return words.replace(
        "<text", f'<text stroke="{PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"', 1
    )


def stacked(x: float, middle: float, lines: Sequence[str], *, strong: bool = False, part: str = "label") -> str:
    """Lines of text under one another about a middle."""
    top = middle - LINE_PX * (len(lines) - 1) / 2 + 5
    return "".join(say(x, top + LINE_PX * n, line, strong=strong, part=part) for n, line in enumerate(lines))


def area(key: str, fill: str, ends: tuple[float, float], top: float, height: float, *, part: str = "") -> str:
    """A bar between two ends, in either order; nothing where it could not be seen."""
    left, width = min(ends), abs(ends[1] - ends[0])
    if width < LEAST_PX or height < LEAST_PX:
        return ""
    return (
        f'<rect{_part(part)} x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}" '
        f'fill="{paint(key, fill)}" stroke="{FILLS[fill].edge}"/>'
    )


LEAST_PX = 0.1
"""Nothing less can be seen."""


def paint(key: str, fill: str) -> str:
    """What a fill is called within a picture: a pattern of its own, or a plain colour."""
    return f"url(#{key}-{fill})" if FILLS[fill].marks else FILLS[fill].paper


def rule(
    ends: tuple[float, float, float, float], *, ink: str = GRID, width: float = 1, dashes: str = "", part: str = ""
) -> str:
    """A straight line: from x and y to x and y."""
    x1, y1, x2, y2 = ends
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return (
        f'<line{_part(part)} x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{ink}" '
        f'stroke-width="{width:g}"{dashed}/>'
    )


def swatches(key: str, entries: Sequence[tuple[str, str, float]]) -> str:
    """The key above a chart: fill, words and where each begins."""
    return "".join(
        f'<rect x="{x + 0.5}" y="4.5" width="20" height="14" fill="{paint(key, fill)}" stroke="{FILLS[fill].edge}"/>'
        + say(x + 28, 16, words, small=True)
        for fill, words, x in entries
    )


def _part(name: str) -> str:
    return f' data-part="{name}"' if name else ""


def tops_px(
    names: Iterable[str], room_px: float, *, most: int, first_px: float, between_px: float, beside: int
) -> list[float]:
    """Where the rows of a chart begin, and the last one ends: each as tall as the lines of its name in bold ask for.

    A row holds at least `beside` lines, and `between_px` more.
    """
    tops = [first_px]
    for name in names:
        tall = max(beside, len(lettering.lines(name, room_px, LETTERS_PX, most=most, strong=True)))
        tops.append(tops[-1] + between_px + LINE_PX * tall)
    return tops
