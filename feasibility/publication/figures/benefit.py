"""Benefit against cost: every option a point, those that no other passes joined by a line."""

import pandas as pd

from feasibility import wording
from feasibility.options import STAYING
from feasibility.publication.figures import axis, drawing, labels, lettering
from feasibility.publication.figures.axis import Scale
from feasibility.publication.figures.chart import Chart, source
from feasibility.publication.release import Release
from feasibility.publication.views import benefit as views
from feasibility.publication.views import value

KEY = "benefit"
NAMES_MAX = 10
"""Options named beside the chart, at most: more names would not leave the chart its place."""
_LEFT, _WIDTH, _TOP, _FOOT = 40, 400, 58, 56
_NAMES = _LEFT + _WIDTH + 28
_HEIGHT, _GAP, _LINES = 340, 10, 4
_FULL, _STEP = 100, 20
_FRONTIER, _NAMED, _OTHER = "frontier", "named", "other"
_TITLE = "Benefit of every option against its cost"

Labelled = list[tuple[object, tuple[str, ...]]]
"""Row of an option and the lines of its name."""


def chart(release: Release) -> Chart | None:
    """Every option with a benefit; none where no option has one."""
    options = release.tables["value_options"]
    named = options["option_id"].isin([*STAYING, *value.single(release)["option_id"]])
    svg = drawn(options.assign(named=named))
    if not svg:
        return None
    return Chart(
        KEY,
        f"{_TITLE} ({release.heading.price_base})",
        " ".join(in_words(options.assign(named=named))),
        svg,
        views.table(release),
        source(release, "value_options"),
    )


def drawn(options: pd.DataFrame) -> str:
    """The chart as SVG; blank where no option has a benefit.

    `options` has `option`, `cost_gbp`, `benefit` (0 to 100), `on_frontier`, and `named` for what is named beside it.
    """
    shown = options[options["benefit"].notna()]
    if shown.empty:
        return ""
    names = _names(shown)
    tall = max(_HEIGHT, sum(_room(lines) for _, lines in names))
    least, most = float(shown["cost_gbp"].min()), float(shown["cost_gbp"].max())
    across = (
        axis.scale(least, most, _LEFT, _WIDTH)
        if most - least >= 1
        else Scale((least - 1, least, least + 1), _LEFT, _WIDTH)
    )
    up = Scale((0, _FULL), _TOP + tall, -tall)
    body = [
        _legend(),
        drawing.say(0, _TOP - 16, "Benefit, out of 100", small=True),
        drawing.say(_LEFT + _WIDTH, _TOP + tall + 44, "Net present cost", small=True, anchor=drawing.RIGHT),
        *_axes(across, up),
        _frontier_line(shown[shown["on_frontier"]], across, up),
        *_labels(shown, names, across, up),
        # What matters lies on top.
        *(_point(row, kind, across, up) for kind in (_OTHER, _NAMED, _FRONTIER) for _, row in shown.iterrows()
          if _kind(row) == kind),
    ]  # fmt: skip
    return drawing.whole(KEY, _TITLE, " ".join(in_words(options)), _TOP + tall + _FOOT, body)


def in_words(options: pd.DataFrame) -> tuple[str, ...]:
    """The chart as sentences: the frontier from the cheapest on, then the others that are named."""
    shown = options[options["benefit"].notna()]
    named = _chosen(shown)
    said = [
        f"{row['option']}: benefit {wording.figure('benefit', float(row['benefit']))} at "
        f"{wording.pounds(float(row['cost_gbp']), nearest_1000=True)}"
        f"{', on the frontier' if row['on_frontier'] else ''}."
        for _, row in named.iterrows()
    ]
    if rest := len(shown) - len(named):
        said.append(f"{wording.counted(rest, 'other option')} below the frontier or to the right of it.")
    return tuple(said)


def _chosen(shown: pd.DataFrame) -> pd.DataFrame:
    frontier = shown[shown["on_frontier"]].sort_values("cost_gbp", kind="stable")
    return pd.concat([frontier, shown[shown["named"] & ~shown["on_frontier"]]])


def _kind(row: "pd.Series[object]") -> str:
    return _FRONTIER if row["on_frontier"] else _NAMED if row["named"] else _OTHER


def _axes(across: Scale, up: Scale) -> list[str]:
    right, bottom = _LEFT + _WIDTH, up.at(0)
    marks_up = [
        drawing.rule((_LEFT, up.at(mark), right, up.at(mark)))
        + drawing.say(_LEFT - 10, up.at(mark) + 5, str(mark), small=True, anchor=drawing.RIGHT)
        for mark in range(0, _FULL + 1, _STEP)
    ]
    marks_across = [
        drawing.rule((across.at(mark), _TOP, across.at(mark), bottom))
        + drawing.say(across.at(mark), bottom + 20, axis.pounds(mark, across.marks), small=True, anchor=drawing.MIDDLE)
        for mark in across.marks
    ]
    return marks_up + marks_across


def _frontier_line(frontier: pd.DataFrame, across: Scale, up: Scale) -> str:
    """Steps: what benefit a sum can buy rises only where a further option is paid for."""
    rising = frontier.sort_values(["cost_gbp", "benefit"], kind="stable")
    path = "".join(
        f"{'H' if place else 'M'}{across.at(row['cost_gbp']):.1f}{'V' if place else ' '}{up.at(row['benefit']):.1f}"
        for place, (_, row) in enumerate(rising.iterrows())
    )
    shape = f'd="{path}H{_LEFT + _WIDTH}" fill="none" stroke="{drawing.BLUE}" stroke-width="2"'
    return f'<path data-part="steps" {shape}/>' if path else ""


def _point(row: "pd.Series[float]", kind: str, across: Scale, up: Scale) -> str:
    return _symbol(kind, across.at(row["cost_gbp"]), up.at(row["benefit"]), part=kind)


def _symbol(kind: str, x: float, y: float, *, part: str = "") -> str:
    """Square, diamond or circle: told apart by shape."""
    marked = f' data-part="{part}"' if part else ""
    match kind:
        case "frontier":
            return (
                f'<rect{marked} x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12" fill="{drawing.BLUE}" '
                f'stroke="{drawing.PAPER}"/>'
            )
        case "named":
            shape = f'd="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z"'
            return f'<path{marked} {shape} fill="{drawing.PAPER}" stroke="{drawing.RUST}" stroke-width="2.5"/>'
        case _:
            circle = f'cx="{x:.1f}" cy="{y:.1f}" r="3"'
            return f'<circle{marked} {circle} fill="{drawing.PAPER}" stroke="{drawing.GREY}"/>'


def _names(shown: pd.DataFrame) -> Labelled:
    """Row and lines of each option named: the frontier from the cheapest on, then others, from the top down."""
    chosen = _chosen(shown).head(NAMES_MAX)
    chosen = chosen.sort_values(["benefit", "cost_gbp"], ascending=[False, False], kind="stable")
    room = drawing.WIDTH_PX - _NAMES
    return [
        (key, lettering.lines(str(name), room, drawing.LETTERS_PX, most=_LINES, strong=bool(frontier)))
        for key, name, frontier in zip(chosen.index, chosen["option"], chosen["on_frontier"], strict=True)
    ]


def _room(lines: tuple[str, ...]) -> int:
    return drawing.LINE_PX * len(lines) + _GAP


def _labels(shown: pd.DataFrame, names: Labelled, across: Scale, up: Scale) -> list[str]:
    """Names beside the chart, each led to its point."""
    rows = {key: shown.loc[key] for key, _ in names}
    middles = labels.apart([up.at(rows[key]["benefit"]) for key, _ in names], [_room(lines) for _, lines in names],
                           (_TOP, up.at(0)))  # fmt: skip
    end, made = _LEFT + _WIDTH, []
    for (key, lines), middle in zip(names, middles, strict=True):
        x, y = across.at(rows[key]["cost_gbp"]), up.at(rows[key]["benefit"])
        lead = f'd="M{x:.1f} {y:.1f}L{end + 4} {middle:.1f}h18" fill="none" stroke="{drawing.GREY}"'
        made.append(f"<path {lead}/>" + drawing.stacked(_NAMES, middle, lines, strong=bool(rows[key]["on_frontier"])))
    return made


def _legend() -> str:
    """The key, above the chart."""
    entries = ((_FRONTIER, "On the frontier", 6), (_NAMED, "Others named", 150), (_OTHER, "All other options", 284))
    return "".join(_symbol(kind, x, 12) + drawing.say(x + 14, 17, words, small=True) for kind, words, x in entries)
