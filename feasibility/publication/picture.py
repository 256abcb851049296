"""The map for print: one A4 sheet, landscape, of the best option; readable in black and white."""

import io
import textwrap

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrow, Rectangle

from feasibility.publication.map import geography, print_layers
from feasibility.publication.map.bands import BANDS, SUPPRESSED, Band, change_words, suppressed_words
from feasibility.publication.map.facts import Facts, facts
from feasibility.publication.map.standing import KIND_WORDS, shown_first
from feasibility.publication.release import Release

A4_INCHES = (11.69, 8.27)
DPI = 220
MAP_PLACE = (0.025, 0.085, 0.545, 0.815)
"""Left, bottom, width and height of the map as shares of the sheet."""
COLUMN = 0.59
"""Left edge of the column beside the map, as a share of the sheet."""
INK = print_layers.INK


def png(release: Release) -> bytes:
    """The sheet as a PNG file. The same release gives the same bytes."""
    # The fonts come with matplotlib, so every machine draws the same letters.
    with mpl.rc_context({"font.family": "DejaVu Sans", "hatch.linewidth": 0.5, "axes.linewidth": 0.8}):
        figure = Figure(figsize=A4_INCHES, dpi=DPI)
        canvas = FigureCanvasAgg(figure)
        _map(figure, release)
        _head(figure, release)
        below = _key(figure, facts(release), release.verdict[0] if release.verdict else "")
        _legend(figure, release, below)
        _foot(figure, release)
        file = io.BytesIO()
        canvas.print_png(file, metadata={"Software": None})  # type: ignore[no-untyped-call]
    return file.getvalue()


def _map(figure: Figure, release: Release) -> None:
    axes = figure.add_axes(MAP_PLACE)
    axes.set_xticks([])
    axes.set_yticks([])
    _frame(axes, release)
    print_layers.ground(axes, release)
    print_layers.changes(axes, release)
    print_layers.lines(axes, release)
    print_layers.labels(axes, release)
    _scale_bar(axes)
    _north(axes)


def _frame(axes: Axes, release: Release) -> None:
    """Limits that hold the study area with a small margin at the shape of the map's place on the sheet."""
    west, south, east, north = geography.study_area(release.layers).bounds
    shape = MAP_PLACE[2] * A4_INCHES[0] / (MAP_PLACE[3] * A4_INCHES[1])
    height = 1.06 * max(north - south, (east - west) / shape)
    middle = ((west + east) / 2, (south + north) / 2)
    axes.set_xlim(middle[0] - height * shape / 2, middle[0] + height * shape / 2)
    axes.set_ylim(middle[1] - height / 2, middle[1] + height / 2)


def _head(figure: Figure, release: Release) -> None:
    heading = release.heading
    _say(figure, 0.025, 0.965, textwrap.shorten(heading.title, 84, placeholder=" …"), 16, weight="bold", va="top")
    stamp = (heading.subtitle, heading.as_at, heading.price_base, f"run {heading.run_id}")
    _say(figure, 0.025, 0.928, "  ·  ".join(filter(None, stamp)), 9, va="top")
    if heading.draft:
        box = {"facecolor": INK, "edgecolor": INK, "pad": 3}
        figure.text(0.975, 0.955, "DRAFT", fontsize=10, color="white", weight="bold", ha="right", va="top", bbox=box)


def _key(figure: Figure, places: tuple[Facts, ...], verdict: str) -> float:
    """The answer and the list of places beside the map; gives back how far down the sheet it reaches."""
    headline = textwrap.wrap(verdict, 52, max_lines=3, placeholder=" …")
    _say(figure, COLUMN, 0.898, "\n".join(headline), 10, weight="bold", va="top")
    top = 0.893 - 0.024 * len(headline)
    _say(figure, COLUMN, top, "Sites, by rank of the best option using them", 9.5, weight="bold", va="top")
    step = min(0.0245, 0.38 / max(len(places), 1))
    size = min(7.6, 7.6 * step / 0.0205)
    y = top - 0.036
    for x, words, side in ((0.612, "Site", "left"), (0.845, "Total cost", "right"), (0.975, "Mean journey", "right")):
        _say(figure, x, y, words, size, ha=side, weight="bold", va="center")
    marks = figure.add_axes((COLUMN - 0.01, 0, 0.03, 1))
    marks.set_axis_off()
    marks.set_xlim(0, 0.03)
    marks.set_ylim(0, 1)
    for place in places:
        y -= step
        print_layers.mark(marks, 0.015, y, place.standing, scale=0.62)
        figures = dict(place.rows)
        _say(figure, 0.612, y, textwrap.shorten(place.standing.name, 34, placeholder=" …"), size, va="center")
        if place.standing.rank:
            _say(figure, 0.845, y, figures["Total cost"], size, ha="right", va="center")
            _say(figure, 0.975, y, figures["Mean change in journey"], size, ha="right", va="center")
        else:
            reason = textwrap.shorten(
                place.reason or place.kind, 84 - min(len(place.standing.name), 34), placeholder=" …"
            )
            _say(figure, 0.975, y, reason, size * 0.9, ha="right", va="center", style="italic")
    return y - step


def _legend(figure: Figure, release: Release, top: float) -> None:
    shown_option = release.tables["options"].set_index("option_id").loc[shown_first(release)]
    sheet = figure.add_axes((0, 0, 1, 1))
    sheet.set_axis_off()
    sheet.set_xlim(0, 1)
    sheet.set_ylim(0, 1)
    _say(figure, COLUMN, top, "Change in staff journeys, one way, by home area", 9.5, weight="bold", va="top")
    shown = textwrap.fill(
        f"If: {shown_option['option']}. On average: {_mean(shown_option['travel_change_minutes_mean'])}.", 72
    )
    _say(figure, COLUMN, top - 0.026, "\n".join(shown.splitlines()[:2]), 7.6, va="top")
    y = top - 0.07
    entries = [(band, band.words) for band in BANDS]
    entries.append((SUPPRESSED, suppressed_words(release.suppression_heads_min)))
    for number, (band, words) in enumerate(entries):
        x, line = (COLUMN, number) if number < 5 else (0.785, number - 5)
        _swatch(sheet, x, y - 0.0235 * line, band)
        _say(figure, x + 0.034, y - 0.0235 * line, words, 7.6, va="center")
    _marks_legend(figure, sheet, release, y - 0.0235 * 5 - 0.012)


def _marks_legend(figure: Figure, sheet: Axes, release: Release, top: float) -> None:
    lines: tuple[tuple[print_layers.Style, str], ...] = (
        ({"color": print_layers.BORDER, "lw": 2.6}, "Shared border"),
        ({"color": "#8a6100", "lw": 1.3, "ls": (0, (4, 2))}, "Edge of the corridor"),
        ({"color": print_layers.ROAD, "lw": 1.2}, "Main road"),
        ({"color": print_layers.RAIL, "lw": 1.0, "ls": (0, (4, 2))}, "Railway and stations"),
    )
    for number, (style, words) in enumerate(lines):
        y = top - 0.0235 * number
        sheet.plot([COLUMN, COLUMN + 0.026], [y, y], **style)
        _say(figure, COLUMN + 0.034, y, words, 7.6, va="center")
    kinds = {place.standing.kind: place.standing for place in reversed(facts(release))}
    for number, (kind, words) in enumerate((k, w) for k, w in KIND_WORDS.items() if k in kinds):
        y = top - 0.0235 * number
        print_layers.mark(sheet, 0.798, y, kinds[kind], scale=0.62)
        _say(figure, 0.819, y, words.split(":")[0], 7.6, va="center")


def _foot(figure: Figure, release: Release) -> None:
    heading = release.heading
    lines = textwrap.wrap("  ·  ".join([heading.firmness, *heading.licence_lines]), 210)
    # Every owner is owed its line: where there are many, they are set smaller, never cut.
    _say(figure, 0.025, 0.066, "\n".join(lines), min(6.4, 6.4 * 4 / len(lines)), va="top", color="#404040")


def _swatch(sheet: Axes, x: float, y: float, band: Band) -> None:
    box = Rectangle((x, y - 0.008), 0.026, 0.016, facecolor=band.colour, edgecolor="#333333", hatch=band.hatch, lw=0.6)
    sheet.add_patch(box)


def _scale_bar(axes: Axes) -> None:
    """A bar of a round number of kilometres, about a fifth of the map's width, in two halves."""
    west, east = axes.get_xlim()
    south, north = axes.get_ylim()
    length_m = max(m for m in (200, 500, 1000, 2000, 5000, 10000, 20000) if m <= max(200, (east - west) / 4))
    x, y, height = west + 0.03 * (east - west), south + 0.025 * (north - south), 0.006 * (north - south)
    for half, colour in ((0, INK), (1, "white")):
        bar = (x + half * length_m / 2, y)
        axes.add_patch(Rectangle(bar, length_m / 2, height, facecolor=colour, edgecolor=INK, lw=0.8, zorder=20))
    words = f"{length_m / 1000:g} km"
    axes.text(x + length_m, y + 1.6 * height, words, fontsize=8, ha="center", va="bottom", zorder=20)
    axes.text(x, y + 1.6 * height, "0", fontsize=8, ha="center", va="bottom", zorder=20)


def _north(axes: Axes) -> None:
    shaft: print_layers.Style = {
        "width": 0.003,
        "head_width": 0.022,
        "head_length": 0.022,
        "length_includes_head": True,
    }
    arrow = FancyArrow(0.955, 0.92, 0, 0.045, transform=axes.transAxes, color=INK, zorder=20, **shaft)
    axes.add_patch(arrow)
    axes.text(0.955, 0.912, "N", transform=axes.transAxes, fontsize=10, weight="bold", ha="center", va="top", zorder=20)


def _mean(minutes: float) -> str:
    return change_words(float(minutes))


def _say(figure: Figure, x: float, y: float, words: str, size: float, **style: object) -> None:
    """Text on the sheet; a dollar sign in a name is a dollar sign."""
    keywords: print_layers.Style = {"color": INK, "parse_math": False, **style}
    figure.text(x, y, words, fontsize=size, **keywords)
