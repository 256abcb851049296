"""Council cash by year as small charts under one another, one an option, on one scale: SVG inside the page."""

import textwrap
from html import escape

import pandas as pd

from feasibility import wording
from feasibility.publication.charts import axis_pounds, ticks

_LABEL, _BARS, _END, _ROW, _TOP, _FOOT = 300, 560, 60, 116, 40, 30
_PAD = 14
LEAST_PX = 0.1
"""Nothing less can be seen."""
_CHARACTERS = 38
_CAPITAL, _REVENUE = "capital", "revenue"
_STYLE = (
    "text{font:14px Helvetica,Arial,sans-serif;fill:#0b0c0c}.small{font-size:13px;fill:#3d4347}.grid{stroke:#d3d7da}"
    ".revenue{fill:#1d4f7c}.capital{fill:url(#capital-hatch);stroke:#8a3b12}"
)
_PATTERN = (
    '<defs><pattern id="capital-hatch" width="7" height="7" patternUnits="userSpaceOnUse" '
    'patternTransform="rotate(45)"><rect width="7" height="7" fill="#fbe6d8"/>'
    '<rect width="3" height="7" fill="#b4541f"/></pattern></defs>'
)


def by_year(table: pd.DataFrame) -> str:
    """A strip of bars for each option, one bar a year: revenue, and capital on top of it.

    `table` has `option`, `year`, `capital` and `revenue` in pounds, in reading order. Money received hangs below the
    line of nought.
    """
    if table.empty:
        return ""
    kinds = table[[_CAPITAL, _REVENUE]]
    top, bottom = float(kinds.clip(lower=0).sum(axis=1).max()), float(kinds.clip(upper=0).sum(axis=1).min())
    scale = ticks(min(bottom, 0.0), max(top, 1.0))
    strips = list(table.groupby("option", sort=False))
    height, width = _TOP + _ROW * len(strips) + _FOOT, _LABEL + _BARS + _END
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'role="img" aria-labelledby="cash-title cash-description">',
        '<title id="cash-title">Council cash by year, real</title>',
        f'<desc id="cash-description">{escape(" ".join(in_words(table)))}</desc>',
        f"<style>{_STYLE}</style>{_PATTERN}",
        _legend(),
        *(_strip(str(option), rows, place, scale) for place, (option, rows) in enumerate(strips)),
        *_years(list(dict.fromkeys(table["year"])), height),
        "</svg>",
    ]
    return "\n".join(parts)


def in_words(table: pd.DataFrame) -> tuple[str, ...]:
    """The chart as sentences: one for each option."""
    said = []
    for option, rows in table.groupby("option", sort=False):
        cash = (rows[_CAPITAL] + rows[_REVENUE]).set_axis(rows["year"])
        said.append(
            f"{option}: {wording.pounds(float(cash.sum()), nearest_1000=True)} in all, most in {cash.idxmax()} "
            f"({wording.pounds(float(cash.max()), nearest_1000=True)})."
        )
    return tuple(said)


def _down(value: float, place: int, scale: list[float]) -> float:
    """How far down the page a sum stands in the strip at a place."""
    room = _ROW - 2 * _PAD
    return _TOP + _ROW * place + _PAD + room * (scale[-1] - value) / (scale[-1] - scale[0])


def _strip(option: str, rows: pd.DataFrame, place: int, scale: list[float]) -> str:
    middle = _TOP + _ROW * place + _ROW / 2
    lines = textwrap.wrap(option, _CHARACTERS, max_lines=3, placeholder=" …")
    label = "".join(
        f'<text class="label" x="0" y="{middle + 17 * (n - (len(lines) - 1) / 2) + 5:.1f}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    grid = "".join(_mark(mark, place, scale) for mark in scale)
    slot = _BARS / len(rows)
    bars = "".join(
        _bar(_LABEL + slot * n + slot * 0.2, slot * 0.6, float(row[_REVENUE]), float(row[_CAPITAL]), place, scale)
        for n, (_, row) in enumerate(rows.iterrows())
    )
    return f"{label}{grid}{bars}"


def _mark(mark: float, place: int, scale: list[float]) -> str:
    down = _down(mark, place, scale)
    return (
        f'<line class="grid" x1="{_LABEL}" y1="{down:.1f}" x2="{_LABEL + _BARS}" y2="{down:.1f}"/>'
        f'<text class="small" x="{_LABEL + _BARS + 8}" y="{down + 5:.1f}">{axis_pounds(mark, scale)}</text>'
    )


def _bar(left: float, width: float, revenue: float, capital: float, place: int, scale: list[float]) -> str:
    """Both kinds of one year: what is paid rises from nought, what is received hangs from it."""
    up = down = 0.0
    parts = []
    for kind, amount in ((_REVENUE, revenue), (_CAPITAL, capital)):
        start = up if amount >= 0 else down
        up, down = (up + amount, down) if amount >= 0 else (up, down + amount)
        ends = sorted((_down(start, place, scale), _down(start + amount, place, scale)))
        if ends[1] - ends[0] >= LEAST_PX:
            parts.append(
                f'<rect class="{kind}" x="{left:.1f}" y="{ends[0]:.1f}" width="{width:.1f}" '
                f'height="{ends[1] - ends[0]:.1f}"/>'
            )
    return "".join(parts)


def _years(years: list[str], height: int) -> list[str]:
    slot = _BARS / len(years)
    return [
        f'<text class="small" x="{_LABEL + slot * (n + 0.5):.1f}" y="{height - 10}" text-anchor="middle">'
        f"{escape(year[2:])}</text>"
        for n, year in enumerate(years)
    ]


def _legend() -> str:
    return "".join(
        f'<rect class="{kind}" x="{across + 0.5}" y="4.5" width="20" height="14"/>'
        f'<text class="small" x="{across + 28}" y="16">{words}</text>'
        for kind, words, across in ((_REVENUE, "Revenue", 0), (_CAPITAL, "Capital", 110))
    )
