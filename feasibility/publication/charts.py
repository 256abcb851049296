"""Charts for the appendix, drawn as SVG inside the page: no script, no file, no request."""

import math
import textwrap
from html import escape

import pandas as pd

from feasibility import wording
from feasibility.options import WORKING_WORDS, sites_in_words
from feasibility.publication.release import Release

NEAR_TIE_SETTING = "options.near_tie_share"
"""Row of the register that says how close to the best an option must be to count as a near-tie."""

_LABEL, _BARS, _VALUES, _ROW, _TOP, _FOOT = 300, 470, 150, 46, 58, 34
_BAR = 22
_CHARACTERS = 38
"""Characters of a label that fit on one of its two lines."""
_STYLE = (
    "text{font:14px Helvetica,Arial,sans-serif;fill:#0b0c0c}.small{font-size:13px;fill:#3d4347}"
    ".cash{fill:#1d4f7c}.more{fill:url(#hatch);stroke:#8a3b12}.less{fill:url(#dots);stroke:#1d4f7c}"
    ".band{fill:#e6eee0}.edge{stroke:#56704a;stroke-dasharray:4 3}.grid{stroke:#d3d7da}"
    ".total{stroke:#0b0c0c;stroke-width:3}.strong{font-weight:700}"
)
_PATTERNS = (
    '<defs><pattern id="hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="7" height="7" fill="#fbe6d8"/><rect width="3" height="7" fill="#b4541f"/></pattern>'
    '<pattern id="dots" width="7" height="7" patternUnits="userSpaceOnUse"><rect width="7" height="7" fill="#fff"/>'
    '<circle cx="3.5" cy="3.5" r="1.6" fill="#1d4f7c"/></pattern></defs>'
)


def near_tie_share(release: Release) -> float | None:
    """The share of the best total within which options are near-ties, from the register; none where it is not there."""
    register = release.tables["assumptions"].set_index("assumption_id")["value"]
    try:
        return float(register[NEAR_TIE_SETTING])
    except (KeyError, ValueError):
        return None


def total_cost_in_words(options: pd.DataFrame) -> tuple[str, ...]:
    """The chart as sentences: one for each option."""
    columns = (options[c] for c in ("option", "total_npc_gbp", "resource_npc_gbp", "travel_npc_gbp"))
    return tuple(
        f"{option}: total {wording.pounds(total, nearest_1000=True)}, of which resources "
        f"{wording.pounds(cash, nearest_1000=True)} and added travel {wording.pounds(travel, nearest_1000=True)}."
        for option, total, cash, travel in zip(*columns, strict=True)
    )


def total_cost(options: pd.DataFrame, near_tie: float | None) -> str:
    """Total cost of each option as a bar: resources, then the value of added travel, with the near-tie band.

    Savings in travel lie dotted over the end of the cash. A black line marks the total.
    """
    if options.empty:
        return ""
    totals, cash = options["total_npc_gbp"], options["resource_npc_gbp"]
    scale = ticks(min(0.0, totals.min(), cash.min()), max(totals.max(), cash.max(), 1.0))
    height = _TOP + _ROW * len(options) + _FOOT
    width = _LABEL + _BARS + _VALUES
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="chart-title chart-description">',
        '<title id="chart-title">Total net present cost of the leading options</title>',
        f'<desc id="chart-description">{escape(" ".join(total_cost_in_words(options)))}</desc>',
        f"<style>{_STYLE}</style>{_PATTERNS}",
        _legend(),
        _band(float(totals.min()), near_tie, scale, height),
        *(_tick(tick, scale, height) for tick in scale),
        *(_bar(row, place, scale) for place, (_, row) in enumerate(options.iterrows())),
        "</svg>",
    ]
    return "\n".join(part for part in parts if part)


def _across(value: float, ticks: list[float]) -> float:
    return _LABEL + _BARS * (value - ticks[0]) / (ticks[-1] - ticks[0])


def ticks(lowest: float, highest: float) -> list[float]:
    """About five round values, nought among them, from at or below the lowest to at or above the highest."""
    rough = (highest - lowest) / 5
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * m for m in (1, 2, 5, 10) if power * m >= rough)
    return [step * n for n in range(math.floor(lowest / step), math.ceil(highest / step) + 1)]


def _tick(tick: float, ticks: list[float], height: int) -> str:
    across, bottom = _across(tick, ticks), height - _FOOT
    words = axis_pounds(tick, ticks)
    return (
        f'<line class="grid" x1="{across:.1f}" y1="{_TOP}" x2="{across:.1f}" y2="{bottom}"/>'
        f'<text class="small" x="{across:.1f}" y="{bottom + 20}" text-anchor="middle">{words}</text>'
    )


def axis_pounds(tick: float, ticks: list[float]) -> str:
    """Millions where the axis reaches them, with a decimal only where the steps need it."""
    if tick == 0 or ticks[-1] < 1e6:
        return wording.pounds(tick)
    kind = wording.TENTHS if ticks[1] - ticks[0] < 1e6 else wording.COUNT
    return f"{wording.MINUS if tick < 0 else ''}£{wording.number(abs(tick) / 1e6, kind)}m"


def _band(best: float, near_tie: float | None, ticks: list[float], height: int) -> str:
    """The totals that count as near-ties; nothing where the share is not stated."""
    if near_tie is None or best <= 0:
        return ""
    left, right = _across(best, ticks), _across(min(best * (1 + near_tie), ticks[-1]), ticks)
    bottom = height - _FOOT
    edges = "".join(
        f'<line class="edge" x1="{x:.1f}" y1="{_TOP - 6}" x2="{x:.1f}" y2="{bottom}"/>' for x in (left, right)
    )
    words = f"near-tie: within {wording.number(near_tie, wording.SHARE)} of the best"
    return (
        f'<rect class="band" x="{left:.1f}" y="{_TOP}" width="{right - left:.1f}" height="{bottom - _TOP}"/>{edges}'
        f'<text class="small" x="{right:.1f}" y="{_TOP - 12}" text-anchor="end">{words}</text>'
    )


def _bar(option: pd.Series, place: int, ticks: list[float]) -> str:
    nought, cash = _across(0, ticks), _across(option["resource_npc_gbp"], ticks)
    total = _across(option["total_npc_gbp"], ticks)
    top = _TOP + _ROW * place + (_ROW - _BAR) / 2
    kind = "more" if total >= cash else "less"
    strong = " strong" if option["verdict"] == "best" else ""
    lines = textwrap.wrap(f"{option['rank']}. {sites_in_words(option)}", _CHARACTERS, max_lines=2, placeholder=" …")
    middle = top + _BAR / 2 + 5
    way = f'<text class="small" x="{_LABEL + _BARS + 14}" y="{middle + 9}">{WORKING_WORDS[option["working"]]}</text>'
    label = "".join(
        f'<text class="label{strong}" x="0" y="{middle + 17 * (n - (len(lines) - 1) / 2):.1f}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    value = wording.pounds(option["total_npc_gbp"], nearest_1000=True)
    note = {"best": "best", "near-tie": "near-tie"}.get(str(option["verdict"]), "")
    return (
        f"{label}{_rect('cash', nought, cash, top)}{_rect(kind, cash, total, top)}"
        f'<line class="total" x1="{total:.1f}" y1="{top - 4}" x2="{total:.1f}" y2="{top + _BAR + 4}"/>'
        f'<text class="figure{strong}" x="{_LABEL + _BARS + 14}" y="{middle - 8}">{value}'
        f'<tspan class="small"> {note}</tspan></text>{way}'
    )


def _rect(kind: str, start: float, end: float, top: float) -> str:
    left, width = min(start, end), abs(end - start)
    return (
        f'<rect class="{kind}" x="{left:.1f}" y="{top}" width="{width:.1f}" height="{_BAR}"/>' if width >= 0.1 else ""
    )


def _legend() -> str:
    """The key, above the bars."""
    parts, across = [], 0
    for kind, words, room in (
        ("cash", "Resources", 130),
        ("more", "Staff travel added", 205),
        ("less", "Staff travel saved", 205),
    ):
        parts.append(
            f'<rect class="{kind}" x="{across + 0.5}" y="4.5" width="20" height="14"/>'
            f'<text class="small" x="{across + 28}" y="16">{words}</text>'
        )
        across += room
    parts.append(
        f'<line class="total" x1="{across + 6}" y1="2" x2="{across + 6}" y2="22"/>'
        f'<text class="small" x="{across + 16}" y="16">Total</text>'
    )
    return "".join(parts)
