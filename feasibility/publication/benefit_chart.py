"""Benefit against cost: every option a point, those that no other passes joined by a line. SVG inside the page."""

import textwrap
from html import escape

import pandas as pd

from feasibility import wording
from feasibility.publication.charts import axis_pounds, ticks

NAMES_MAX = 10
"""Options named beside the chart, at most: more names would not leave the chart its place."""
_LEFT, _WIDTH, _RIGHT, _TOP, _FOOT = 56, 520, 330, 58, 56
_HEIGHT, _LINE, _GAP, _CHARACTERS = 340, 17, 10, 40
_FULL, _STEP = 100, 20
_STYLE = (
    "text{font:14px Helvetica,Arial,sans-serif;fill:#0b0c0c}.small{font-size:13px;fill:#3d4347}.grid{stroke:#d3d7da}"
    ".other{fill:#fff;stroke:#82888c}.frontier{fill:#1d4f7c}.named{fill:#fff;stroke:#8a3b12;stroke-width:2.5}"
    ".steps{fill:none;stroke:#1d4f7c;stroke-width:2}.lead{stroke:#82888c;fill:none}.strong{font-weight:700}"
)
_FRONTIER, _NAMED, _OTHER = "frontier", "named", "other"


def scatter(options: pd.DataFrame) -> str:
    """The chart; blank where no option has a benefit.

    `options` has `option`, `cost_gbp`, `benefit` (0 to 100), `on_frontier`, and `named` for what is named beside it.
    """
    drawn = options[options["benefit"].notna()]
    if drawn.empty:
        return ""
    labels = _labels(drawn)
    tall = max(_HEIGHT, sum(_room(lines) for _, lines in labels))
    height, width = _TOP + tall + _FOOT, _LEFT + _WIDTH + _RIGHT
    least, most = float(drawn["cost_gbp"].min()), float(drawn["cost_gbp"].max())
    scale = ticks(least, most) if most - least >= 1 else [least - 1, least, least + 1]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="benefit-title benefit-description">',
        '<title id="benefit-title">Benefit against net present cost</title>',
        f'<desc id="benefit-description">{escape(" ".join(in_words(options)))}</desc>',
        f"<style>{_STYLE}</style>",
        _legend(),
        f'<text class="small" x="0" y="{_TOP - 16}">Benefit, out of 100</text>',
        f'<text class="small" x="{_LEFT + _WIDTH}" y="{height - 8}" text-anchor="end">Net present cost</text>',
        *_axes(scale, tall),
        _frontier_line(drawn[drawn["on_frontier"]], scale, tall),
        *(_label(drawn.loc[key], lines, at, scale, tall) for (key, lines), at in zip(labels, _spread(
            drawn, labels, tall), strict=True)),
        # What matters lies on top.
        *(_point(row, kind, scale, tall) for kind in (_OTHER, _NAMED, _FRONTIER) for _, row in drawn.iterrows()
          if _kind(row) == kind),
        "</svg>",
    ]  # fmt: skip
    return "\n".join(part for part in parts if part)


def in_words(options: pd.DataFrame) -> tuple[str, ...]:
    """The chart as sentences: the frontier from the cheapest on, then the others that are named."""
    drawn = options[options["benefit"].notna()]
    named = pd.concat([drawn[drawn["on_frontier"]].sort_values("cost_gbp", kind="stable"),
                       drawn[drawn["named"] & ~drawn["on_frontier"]]])  # fmt: skip
    said = [
        f"{row['option']}: benefit {wording.figure('benefit', float(row['benefit']))} at "
        f"{wording.pounds(float(row['cost_gbp']), nearest_1000=True)}"
        f"{', on the frontier' if row['on_frontier'] else ''}."
        for _, row in named.iterrows()
    ]
    if rest := len(drawn) - len(named):
        said.append(f"{wording.counted(rest, 'other option')} below the frontier or to the right of it.")
    return tuple(said)


def _kind(row: "pd.Series[object]") -> str:
    return _FRONTIER if row["on_frontier"] else _NAMED if row["named"] else _OTHER


def _x(cost_gbp: float, scale: list[float]) -> float:
    return _LEFT + _WIDTH * (cost_gbp - scale[0]) / (scale[-1] - scale[0])


def _y(benefit: float, tall: int) -> float:
    return _TOP + tall * (1 - benefit / _FULL)


def _axes(scale: list[float], tall: int) -> list[str]:
    up = [
        f'<line class="grid" x1="{_LEFT}" y1="{_y(mark, tall):.1f}" x2="{_LEFT + _WIDTH}" y2="{_y(mark, tall):.1f}"/>'
        f'<text class="small" x="{_LEFT - 10}" y="{_y(mark, tall) + 5:.1f}" text-anchor="end">{mark}</text>'
        for mark in range(0, _FULL + 1, _STEP)
    ]
    across = [
        f'<line class="grid" x1="{_x(mark, scale):.1f}" y1="{_TOP}" x2="{_x(mark, scale):.1f}" y2="{_TOP + tall}"/>'
        f'<text class="small" x="{_x(mark, scale):.1f}" y="{_TOP + tall + 20}" text-anchor="middle">'
        f"{axis_pounds(mark, scale)}</text>"
        for mark in scale
    ]
    return up + across


def _frontier_line(frontier: pd.DataFrame, scale: list[float], tall: int) -> str:
    """Steps: what benefit a sum can buy rises only where a further option is paid for."""
    rising = frontier.sort_values(["cost_gbp", "benefit"], kind="stable")
    path = "".join(
        f"{'H' if place else 'M'}{_x(row['cost_gbp'], scale):.1f}{'V' if place else ' '}{_y(row['benefit'], tall):.1f}"
        for place, (_, row) in enumerate(rising.iterrows())
    )
    return f'<path class="steps" d="{path}H{_LEFT + _WIDTH}"/>' if path else ""


def _point(row: "pd.Series[float]", kind: str, scale: list[float], tall: int) -> str:
    x, y = _x(row["cost_gbp"], scale), _y(row["benefit"], tall)
    match kind:
        case "frontier":
            return f'<rect class="frontier" x="{x - 6:.1f}" y="{y - 6:.1f}" width="12" height="12"/>'
        case "named":
            return f'<path class="named" d="M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z"/>'
        case _:
            return f'<circle class="other" cx="{x:.1f}" cy="{y:.1f}" r="3"/>'


def _labels(drawn: pd.DataFrame) -> list[tuple[object, list[str]]]:
    """Row and lines of each option named: the frontier from the cheapest on, then others, from the top down."""
    chosen = pd.concat([
        drawn[drawn["on_frontier"]].sort_values("cost_gbp", kind="stable"),
        drawn[drawn["named"] & ~drawn["on_frontier"]],
    ]).head(NAMES_MAX)  # fmt: skip
    chosen = chosen.sort_values(["benefit", "cost_gbp"], ascending=[False, False], kind="stable")
    return [
        (key, textwrap.wrap(str(name), _CHARACTERS, max_lines=4, placeholder=" …"))
        for key, name in chosen["option"].items()
    ]


def _room(lines: list[str]) -> int:
    return _LINE * len(lines) + _GAP


def _spread(drawn: pd.DataFrame, labels: list[tuple[object, list[str]]], tall: int) -> list[float]:
    """The middle of each label, as near to its point as keeps them apart and inside the chart."""
    benefits, rooms = drawn["benefit"].to_dict(), [_room(lines) for _, lines in labels]
    wanted = [_y(float(benefits[key]), tall) - room / 2 for (key, _), room in zip(labels, rooms, strict=True)]
    down, edge = [], float(_TOP)
    for top, room in zip(wanted, rooms, strict=True):
        down.append(max(top, edge))
        edge = down[-1] + room
    up, edge = [], float(_TOP + tall)
    for top, room in zip(reversed(wanted), reversed(rooms), strict=True):
        up.append(min(top, edge - room))
        edge = up[-1]
    # Labels kept apart by pushing them down, and by pushing them up: half-way between, they are apart as well.
    middles = [(low + high + room) / 2 for low, high, room in zip(down, reversed(up), rooms, strict=True)]
    return _inside(middles, rooms, tall)


def _inside(middles: list[float], rooms: list[int], tall: int) -> list[float]:
    """Labels that overlap neither each other nor, by more than they must, the ends of the chart."""
    least, most = float(_TOP), float(_TOP + tall)
    for place, room in enumerate(rooms):
        middles[place] = max(middles[place], least + room / 2)
        least = middles[place] + room / 2
    for place, room in reversed(list(enumerate(rooms))):
        middles[place] = min(middles[place], most - room / 2)
        most = middles[place] - room / 2
    return middles


def _label(row: "pd.Series[float]", lines: list[str], middle: float, scale: list[float], tall: int) -> str:
    strong = " strong" if row["on_frontier"] else ""
    x, y, end = _x(row["cost_gbp"], scale), _y(row["benefit"], tall), _LEFT + _WIDTH
    words = "".join(
        f'<text class="label{strong}" x="{end + 28}" y="{middle + _LINE * (n - (len(lines) - 1) / 2) + 5:.1f}">'
        f"{escape(line)}</text>"
        for n, line in enumerate(lines)
    )
    return f'<path class="lead" d="M{x:.1f} {y:.1f}L{end + 4} {middle:.1f}h18"/>{words}'


def _legend() -> str:
    """The key, above the chart."""
    middle = 12
    return (
        f'<rect class="frontier" x="0" y="{middle - 6}" width="12" height="12"/>'
        f'<text class="small" x="20" y="{middle + 5}">On the frontier</text>'
        f'<path class="named" d="M150 {middle - 7}l7 7l-7 7l-7 -7z"/>'
        f'<text class="small" x="166" y="{middle + 5}">Others named</text>'
        f'<circle class="other" cx="284" cy="{middle}" r="3"/>'
        f'<text class="small" x="296" y="{middle + 5}">All other options</text>'
    )
