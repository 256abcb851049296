"""How far each unknown by itself moves the lead, the widest first."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from feasibility import wording
from feasibility.publication.figures import axis, drawing, lettering
from feasibility.publication.figures.axis import Scale
from feasibility.publication.figures.chart import Chart, source
from feasibility.publication.release import Release
from feasibility.publication.views import robustness_unknowns as views

KEY = "tornado"
_LABEL, _SIDE, _BARS, _ROW, _TOP, _FOOT = 226, 72, 372, 52, 66, 34
_BAR = 15
"""Height of each of the two bars of a row."""
_LINES = 3
_GAP = 6
"""Between a bar and the value at its end."""
_TITLE = "What the best rival costs above the best option, each figure moved by itself"


@dataclass(frozen=True)
class End:
    """One end at which a figure was tried."""

    lead_gbp: float
    at: str
    """The figure there."""


@dataclass(frozen=True)
class Swing:
    """One unknown at both ends."""

    title: str
    low: End
    high: End


def chart(release: Release) -> Chart | None:
    """The widest swings; none where none was tried."""
    shown = [
        Swing(
            str(row["title"]),
            End(float(row["gap_low_gbp"]), views.short(row, "low")),
            End(float(row["gap_high_gbp"]), views.short(row, "high")),
        )
        for row in views.widest(release).to_dict("records")
    ]
    now_gbp = views.lead_now_gbp(release)
    svg = drawn(shown, now_gbp, views.leader(release))
    if not svg:
        return None
    said = " ".join(in_words(shown, now_gbp))
    return Chart(KEY, _TITLE, said, svg, views.tornado(release), source(release, "unknowns"))


def drawn(shown: Sequence[Swing], now_gbp: float, leader: str) -> str:
    """A pair of bars for each unknown, from the lead on the figures as stated to the lead at its low and at its high.

    The line of nought is where the leader is passed. Blank where there is nothing to show.
    """
    if not shown or not math.isfinite(now_gbp):
        return ""
    leads = [now_gbp, *(end.lead_gbp for swing in shown for end in (swing.low, swing.high))]
    scale = axis.scale(min(0.0, *leads), max(1.0, *leads), _LABEL + _SIDE, _BARS)
    height = _TOP + _ROW * len(shown) + _FOOT
    body = [
        _legend(),
        *(_mark(mark, scale, height) for mark in scale.marks),
        _line("nought", 0.0, "the lead passes", now_gbp < 0, scale, height),
        _line("now", now_gbp, "as stated", now_gbp >= 0, scale, height),
        *(_row(swing, _TOP + _ROW * place + _ROW / 2, now_gbp, scale) for place, swing in enumerate(shown)),
    ]
    title = f"What the best rival costs above {leader}, each figure moved by itself"
    return drawing.whole(KEY, title, " ".join(in_words(shown, now_gbp)), height, body)


def in_words(shown: Sequence[Swing], now_gbp: float) -> tuple[str, ...]:
    """The chart as sentences: the lead as stated, and one for each unknown."""
    return (
        f"On the figures as stated the lead is {wording.pounds(now_gbp, nearest_1000=True)}.",
        *(
            f"{swing.title}: at {swing.low.at} {wording.pounds(swing.low.lead_gbp, nearest_1000=True)}, "
            f"at {swing.high.at} {wording.pounds(swing.high.lead_gbp, nearest_1000=True)}."
            for swing in shown
        ),
    )


def _mark(mark: float, scale: Scale, height: float) -> str:
    across, bottom = scale.at(mark), height - _FOOT
    words = axis.pounds(mark, scale.marks)
    return drawing.rule((across, _TOP, across, bottom)) + drawing.say(
        across, bottom + 20, words, small=True, anchor=drawing.MIDDLE
    )


def _line(part: str, lead_gbp: float, words: str, to_right: bool, scale: Scale, height: float) -> str:
    """A line down the chart; the words of the two lines stand away from each other."""
    across, width, dashes = scale.at(lead_gbp), 2.5 if part == "nought" else 1, "" if part == "nought" else "5 4"
    ends = (across, _TOP - 6, across, height - _FOOT)
    return drawing.rule(ends, ink=drawing.INK, width=width, dashes=dashes, part=part) + drawing.say(
        across, _TOP - 12, words, small=True, anchor="start" if to_right else drawing.RIGHT
    )


def _row(swing: Swing, middle: float, now_gbp: float, scale: Scale) -> str:
    lines = lettering.lines(swing.title, _LABEL - 8, drawing.LETTERS_PX, most=_LINES)
    return (
        drawing.stacked(0, middle, lines)
        + _bar("hatch", swing.low, middle - _BAR - 1, now_gbp, scale)
        + _bar("solid", swing.high, middle + 1, now_gbp, scale)
    )


def _bar(fill: str, end: End, top: float, now_gbp: float, scale: Scale) -> str:
    """From the lead as stated to the lead at one end, with the figure tried beyond it."""
    start, stop = scale.at(now_gbp), scale.at(end.lead_gbp)
    anchor, beside = (drawing.RIGHT, stop - _GAP) if stop < start else ("start", stop + _GAP)
    part = "low" if fill == "hatch" else "high"
    at = lettering.shortened(end.at, _SIDE - _GAP, drawing.SMALL_PX)
    words = drawing.say(beside, top + 12, at, small=True, anchor=anchor, part="at")
    return drawing.area(KEY, fill, (start, stop), top, _BAR, part=part) + drawing.haloed(words)


def _legend() -> str:
    return drawing.swatches(KEY, (("hatch", "At its 5th percentile", 0), ("solid", "At its 95th percentile", 190)))
