"""Agents through the busiest day as a chart of steps, drawn as SVG inside the page."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise

import pandas as pd

from feasibility import wording
from feasibility.tables import ALL

DAY = "peak day"
_LEFT, _WIDTH, _RIGHT, _TOP, _HEIGHT, _FOOT = 52, 640, 228, 34, 300, 46
_LABEL_PX = 19
_STYLE = (
    "text{font:14px Helvetica,Arial,sans-serif;fill:#0b0c0c}.small{font-size:13px;fill:#3d4347}"
    ".grid{stroke:#d3d7da}.step{fill:none;stroke-width:2.5}.lead{stroke:#82888c}.strong{font-weight:700}"
)
_LINES = (("#1d4f7c", ""), ("#8a3b12", "9 4"), ("#3d4347", "2 3"), ("#56704a", "12 3 2 3"), ("#6a3d7c", "5 5"))
"""Colour and dashes of each line, the first solid: told apart without colour, and labelled at their ends."""


@dataclass(frozen=True)
class Line:
    """Agents of one queue, or of several added up, by start of the half-hour."""

    name: str
    agents: "pd.Series[int]"

    @property
    def in_words(self) -> str:
        """Least and most, and when the most are first needed."""
        agents = self.agents
        return f"{self.name}: {int(agents.min())} to {int(agents.max())} agents, most at {agents.idxmax()}."


def lines(half_hours: pd.DataFrame, names: Mapping[str, str]) -> tuple[Line, ...]:
    """One queue of all, the authorities apart added up, and each authority, on the peak day."""
    day = half_hours[half_hours["day"] == DAY]
    pooled = day[day["working"] == "pooled"].set_index("starts")["agents"]
    apart = {
        str(authority): rows.set_index("starts")["agents"].reindex(pooled.index, fill_value=0)
        for authority, rows in day[(day["working"] == "apart") & (day["authority"] != ALL)].groupby("authority")
    }
    together = sum(apart.values(), start=0 * pooled)
    each = [Line(f"{names.get(key, key)} apart", agents) for key, agents in apart.items()]
    return (Line("One queue", pooled), Line("Apart, added up", together), *each)


def agents(half_hours: pd.DataFrame, names: Mapping[str, str]) -> str:
    """The chart; blank where there is no peak day. `half_hours` is tables.HalfHoursTable."""
    drawn = lines(half_hours, names)
    if drawn[0].agents.empty:
        return ""
    most = _round_up(max(int(line.agents.max()) for line in drawn))
    width, height = _LEFT + _WIDTH + _RIGHT, _TOP + _HEIGHT + _FOOT
    ends = _spread([_y(int(line.agents.iloc[-1]), most) for line in drawn])
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="day-title day-description">',
        '<title id="day-title">Agents at work at once through the peak day</title>',
        f'<desc id="day-description">{escape(" ".join(line.in_words for line in drawn))}</desc>',
        f"<style>{_STYLE}</style>",
        '<text class="small" x="0" y="16">Agents at once</text>',
        *_across(drawn[0].agents.index, height),
        *_up(most),
        # The first line lies on top.
        *reversed([_steps(line, number, ends[number], most) for number, line in enumerate(drawn)]),
        "</svg>",
    ]
    return "\n".join(parts)


def _round_up(most: int) -> int:
    step = _tick(most)
    return step * -(-most // step)


def _tick(most: int) -> int:
    return next(step for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 5000) if most <= 6 * step)


def _x(place: float, count: int) -> float:
    return _LEFT + _WIDTH * place / count


def _y(agents: int, most: int) -> float:
    return _TOP + _HEIGHT * (1 - agents / most)


def _up(most: int) -> list[str]:
    return [
        f'<line class="grid" x1="{_LEFT}" y1="{_y(tick, most):.1f}" x2="{_LEFT + _WIDTH}" y2="{_y(tick, most):.1f}"/>'
        f'<text class="small" x="{_LEFT - 10}" y="{_y(tick, most) + 5:.1f}" text-anchor="end">{tick}</text>'
        for tick in range(0, most + 1, _tick(most))
    ]


def _across(starts: "pd.Index[str]", height: int) -> list[str]:
    """The hours, each under the start of its half-hour."""
    hours = [(place, start) for place, start in enumerate(starts) if str(start).endswith(":00")]
    every = 1 if len(hours) <= 12 else 2
    return [
        f'<text class="small" x="{_x(place, len(starts)):.1f}" y="{height - _FOOT + 22}" text-anchor="middle">'
        f"{escape(str(start))}</text>"
        for place, start in hours[::every]
    ]


def _steps(line: Line, number: int, label_y: float, most: int) -> str:
    colour, dashes = _LINES[number % len(_LINES)]
    heights = [_y(int(count), most) for count in line.agents]
    path = f"M{_LEFT} {heights[0]:.1f}" + "".join(
        f"V{y:.1f}H{_x(place + 1, len(heights)):.1f}" for place, y in enumerate(heights)
    )
    end, first = _LEFT + _WIDTH, int(line.agents.to_numpy().argmax())
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    strong = " strong" if number == 0 else ""
    return (
        f'<path class="step" stroke="{colour}"{dashed} d="{path}"/>'
        f'<path class="lead" fill="none" d="M{end + 2} {heights[-1]:.1f}L{end + 16} {label_y:.1f}"/>'
        f'<path class="step" stroke="{colour}"{dashed} d="M{end + 18} {label_y:.1f}h30"/>'
        f'<text class="label{strong}" x="{end + 56}" y="{label_y + 5:.1f}">{escape(line.name)}: '
        f"most {wording.number(int(line.agents.iloc[first]), wording.COUNT)}</text>"
    )


def _spread(wanted: list[float]) -> list[float]:
    """Heights of labels, as near to those wanted as keeps them apart, the order of heights kept."""
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    found = list(wanted)
    for before, after in pairwise(order):
        found[after] = max(found[after], found[before] + _LABEL_PX)
    return found
