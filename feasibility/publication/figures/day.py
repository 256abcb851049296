"""Agents through the busiest day as a chart of steps."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from feasibility import wording
from feasibility.publication.figures import axis, drawing, labels, lettering
from feasibility.publication.figures.axis import Scale
from feasibility.publication.figures.chart import Chart, source
from feasibility.publication.release import Release
from feasibility.publication.views import capacity
from feasibility.tables import ALL

KEY = "day"
DAY = "peak day"
_LEFT, _WIDTH, _TOP, _HEIGHT, _FOOT = 36, 470, 34, 300, 34
_NAMES = _LEFT + _WIDTH + 56
_GAP = 4
_TITLE = "Agents at work at once in each half-hour of the peak day"
_LINES = ((drawing.BLUE, ""),
          (drawing.RUST, "9 4"), (drawing.QUIET, "2 3"), (drawing.GREEN, "12 3 2 3"),
          ("#6a3d7c", "5 5"), (drawing.BLUE, "16 4"), (drawing.RUST, "1 4"),
          (drawing.QUIET, "8 3 2 3 2 3"))  # fmt: skip
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


def chart(release: Release) -> Chart | None:
    """One queue, the authorities apart and each of them; none where there is no peak day."""
    shown = lines(release.tables["half_hours"], release.authority_names)
    if shown[0].agents.empty:
        return None
    said = " ".join(line.in_words for line in shown)
    return Chart(KEY, _TITLE, said, drawn(shown), capacity.half_hours(release), source(release, "half_hours"))


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


def drawn(shown: tuple[Line, ...]) -> str:
    """The chart as SVG."""
    most = max(1, *(int(line.agents.max()) for line in shown))
    up = axis.scale(0, most, _TOP + _HEIGHT, -_HEIGHT)
    up = Scale(tuple(mark for mark in up.marks if mark == int(mark)), up.start_px, up.length_px)
    order = sorted(range(len(shown)), key=lambda n: (-int(shown[n].agents.iloc[-1]), n))
    names = {n: _name(shown[n], n) for n in order}
    ends = [up.at(int(shown[n].agents.iloc[-1])) for n in order]
    rooms = [drawing.LINE_PX * len(names[n]) + _GAP for n in order]
    middles = dict(zip(order, labels.apart(ends, rooms, (_TOP, _TOP + max(_HEIGHT, sum(rooms)))), strict=True))
    height = _TOP + max(_HEIGHT, sum(rooms)) + _FOOT
    body = [
        drawing.say(0, 16, "Agents at once", small=True),
        *_hours(shown[0].agents.index),
        *(_mark(mark, up) for mark in up.marks),
        # The first line lies on top.
        *reversed([_steps(line, n, up) + _label(names[n], n, up.at(int(line.agents.iloc[-1])), middles[n])
                   for n, line in enumerate(shown)]),
    ]  # fmt: skip
    return drawing.whole(KEY, _TITLE, " ".join(line.in_words for line in shown), height, body)


def _mark(mark: float, up: Scale) -> str:
    return drawing.rule((_LEFT, up.at(mark), _LEFT + _WIDTH, up.at(mark))) + drawing.say(
        _LEFT - 8, up.at(mark) + 5, wording.number(mark, wording.COUNT), small=True, anchor=drawing.RIGHT
    )


def _x(place: float, count: int) -> float:
    return _LEFT + _WIDTH * place / count


def _hours(starts: "pd.Index[str]") -> list[str]:
    """The hours, each under the start of its half-hour, as many as there is room for."""
    hours = [(place, str(start)) for place, start in enumerate(starts) if str(start).endswith(":00")]
    apart_px = _WIDTH / max(1, len(hours))
    every = next(n for n in (1, 2, 3, 4, 6, 12, 24) if n * apart_px >= _HOUR_PX or n == 24)
    return [
        drawing.say(_x(place, len(starts)), _TOP + _HEIGHT + 22, start, small=True, anchor=drawing.MIDDLE)
        for place, start in hours[::every]
    ]


_HOUR_PX = lettering.width_px("00:00", drawing.SMALL_PX) + 10


def _steps(line: Line, number: int, up: Scale) -> str:
    heights = [up.at(int(count)) for count in line.agents]
    path = f"M{_LEFT} {heights[0]:.1f}" + "".join(
        f"V{y:.1f}H{_x(place + 1, len(heights)):.1f}" for place, y in enumerate(heights)
    )
    return f'<path data-part="step" {_stroke(number)} d="{path}"/>'


def _stroke(number: int) -> str:
    colour, dashes = _LINES[number % len(_LINES)]
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'fill="none" stroke="{colour}" stroke-width="2.5"{dashed}'


def _name(line: Line, number: int) -> tuple[str, ...]:
    words = f"{line.name}: most {wording.number(int(line.agents.max()), wording.COUNT)}"
    return lettering.lines(words, drawing.WIDTH_PX - _NAMES, drawing.LETTERS_PX, most=3, strong=number == 0)


def _label(name: tuple[str, ...], number: int, end_y: float, middle: float) -> str:
    end = _LEFT + _WIDTH
    lead = f'fill="none" stroke="{drawing.GREY}" d="M{end + 2} {end_y:.1f}L{end + 16} {middle:.1f}"'
    return (
        f'<path {lead}/><path data-part="sample" {_stroke(number)} d="M{end + 18} {middle:.1f}h32"/>'
        + drawing.stacked(_NAMES, middle, name, strong=number == 0)
    )
