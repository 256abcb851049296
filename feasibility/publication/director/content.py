"""What the director's page says, selected from the release and in the order it is read; nothing here is laid out."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace

from feasibility import wording
from feasibility.publication.figures import Chart, charts
from feasibility.publication.release import Release
from feasibility.publication.views import changes, options
from feasibility.publication.views.robustness_unknowns import worth_knowing

LONG_WARNINGS = 6
"""Warnings shown before the reader is sent to the appendices for the rest."""


@dataclass(frozen=True)
class Measure:
    """One of the three measures of the best option."""

    name: str
    figure: str
    note: str


@dataclass(frozen=True)
class Shown:
    """A chart under a heading, with a sentence that says how to read it."""

    heading: str
    lead: str
    chart: Chart


def measures(release: Release) -> tuple[Measure, ...]:
    """Cost, staff travel and capacity of the best option, each with what it is held against."""
    had = options.had(release)
    best = had.iloc[0]
    next_gbp = float(had["above_best_gbp"].iloc[1]) if len(had) > 1 else None
    more = "" if next_gbp is None else f"The next costs {wording.pounds(next_gbp, nearest_1000=True)} more"
    over = wording.number(float(best["worse_15_share"]), wording.SHARE)
    return (
        Measure("Cost over the period", wording.pounds(float(best["total_npc_gbp"]), nearest_1000=True), more),
        Measure("Mean journey, one way", _change(float(best["travel_change_minutes_mean"])),
                f"{over} of staff over 15 minutes worse off"),
        Measure("Workstations", f"{wording.number(float(best['workstations_needed']), wording.COUNT)} needed",
                f"{wording.number(float(best['workstations_available']), wording.COUNT)} available"),
    )  # fmt: skip


def _change(minutes: float) -> str:
    size = wording.number(abs(minutes), wording.MINUTES)
    if size in ("0.0", wording.MISSING):
        return "no change" if size == "0.0" else "not shown"
    return f"{size} minutes {'longer' if minutes > 0 else 'shorter'}"


def would_change(release: Release) -> tuple[str, ...]:
    """What takes the lead from the best option, the soonest first."""
    said = release.told.would_change
    return (*said[-1:], *said[:-1], *changes.what_would_change(release))


def not_known(release: Release) -> tuple[str, ...]:
    """What a director must know before leaning on the figures: warnings, then what the draws leave out."""
    shown = release.warnings[:LONG_WARNINGS]
    more = len(release.warnings) - len(shown)
    rest = (f"{wording.counted(more, 'further warning')} in the appendices.",) if more else ()
    return (*shown, *rest, release.heading.firmness, *worth(release))


def worth(release: Release) -> tuple[str, ...]:
    """What finding out is worth most, in a sentence; none where the draws tell of nothing."""
    rows = [row for group in worth_knowing(release).groups for row in group.rows]
    if not rows:
        return ()
    figure, gbp = rows[0][0], rows[0][1]
    return (f"Worth finding out first: {figure} (a choice better by £{gbp} on average).",)


LEADS = {
    "benefit": ("Cost against benefit", "Each mark is an option. Up and to the left is better: more benefit for less "
                "money. No option is ranked by this score."),
    "journeys": ("Journeys before and after", "One way, from home to work, by employer. A longer line is a greater "
                 "change."),
    "day": ("Seats through the day", "Agents at their desks at once in each half-hour of the peak day. The peak "
            "decides how many workstations there must be."),
    "cash": ("Cash by year and partner", "What each council pays and receives in each financial year."),
    "robustness": ("How often each option is best", "All figures that are not certain drawn at once, many times."),
    "tornado": ("Which figures matter most", "Each figure moved by itself. The longer the bar, the more the lead "
                "hangs on it."),
}  # fmt: skip
"""Heading of each chart below the answer, and how to read it, in reading order."""


GLANCE = "measures"
"""Chart of the leading options on the three measures, which stands with the answer."""


def drawn(release: Release) -> dict[str, Chart]:
    """The charts of the page by key, the tables behind them numbered in reading order."""
    every, number = charts(release), itertools.count(1)
    return {
        key: replace(every[key], view=view and replace(view, number=next(number)))
        for key in (GLANCE, *LEADS)
        if key in every
        for view in (every[key].view,)
    }


def below(pictures: Mapping[str, Chart]) -> tuple[Shown, ...]:
    """The charts below the answer, in reading order, those without figures left out."""
    return tuple(Shown(heading, lead, pictures[key]) for key, (heading, lead) in LEADS.items() if key in pictures)
