"""The programme as a chart: a bar a stage and a mark a milestone over the quarters, each with its state in words."""

from collections.abc import Iterator
from datetime import date

import pandas as pd

from feasibility import wording
from feasibility.publication.figures import drawing, lettering
from feasibility.publication.figures.chart import Chart, source
from feasibility.publication.release import Release
from feasibility.publication.views import programme
from feasibility.publication.views.dates import short

KEY = "programme"
_TITLE = "Programme by stage and quarter, as planned and as now expected"
_LABELS_PX, _TIME_PX, _TOP, _FOOT = 340, 260, 66, 8
_STATES = _LABELS_PX + _TIME_PX + 16
_HEAD_PX, _PAD_PX, _MARK_PX = 27, 5, 5
_QUARTER_PX = 58
"""Least room for the name of a quarter: `Oct 2010` has 52 pixels."""
_MONTHS = 3


def chart(release: Release) -> Chart | None:
    """The chart; none where nothing is dated."""
    table = programme.rows(release)
    days = [day for name in ("planned_date", "expected") for day in map(programme.day_of, table[name]) if day]
    if not days:
        return None
    said = " ".join(in_words(table))
    return Chart(KEY, _TITLE, said, _drawn(table, _Time(min(days), max(days)), said), programme.milestones(release),
                 source(release, "programme"))  # fmt: skip


def in_words(table: pd.DataFrame) -> tuple[str, ...]:
    """The chart in sentences: one for each milestone."""
    return tuple(
        f"{wording.capital(str(row['stage']))}: {row['milestone']}, "
        + (f"planned {short(row['planned_date'])}, expected {short(row['expected'])}" if row["expected"]
           else programme.NOT_DATED)
        + f" ({programme.state(row).lower()})."
        for _, row in table.iterrows()
    )  # fmt: skip


class _Time:
    """Days along the drawing: whole quarters from the first day to the last."""

    def __init__(self, first: date, last: date) -> None:
        begin, end = _month(first) // _MONTHS * _MONTHS, (_month(last) // _MONTHS + 1) * _MONTHS
        self.quarters = tuple(_first_of(month) for month in range(begin, end + 1, _MONTHS))
        self.days = (self.quarters[-1] - self.quarters[0]).days

    def at(self, day: date) -> float:
        """Where a day stands, in pixels."""
        return _LABELS_PX + _TIME_PX * (day - self.quarters[0]).days / self.days


def _month(day: date) -> int:
    return 12 * day.year + day.month - 1


def _first_of(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def _drawn(table: pd.DataFrame, time: _Time, said: str) -> str:
    body, down = [], float(_TOP)
    for stage, rows in table.groupby("stage", sort=False):
        body += [drawing.say(0, down + 20, wording.capital(str(stage)), strong=True), _bar(rows, time, down)]
        down += _HEAD_PX
        for _, row in rows.iterrows():
            name = lettering.lines(str(row["milestone"]), _LABELS_PX - 24, drawing.LETTERS_PX, most=2)
            state = lettering.lines(programme.state(row), drawing.WIDTH_PX - _STATES, drawing.LETTERS_PX, most=2)
            room = drawing.LINE_PX * max(len(name), len(state)) + _PAD_PX
            body += [drawing.stacked(12, down + room / 2, name), *_marks(row, time, down + room / 2),
                     drawing.stacked(_STATES, down + room / 2, state, part="state")]  # fmt: skip
            down += room
        down += _PAD_PX
    return drawing.whole(KEY, _TITLE, said, down + _FOOT, [*_quarters(time, down), *_key(), *body])


def _bar(rows: pd.DataFrame, time: _Time, down: float) -> str:
    """The stage, from the first day planned to the last day expected."""
    days = [day for name in ("planned_date", "expected") for day in map(programme.day_of, rows[name]) if day]
    if not days:
        return ""
    return drawing.area(KEY, "hatch", (time.at(min(days)), max(time.at(max(days)), time.at(min(days)) + 3)), down + 9,
                        12, part="stage")  # fmt: skip


def _marks(row: "pd.Series[object]", time: _Time, middle: float) -> Iterator[str]:
    """The day planned, hollow; the day expected or done, filled; a line between where they differ."""
    planned, expected = programme.day_of(row["planned_date"]), programme.day_of(row["expected"])
    gateway = row["gateway"] == programme.GATEWAY
    if planned and expected and planned != expected:
        yield drawing.rule((time.at(planned), middle, time.at(expected), middle), ink=drawing.QUIET, dashes="4 3")
        yield _mark(time.at(planned), middle, gateway=gateway, filled=False)
    if expected:
        yield _mark(time.at(expected), middle, gateway=gateway, filled=True)


def _mark(x: float, y: float, *, gateway: bool, filled: bool) -> str:
    """A diamond for a gateway, a circle for another milestone."""
    paint = f'fill="{drawing.BLUE if filled else drawing.PAPER}" stroke="{drawing.BLUE}" stroke-width="2"'
    if not gateway:
        return f'<circle data-part="milestone" cx="{x:.1f}" cy="{y:.1f}" r="{_MARK_PX - 1}" {paint}/>'
    side = _MARK_PX + 2
    corners = f"{x:.1f},{y - side:.1f} {x + side:.1f},{y:.1f} {x:.1f},{y + side:.1f} {x - side:.1f},{y:.1f}"
    return f'<polygon data-part="gateway" points="{corners}" {paint}/>'


def _quarters(time: _Time, foot: float) -> Iterator[str]:
    """A line at the start of each quarter, and the month it begins with where there is room for its name."""
    named = max(1, -(-_QUARTER_PX * (len(time.quarters) - 1) // _TIME_PX))
    for number, day in enumerate(time.quarters):
        x = time.at(day)
        yield drawing.rule((x, _TOP - 6, x, foot))
        if number % named == 0 and number + 1 < len(time.quarters):
            yield drawing.say(x + 2, _TOP - 12, f"{day:%b} {day.year}", small=True)


def _key() -> Iterator[str]:
    """What the marks stand for."""
    entries = (
        (True, True, "Gateway", 8), (False, True, "Milestone", 96),
    )  # fmt: skip
    for gateway, filled, words, x in entries:
        yield _mark(x, 12, gateway=gateway, filled=filled)
        yield drawing.say(x + 14, 17, words, small=True)
    yield drawing.rule((200, 12, 228, 12), ink=drawing.QUIET, dashes="4 3")
    yield _mark(200, 12, gateway=False, filled=False)
    yield _mark(228, 12, gateway=False, filled=True)
    yield drawing.say(242, 17, "from the day planned to the day expected", small=True)
    yield f'<rect x="520" y="6" width="26" height="12" fill="{drawing.paint(KEY, "hatch")}" stroke="{drawing.RUST}"/>'
    yield drawing.say(554, 17, "Stage", small=True)
