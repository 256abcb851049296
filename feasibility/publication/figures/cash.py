"""Council cash by year and partner as small charts beside one another, all on one scale."""

import pandas as pd

from feasibility import wording
from feasibility.publication.figures import axis, drawing, lettering
from feasibility.publication.figures.axis import Scale
from feasibility.publication.figures.chart import Chart, source
from feasibility.publication.release import Release
from feasibility.publication.views import cash as views
from feasibility.tables.accounts import CASH_KINDS

KEY = "cash"
BESIDE_MAX = 3
"""Partners side by side, at most; more stand in a further row."""
_TOP, _HEAD, _NAME, _PANEL, _YEARS, _AFTER = 36, 24, 20, 92, 22, 14
_MARKS, _GAP = 62, 18
"""Room for the marks of the scale left of the first chart, and between two."""
_CAPITAL, _REVENUE = "capital", "revenue"
_FILLS = {_REVENUE: "solid", _CAPITAL: "hatch"}
_TITLE = "Council cash by financial year and partner, real"


def chart(release: Release) -> Chart | None:
    """The options looked into, each partner by itself; none where no cash is known."""
    table = by_partner(release)
    if table.empty:
        return None
    return Chart(
        KEY,
        f"{_TITLE} ({release.heading.price_base})",
        " ".join(in_words(table)),
        drawn(table),
        views.by_year(release),
        source(release, "cash_by_year"),
    )


def by_partner(release: Release) -> pd.DataFrame:
    """Columns `option`, `partner`, `year`, `capital` and `revenue` in pounds, in reading order."""
    wide = views.wide(release)
    if wide.empty:
        return wide
    parts = [
        wide[["option", "year"]].assign(
            partner=name, **{kind: wide[f"{partner}:{kind}:{views.REAL}"] for kind in CASH_KINDS}
        )
        for partner, name in release.authority_names.items()
    ]
    return pd.concat(parts)


def in_words(table: pd.DataFrame) -> tuple[str, ...]:
    """The chart as sentences: one for each option and partner."""
    said = []
    for (option, partner), rows in table.groupby(["option", "partner"], sort=False):
        cash = (rows[_CAPITAL] + rows[_REVENUE]).set_axis(rows["year"])
        capital = float(rows[_CAPITAL].sum())
        said.append(
            f"{option}, {partner}: {wording.pounds(float(cash.sum()), nearest_1000=True)} in all, of which capital "
            f"{wording.pounds(capital, nearest_1000=True)}; most in {cash.idxmax()} "
            f"({wording.pounds(float(cash.max()), nearest_1000=True)})."
        )
    return tuple(said)


def drawn(table: pd.DataFrame) -> str:
    """A chart of bars for each option and partner, one bar a year: revenue, and capital on top of it.

    Money received hangs below the line of nought. Blank where the table is empty.
    """
    if table.empty:
        return ""
    kinds = table[[_CAPITAL, _REVENUE]]
    top, bottom = float(kinds.clip(lower=0).sum(axis=1).max()), float(kinds.clip(upper=0).sum(axis=1).min())
    ends = (min(bottom, 0.0), max(top, 1.0))
    scale = Scale(ends, _PANEL, -_PANEL)
    height, body = float(_TOP), [_legend()]
    for option, rows in table.groupby("option", sort=False):
        name = lettering.shortened(str(option), drawing.WIDTH_PX, drawing.LETTERS_PX, strong=True)
        body.append(drawing.say(0, height + 15, name, strong=True, part="label"))
        partners = list(rows.groupby("partner", sort=False))
        height += _HEAD
        for first in range(0, len(partners), BESIDE_MAX):
            body.append(_row(partners[first : first + BESIDE_MAX], min(len(partners), BESIDE_MAX), height, scale))
            height += _NAME + _PANEL + _YEARS
        height += _AFTER
    return drawing.whole(KEY, _TITLE, " ".join(in_words(table)), height, body)


def _row(partners: list[tuple[object, pd.DataFrame]], beside: int, top: float, of: Scale) -> str:
    """Partners side by side, the marks of the scale written once, on the left."""
    width = (drawing.WIDTH_PX - _MARKS - _GAP * (beside - 1)) / beside
    up = Scale(of.marks, top + _NAME + _PANEL, of.length_px)
    marks = _marks(up)
    body = [
        drawing.say(_MARKS - 8, up.at(mark) + 5, axis.pounds(mark, marks), small=True, anchor=drawing.RIGHT)
        for mark in marks
    ]
    for place, (partner, rows) in enumerate(partners):
        left = _MARKS + place * (width + _GAP)
        in_all = wording.pounds(float(rows[[_CAPITAL, _REVENUE]].sum().sum()), nearest_1000=True)
        name = lettering.shortened(f"{partner}: {in_all} in all", width, drawing.SMALL_PX)
        body += [drawing.say(left, top + 12, name, small=True, part="partner"), _panel(rows, left, width, up)]
    return "".join(body)


def _marks(up: Scale) -> tuple[float, ...]:
    """Round marks between the ends of the scale, which are the least and the most that is drawn."""
    return tuple(mark for mark in axis.ticks(*up.marks, steps=4) if up.marks[0] <= mark <= up.marks[-1])


def _panel(rows: pd.DataFrame, left: float, width: float, up: Scale) -> str:
    grid = "".join(
        drawing.rule((left, up.at(mark), left + width, up.at(mark)), ink=drawing.INK if mark == 0 else drawing.GRID)
        for mark in _marks(up)
    )
    slot = width / len(rows)
    bars = "".join(
        _bar((left + slot * (n + 0.18), left + slot * (n + 0.82)), float(row[_REVENUE]), float(row[_CAPITAL]), up)
        for n, (_, row) in enumerate(rows.iterrows())
    )
    every = -(-_YEAR_PX // slot)
    years = "".join(
        drawing.say(left + slot * (n + 0.5), up.start_px + 17, str(year)[2:], small=True, anchor=drawing.MIDDLE)
        for n, year in enumerate(rows["year"])
        if n % every == 0
    )
    return grid + bars + years


_YEAR_PX = lettering.width_px("10-11", drawing.SMALL_PX) + 6


def _bar(ends: tuple[float, float], revenue: float, capital: float, up: Scale) -> str:
    """Both kinds of one year: what is paid rises from nought, what is received hangs from it."""
    above = below = 0.0
    parts = []
    for kind, amount in ((_REVENUE, revenue), (_CAPITAL, capital)):
        start = above if amount >= 0 else below
        above, below = (above + amount, below) if amount >= 0 else (above, below + amount)
        top, bottom = sorted((up.at(start), up.at(start + amount)))
        parts.append(drawing.area(KEY, _FILLS[kind], ends, top, bottom - top, part=kind))
    return "".join(parts)


def _legend() -> str:
    entries = (("solid", "Revenue", 0), ("hatch", "Capital", 110))
    words = "One bar a financial year; money received hangs below the line of nought"
    return drawing.swatches(KEY, entries) + drawing.say(drawing.WIDTH_PX, 16, words, small=True, anchor=drawing.RIGHT)
