"""The leading options on three measures at a glance: panels of bars that share their rows."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from feasibility import wording
from feasibility.options import WORKING_WORDS, sites_in_words
from feasibility.publication.figures import drawing, lettering
from feasibility.publication.figures.axis import Scale
from feasibility.publication.figures.chart import Chart, source
from feasibility.publication.release import Release
from feasibility.publication.views import options as views

KEY = "measures"
_NAMES, _PANEL, _VALUES, _GAP, _TOP, _BAR = 262, 76, 76, 14, 58, 18
_LINES, _BETWEEN = 6, 6
_FIRST = 6
"""Options by rank, at least: with the answer above them they fill one printed page."""
_VERDICTS = {"best": "best", "near-tie": "near-tie", "behind": "behind"}
_TITLE = "The leading options on cost, staff travel and space"


@dataclass(frozen=True)
class Measure:
    """One of the panels."""

    part: str
    heading: str
    below: str
    of: Callable[[Mapping[Any, Any]], float]
    say: Callable[[float], str]


def _change(minutes: float) -> str:
    return f"{wording.number(minutes, wording.MINUTES, plus=True)} min"


def _spare(row: Mapping[Any, Any]) -> float:
    return float(row["workstations_available"]) - float(row["workstations_needed"])


MEASURES = (
    Measure("cost", "Total cost", "net present cost", lambda row: float(row["total_npc_gbp"]),
            lambda gbp: wording.pounds(gbp, nearest_1000=True)),
    Measure("travel", "Staff travel", "mean change, one way", lambda row: float(row["travel_change_minutes_mean"]),
            _change),
    Measure("space", "Space", "workstations to spare", _spare,
            lambda count: wording.number(count, wording.COUNT, plus=True)),
)  # fmt: skip
"""In the order of the panels. Minutes are one way: above nought a longer journey. Below nought workstations lack."""


def chart(release: Release) -> Chart | None:
    """The leading options, best first; none where there is no option."""
    rows = views.leading(release, _FIRST)
    if rows.empty:
        return None
    said = " ".join(in_words(rows))
    title = f"{_TITLE} ({release.heading.price_base})"
    return Chart(KEY, title, said, drawn(rows), views.criteria(release), source(release, "options"))


def in_words(rows: pd.DataFrame) -> tuple[str, ...]:
    """The chart as sentences: one for each option."""
    return tuple(
        f"{row['rank']}. {row['option']}, {_VERDICTS.get(str(row['verdict']), row['verdict'])}: "
        f"{_figure(MEASURES[0], row)} net present cost; mean journey {_figure(MEASURES[1], row)}; workstations to "
        f"spare {_figure(MEASURES[2], row)}."
        for row in rows.to_dict("records")
    )


def _figure(measure: Measure, row: Mapping[Any, Any]) -> str:
    value = measure.of(row)
    return measure.say(value) if math.isfinite(value) else wording.MISSING


def drawn(rows: pd.DataFrame) -> str:
    """The panels as SVG; what is worse than now, or lacks, is hatched and runs from the line of nought."""
    records = rows.to_dict("records")
    panels = [(measure, _scale(measure, records, place)) for place, measure in enumerate(MEASURES)]
    names = [f"{row['rank']}. {sites_in_words(row)}" for row in records]
    tops = drawing.tops_px(
        names, _NAMES - 14, most=_LINES, first_px=_TOP, between_px=_BETWEEN + drawing.LINE_PX, beside=2
    )
    height = tops[-1] + 6
    body = [_head(measure, place) for place, measure in enumerate(MEASURES)]
    for row, (top, bottom) in zip(records, pairwise(tops), strict=True):
        middle = (top + bottom) / 2
        body.append(drawing.rule((0, top, drawing.WIDTH_PX, top)))
        body.append(_name(row, middle))
        body += [_bar(measure, scale, row, middle) for measure, scale in panels]
    noughts = [
        drawing.rule((scale.at(0), _TOP, scale.at(0), height - 6), ink=drawing.INK, part=f"nought-{measure.part}")
        for measure, scale in panels
    ]
    return drawing.whole(KEY, _TITLE, " ".join(in_words(rows)), height, [*body, *noughts])


def _left(place: int) -> float:
    return _NAMES + place * (_PANEL + _VALUES + _GAP)


def _scale(measure: Measure, records: list[dict[Any, Any]], place: int) -> Scale:
    values = [value for value in map(measure.of, records) if math.isfinite(value)]
    lowest, highest = min(0.0, *values, 0.0), max(0.0, *values, 0.0)
    return Scale((lowest, highest if highest > lowest else lowest + 1), _left(place), _PANEL)


def _head(measure: Measure, place: int) -> str:
    return drawing.say(_left(place), 18, measure.heading, strong=True) + drawing.say(
        _left(place), 38, measure.below, small=True
    )


def _name(row: Mapping[Any, Any], middle: float) -> str:
    """Rank and places on two lines, the way of working and the verdict below."""
    strong = str(row["verdict"]) == "best"
    name = f"{row['rank']}. {sites_in_words(row)}"
    lines = lettering.lines(name, _NAMES - 14, drawing.LETTERS_PX, most=_LINES, strong=strong)
    said = f"{WORKING_WORDS[str(row['working'])]} · {_VERDICTS.get(str(row['verdict']), row['verdict'])}"
    shift = drawing.LINE_PX / 2
    below = middle - shift + drawing.LINE_PX * (len(lines) + 1) / 2 + 5
    return drawing.stacked(0, middle - shift, lines, strong=strong) + drawing.say(0, below, said, small=True)


def _bar(measure: Measure, scale: Scale, row: Mapping[Any, Any], middle: float) -> str:
    value, beside = measure.of(row), scale.start_px + _PANEL + 8
    words = drawing.say(beside, middle + 5, _figure(measure, row), small=True, strong=str(row["verdict"]) == "best")
    if not math.isfinite(value):
        return words
    worse = value > 0 if measure.part == "travel" else value < 0
    fill = "hatch" if worse else "dots" if measure.part == "travel" else "solid"
    ends = (scale.at(0), scale.at(value))
    return drawing.area(KEY, fill, ends, middle - _BAR / 2, _BAR, part=measure.part) + words
