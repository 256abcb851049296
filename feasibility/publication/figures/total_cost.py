"""Total cost of the leading options as bars: resources, then the value of added travel, with the near-tie band."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import pandas as pd

from feasibility import wording
from feasibility.options import WORKING_WORDS, sites_in_words
from feasibility.publication.figures import axis, drawing, lettering
from feasibility.publication.figures.axis import Scale
from feasibility.publication.figures.chart import Chart, source
from feasibility.publication.release import Release
from feasibility.publication.views import options as views

KEY = "total_cost"
NEAR_TIE_SETTING = "options.near_tie_share"
"""Row of the register that says how close to the best an option must be to count as a near-tie."""
NOTES = {"best": "best", "near-tie": "near-tie"}
_LABEL, _BARS, _TOP, _FOOT, _BAR = 288, 300, 58, 34, 22
_LINES, _BETWEEN = 6, 12
_TITLE = "Total net present cost of the leading options, split into resources and staff travel"


def chart(release: Release) -> Chart | None:
    """The leading options side by side; none where there is no option."""
    leading = views.leading(release)
    if leading.empty:
        return None
    said = " ".join(in_words(leading))
    return Chart(
        KEY,
        f"{_TITLE} ({release.heading.price_base})",
        said,
        drawn(leading, near_tie_share(release)),
        views.ranking(release),
        source(release, "options"),
    )


def near_tie_share(release: Release) -> float | None:
    """The share of the best total within which options are near-ties, from the register; none where it is not there."""
    register = release.tables["assumptions"].set_index("assumption_id")["value"]
    try:
        return float(register[NEAR_TIE_SETTING])
    except (KeyError, ValueError):
        return None


def in_words(options: pd.DataFrame) -> tuple[str, ...]:
    """The chart as sentences: one for each option."""
    columns = (options[c] for c in ("option", "total_npc_gbp", "resource_npc_gbp", "travel_npc_gbp"))
    return tuple(
        f"{option}: total {wording.pounds(total, nearest_1000=True)}, of which resources "
        f"{wording.pounds(cash, nearest_1000=True)} and added travel {wording.pounds(travel, nearest_1000=True)}."
        for option, total, cash, travel in zip(*columns, strict=True)
    )


def drawn(options: pd.DataFrame, near_tie: float | None) -> str:
    """The bars as SVG. Savings in travel lie dotted over the end of the resources; a black line marks the total."""
    totals, cash = options["total_npc_gbp"], options["resource_npc_gbp"]
    lowest, highest = min(0.0, totals.min(), cash.min()), max(totals.max(), cash.max(), 1.0)
    scale = axis.scale(lowest, highest, _LABEL, _BARS)
    names = [f"{row['rank']}. {sites_in_words(row)}" for row in options.to_dict("records")]
    room = _LABEL - 14
    tops = drawing.tops_px(names, room, most=_LINES, first_px=_TOP, between_px=_BETWEEN, beside=2)
    height = tops[-1] + _FOOT
    body = (
        _legend(),
        _band(float(totals.min()), near_tie, scale, height),
        *(_mark(mark, scale, height) for mark in scale.marks),
        *(
            _row(row, (top + bottom) / 2, scale)
            for row, (top, bottom) in zip(options.to_dict("records"), pairwise(tops), strict=True)
        ),
    )
    return drawing.whole(KEY, _TITLE, " ".join(in_words(options)), height, body)


def _mark(mark: float, scale: Scale, height: float) -> str:
    across, bottom = scale.at(mark), height - _FOOT
    words = axis.pounds(mark, scale.marks)
    return drawing.rule((across, _TOP, across, bottom)) + drawing.say(
        across, bottom + 20, words, small=True, anchor=drawing.MIDDLE
    )


def _band(best: float, near_tie: float | None, scale: Scale, height: float) -> str:
    """The totals that count as near-ties; nothing where the share is not stated."""
    if near_tie is None or best <= 0:
        return ""
    left, right = scale.at(best), scale.at(min(best * (1 + near_tie), scale.marks[-1]))
    bottom = height - _FOOT
    edges = "".join(drawing.rule((x, _TOP - 6, x, bottom), ink=drawing.GREEN, dashes="4 3") for x in (left, right))
    words = f"near-tie: within {wording.number(near_tie, wording.SHARE)} of the best"
    return (
        f'<rect x="{left:.1f}" y="{_TOP}" width="{right - left:.1f}" height="{bottom - _TOP}" fill="#e6eee0"/>{edges}'
        + drawing.say(max(right, _LABEL), _TOP - 12, words, small=True, anchor=drawing.RIGHT)
    )


def _row(option: Mapping[Any, Any], middle: float, scale: Scale) -> str:
    cash, total = scale.at(option["resource_npc_gbp"]), scale.at(option["total_npc_gbp"])
    strong = str(option["verdict"]) == "best"
    name = f"{option['rank']}. {sites_in_words(option)}"
    lines = lettering.lines(name, _LABEL - 14, drawing.LETTERS_PX, most=_LINES, strong=strong)
    bar, beside = middle - _BAR / 2, _LABEL + _BARS + 16
    note = " · ".join(filter(None, (WORKING_WORDS[str(option["working"])], NOTES.get(str(option["verdict"]), ""))))
    return (
        drawing.stacked(0, middle, lines, strong=strong)
        + drawing.area(KEY, "solid", (scale.at(0), cash), bar, _BAR, part="resources")
        + drawing.area(KEY, "hatch" if total >= cash else "dots", (cash, total), bar, _BAR, part="travel")
        + drawing.rule((total, bar - 4, total, bar + _BAR + 4), ink=drawing.INK, width=3, part="total")
        + drawing.say(beside, middle - 2, wording.pounds(option["total_npc_gbp"], nearest_1000=True), strong=strong)
        + drawing.say(beside, middle + 15, note, small=True)
    )


def _legend() -> str:
    entries = (("solid", "Resources", 0), ("hatch", "Staff travel added", 122), ("dots", "Staff travel saved", 296))
    line = drawing.rule((478, 2, 478, 22), ink=drawing.INK, width=3)
    return drawing.swatches(KEY, entries) + line + drawing.say(488, 16, "Total", small=True)
