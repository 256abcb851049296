"""How often each option is best over all draws, and how often it is best or a near-tie."""

from itertools import pairwise

import pandas as pd

from feasibility import wording
from feasibility.publication.figures import drawing, lettering
from feasibility.publication.figures.axis import Scale
from feasibility.publication.figures.chart import Chart, source
from feasibility.publication.release import Release
from feasibility.publication.views import robustness as views
from feasibility.robustness import phrases

KEY = "robustness"
_LABEL, _BARS, _TOP, _FOOT, _BAR = 288, 240, 36, 46, 20
_LINES, _BETWEEN = 6, 12
_MARKS = (0.0, 0.25, 0.5, 0.75, 1.0)
_TITLE = "How often each option is best when every figure is drawn at once"


def chart(release: Release) -> Chart | None:
    """The options that matter; none where nothing was drawn."""
    rows = views.shown(release)
    if rows.empty:
        return None
    said = " ".join(in_words(rows))
    return Chart(KEY, _TITLE, said, drawn(rows), views.options(release), source(release, "robustness"))


def in_words(rows: pd.DataFrame) -> tuple[str, ...]:
    """The chart as sentences: one for each option."""
    return tuple(
        f"{row['option']}: best in {phrases.share(row['best_share'])} of draws, best or a near-tie in "
        f"{phrases.share(row['near_best_share'])}."
        for row in rows.to_dict("records")
    )


def drawn(rows: pd.DataFrame) -> str:
    """A bar for each option: dark for the draws in which it is best, hatched for those in which it is a near-tie."""
    tops = drawing.tops_px(rows["option"], _LABEL - 14, most=_LINES, first_px=_TOP, between_px=_BETWEEN, beside=2)
    scale, height = Scale(_MARKS, _LABEL, _BARS), tops[-1] + _FOOT
    body = [
        drawing.swatches(KEY, (("solid", "Best", 0), ("hatch", "Near-tie: too close to the best to call", 86))),
        *(_mark(mark, scale, height) for mark in _MARKS),
        drawing.say(_LABEL + _BARS, height - 6, "Share of draws", small=True, anchor=drawing.RIGHT),
        *(
            _row(row, (top + bottom) / 2, scale)
            for row, (top, bottom) in zip(rows.to_dict("records"), pairwise(tops), strict=True)
        ),
    ]
    return drawing.whole(KEY, _TITLE, " ".join(in_words(rows)), height, body)


def _mark(mark: float, scale: Scale, height: float) -> str:
    across, bottom = scale.at(mark), height - _FOOT
    return drawing.rule((across, _TOP, across, bottom)) + drawing.say(
        across, bottom + 18, wording.number(mark, wording.SHARE), small=True, anchor=drawing.MIDDLE
    )


def _row(row: dict[object, object], middle: float, scale: Scale) -> str:
    best, near = (float(str(row[name])) for name in ("best_share", "near_best_share"))
    lines = lettering.lines(str(row["option"]), _LABEL - 14, drawing.LETTERS_PX, most=_LINES)
    beside, top = _LABEL + _BARS + 16, middle - _BAR / 2
    return (
        drawing.stacked(0, middle, lines)
        + drawing.area(KEY, "hatch", (scale.at(best), scale.at(near)), top, _BAR, part="near")
        + drawing.area(KEY, "solid", (scale.at(0), scale.at(best)), top, _BAR, part="best")
        + drawing.say(beside, middle - 3, f"best in {phrases.share(best)}")
        + drawing.say(beside, middle + 14, f"best or near-tie in {phrases.share(near)}", small=True)
    )
