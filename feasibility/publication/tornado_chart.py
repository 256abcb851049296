"""How far each unknown by itself moves the lead, the widest first, drawn as SVG inside the page."""

import math
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from feasibility import wording
from feasibility.publication.charts import axis_pounds, ticks

_LABEL, _BARS, _SIDE, _ROW, _TOP, _FOOT = 290, 460, 90, 52, 66, 34
_BAR = 15
"""Height of each of the two bars of a row."""
_CHARACTERS, _LINES = 40, 2
_GAP = 6
"""Between a bar and the value at its end."""
_LEAST_PX = 0.1
_STYLE = (
    "text{font:14px Helvetica,Arial,sans-serif;fill:#0b0c0c}.small{font-size:13px;fill:#3d4347}.grid{stroke:#d3d7da}"
    ".low{fill:url(#low-hatch);stroke:#8a3b12}.high{fill:#1d4f7c;stroke:#1d4f7c}"
    ".now{stroke:#0b0c0c;stroke-dasharray:5 4}.nought{stroke:#0b0c0c;stroke-width:2.5}"
)
_PATTERN = (
    '<defs><pattern id="low-hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="7" height="7" fill="#fbe6d8"/>'
    '<rect width="3" height="7" fill="#b4541f"/></pattern></defs>'
)


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


def swings(shown: Sequence[Swing], now_gbp: float, leader: str) -> str:
    """A pair of bars for each unknown, from the lead on the figures as stated to the lead at its low and at its high.

    The line of nought is where the leader is passed. Blank where there is nothing to show.
    """
    if not shown or not math.isfinite(now_gbp):
        return ""
    leads = [now_gbp, *(end.lead_gbp for swing in shown for end in (swing.low, swing.high))]
    scale = ticks(min(0.0, *leads), max(1.0, *leads))
    height, width = _TOP + _ROW * len(shown) + _FOOT, _LABEL + _SIDE + _BARS + _SIDE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="tornado-title tornado-description">',
        f'<title id="tornado-title">What the best rival costs above {escape(leader)}, each figure moved by itself'
        "</title>",
        f'<desc id="tornado-description">{escape(" ".join(in_words(shown, now_gbp)))}</desc>',
        f"<style>{_STYLE}</style>{_PATTERN}",
        _legend(),
        *(_mark(mark, scale, height) for mark in scale),
        _line("nought", 0.0, "the lead passes", "end", scale, height),
        _line("now", now_gbp, "as stated", "start", scale, height),
        *(_row(swing, place, now_gbp, scale) for place, swing in enumerate(shown)),
        "</svg>",
    ]
    return "\n".join(parts)


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


def _across(lead_gbp: float, scale: list[float]) -> float:
    return _LABEL + _SIDE + _BARS * (lead_gbp - scale[0]) / (scale[-1] - scale[0])


def _mark(mark: float, scale: list[float], height: int) -> str:
    across, bottom = _across(mark, scale), height - _FOOT
    return (
        f'<line class="grid" x1="{across:.1f}" y1="{_TOP}" x2="{across:.1f}" y2="{bottom}"/>'
        f'<text class="small" x="{across:.1f}" y="{bottom + 20}" text-anchor="middle">{axis_pounds(mark, scale)}</text>'
    )


def _line(kind: str, lead_gbp: float, words: str, anchor: str, scale: list[float], height: int) -> str:
    """A line down the chart; the words of the two lines stand away from each other."""
    across = _across(lead_gbp, scale)
    return (
        f'<line class="{kind}" x1="{across:.1f}" y1="{_TOP - 6}" x2="{across:.1f}" y2="{height - _FOOT}"/>'
        f'<text class="small" x="{across:.1f}" y="{_TOP - 12}" text-anchor="{anchor}">{words}</text>'
    )


def _row(swing: Swing, place: int, now_gbp: float, scale: list[float]) -> str:
    middle = _TOP + _ROW * place + _ROW / 2
    lines = textwrap.wrap(swing.title, _CHARACTERS, max_lines=_LINES, placeholder=" …")
    label = "".join(
        f'<text class="label" x="0" y="{middle + 17 * (n - (len(lines) - 1) / 2) + 5:.1f}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    return (
        label
        + _bar("low", swing.low, middle - _BAR - 1, now_gbp, scale)
        + _bar("high", swing.high, middle + 1, now_gbp, scale)
    )


def _bar(kind: str, end: End, top: float, now_gbp: float, scale: list[float]) -> str:
    """From the lead as stated to the lead at one end, with the figure tried beyond it."""
    start, stop = _across(now_gbp, scale), _across(end.lead_gbp, scale)
    left, width = min(start, stop), abs(stop - start)
    rect = (
        f'<rect class="{kind}" x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{_BAR}"/>'
        if width >= _LEAST_PX
        else ""
    )
    anchor, beside = ("end", stop - _GAP) if stop < start else ("start", stop + _GAP)
    return (
        f'{rect}<text class="small" x="{beside:.1f}" y="{top + 12:.1f}" text-anchor="{anchor}">{escape(end.at)}</text>'
    )


def _legend() -> str:
    return "".join(
        f'<rect class="{kind}" x="{across + 0.5}" y="4.5" width="20" height="14"/>'
        f'<text class="small" x="{across + 28}" y="16">{words}</text>'
        for kind, words, across in (
            ("low", "At its 5th percentile", 0),
            ("high", "At its 95th percentile", 200),
        )
    )
