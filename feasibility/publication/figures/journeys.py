"""Journeys before and after by employer, for the first options that move staff: mean and 90th percentile."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal.ranking import moves
from feasibility.options import WORKING_WORDS, sites_in_words
from feasibility.publication.figures import axis, drawing, lettering
from feasibility.publication.figures.axis import Scale
from feasibility.publication.figures.chart import Chart, source
from feasibility.publication.release import Release
from feasibility.publication.views import journeys as views
from feasibility.publication.views import options

KEY = "journeys"
SHOWN_MAX = 4
"""Options shown besides the cheapest single site: more would not fit on one printed page. Where nobody moves, no
journey changes and there is nothing to draw."""
_NAMES, _PANEL, _VALUES, _GAP, _TOP, _HEAD, _ROW, _AFTER, _FOOT = 128, 196, 104, 16, 58, 24, 24, 10, 30
_RADIUS = 5.5
_PANELS = (("mean", "Mean"), ("p90", "90th percentile: one in ten travels longer"))
_TITLE = "Journeys before and after by employer, minutes one way"


def chart(release: Release) -> Chart | None:
    """The first options that move staff; none where no option does or no journey is published."""
    rows = shown(release)
    if rows.empty:
        return None
    said = " ".join(in_words(rows))
    return Chart(
        KEY, _TITLE, said, drawn(rows), views.before_and_after(release, chosen(release)), source(release, "journeys")
    )


def chosen(release: Release) -> pd.DataFrame:
    """Rows of the options drawn: the first that move staff, and the cheapest single site."""
    had = options.had(release)
    first, single = moves(had).head(SHOWN_MAX), options.single_site(had)
    return pd.concat([first, single[~single["option_id"].isin(first["option_id"])]])


def shown(release: Release) -> pd.DataFrame:
    """Rows of tables.JourneysTable for the options drawn, with names for ids and `heading` for the option."""
    drawn_of = chosen(release)
    headings = {
        row["option_id"]: f"{row['rank']}. {sites_in_words(row)} ({WORKING_WORDS[str(row['working'])]})"
        for row in drawn_of.to_dict("records")
    }
    rows = views.journey_rows(release, drawn_of)
    rows = rows[rows["before_minutes_mean"].notna() & rows["after_minutes_mean"].notna()]
    return rows.assign(heading=rows["option_id"].map(headings))


def in_words(rows: pd.DataFrame) -> tuple[str, ...]:
    """The chart as sentences: one for each option and employer."""
    return tuple(
        f"{row['option']}, {row['employer']}: mean {_said(row, 'mean')} minutes, 90th percentile {_said(row, 'p90')}."
        for row in rows.to_dict("records")
    )


def _said(row: dict[object, object], measure: str) -> str:
    """`25.7 to 26.4`."""
    return " to ".join(wording.number(float(str(row[f"{when}_minutes_{measure}"])), wording.MINUTES) for when in _WHEN)


_WHEN = ("before", "after")


def drawn(rows: pd.DataFrame) -> str:
    """Two panels that share their rows: a ring before, a disc after, a line between; figures stand beside."""
    figures = rows[[f"{when}_minutes_{measure}" for when in _WHEN for measure, _ in _PANELS]]
    most = max(1.0, float(figures.max().max()))
    panels = [
        (axis.scale(0, most, _NAMES + n * (_PANEL + _VALUES + _GAP), _PANEL, steps=4), measure, words)
        for n, (measure, words) in enumerate(_PANELS)
    ]
    height, body, plots = float(_TOP), [_legend()], []
    for heading, each in rows.groupby("heading", sort=False):
        name = lettering.shortened(str(heading), drawing.WIDTH_PX, drawing.LETTERS_PX, strong=True)
        body.append(drawing.say(0, height + 16, name, strong=True, part="label"))
        height += _HEAD
        bands = []
        for row in each.to_dict("records"):
            middle = height + _ROW / 2
            who = lettering.shortened(str(row["employer"]), _NAMES - 12, drawing.LETTERS_PX)
            body.append(drawing.say(0, middle + 5, who, part="employer"))
            bands += [_pair(row, measure, middle, scale) for scale, measure, _ in panels]
            height += _ROW
        grid = [_grid(scale, height - _ROW * len(each), height) for scale, _, _ in panels]
        plots += [*grid, *bands]
        height += _AFTER
    body += [*(_head(scale, words) for scale, _, words in panels), *plots]
    body += [_marks(scale, height) for scale, _, _ in panels]
    return drawing.whole(KEY, _TITLE, " ".join(in_words(rows)), height + _FOOT, body)


def _head(scale: Scale, words: str) -> str:
    room = _PANEL + _VALUES
    return drawing.say(
        scale.start_px,
        _TOP - 10,
        lettering.shortened(words, room, drawing.SMALL_PX, strong=True),
        small=True,
        strong=True,
    )


def _grid(scale: Scale, top: float, bottom: float) -> str:
    return "".join(drawing.rule((scale.at(mark), top, scale.at(mark), bottom)) for mark in scale.marks)


def _marks(scale: Scale, top: float) -> str:
    return "".join(
        drawing.say(scale.at(mark), top + 12, axis.plain(mark, scale.marks), small=True, anchor=drawing.MIDDLE)
        for mark in scale.marks
    )


def _pair(row: dict[object, object], measure: str, middle: float, scale: Scale) -> str:
    before, after = (float(str(row[f"{when}_minutes_{measure}"])) for when in _WHEN)
    if not (before >= 0 and after >= 0):
        return drawing.say(scale.at(scale.marks[-1]) + 10, middle + 5, wording.MISSING, small=True)
    ends = (scale.at(before), middle, scale.at(after), middle)
    words = " → ".join(wording.number(minutes, wording.MINUTES) for minutes in (before, after))
    return (
        drawing.rule(ends, ink=drawing.BLUE, width=3, part="change")
        + _dot(scale.at(before), middle, "before")
        + _dot(scale.at(after), middle, "after")
        + drawing.say(scale.at(scale.marks[-1]) + 12, middle + 5, words, small=True)
    )


def _dot(x: float, y: float, when: str) -> str:
    """A ring before and a smaller disc after, so that both are seen where they are equal."""
    radius, fill = (_RADIUS + 1.5, drawing.PAPER) if when == "before" else (_RADIUS - 1.5, drawing.BLUE)
    return (
        f'<circle data-part="{when}" cx="{x:.1f}" cy="{y:.1f}" r="{radius:g}" fill="{fill}" stroke="{drawing.BLUE}" '
        'stroke-width="2"/>'
    )


def _legend() -> str:
    line = drawing.rule((8, 12, 60, 12), ink=drawing.BLUE, width=3)
    ends = _dot(8, 12, "before") + _dot(60, 12, "after")
    words = "From the journey before (ring) to the journey after (disc), minutes one way"
    return (
        line
        + ends.replace(' data-part="before"', "").replace(' data-part="after"', "")
        + drawing.say(76, 17, words, small=True)
    )
