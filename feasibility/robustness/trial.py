"""The trial itself: what is drawn, every option priced under every draw, and some of the draws worked out in full."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from feasibility import wording
from feasibility.appraisal import asked_again
from feasibility.appraisal.asked_again import Known
from feasibility.costs import attrition
from feasibility.enumeration import Found
from feasibility.errors import InputError
from feasibility.options import MOVING, STAYING
from feasibility.plan import objective_gbp, unreached_heads
from feasibility.problem import Problem
from feasibility.question import Question
from feasibility.robustness import quick, response, seated, staff_drawn, staff_moved, taken, whole
from feasibility.robustness.distributions import Distribution, declared
from feasibility.robustness.draws import drawn as drawn_of
from feasibility.robustness.staff_moved import Trips
from feasibility.robustness.totals import Totals
from feasibility.seats import SeatsDrawn


@dataclass(frozen=True)
class Trial:
    """What the draws come to."""

    distributions: list[Distribution]
    draws: pd.DataFrame
    """Draw by assumption id."""
    totals: Totals
    again: pd.DataFrame
    """Draw by option id: pounds of the draws worked out in full."""
    known: Known
    """The study as stated."""
    words: tuple[str, ...]
    """What is not drawn, or not drawn as stated."""
    rough: bool
    """Whether seats of options nearest to being best stay as planned although draws might move them."""


def tried(asked: Question, sound: Sequence[Found], say: Callable[[str], None]) -> Trial | None:
    """The trial of the options that can be had; None where none is asked for, or nothing has a distribution.

    Raises `InputError` for distributions and correlations that cannot be.
    """
    settings = asked.scenario.robustness
    distributions = declared_of(asked)
    if not settings.draws or not distributions:
        return None
    known, groups = asked_again.known(asked.scenario, asked.evidence), asked.evidence.groups
    draws, needed = _that_can_be(drawn_of(distributions, settings), known)
    found = [item for item in sound if not _unreached(asked, item)]
    placed = seated.seated(found, asked.priced.problems, groups, _leavers_gbp(asked))
    resampled, errors, of_trips = _of_staff(asked, draws.index)
    given = quick.costed(response.drawn(known, draws), needed, taken.sites(known, draws))
    more = staff_moved.moved(placed, groups, resampled, errors, of_trips)
    gbp = quick.totals(given, placed, more)
    nearest = whole.nearest(gbp, STAYING)
    for option in placed:
        if option.option_id in nearest and option.moved and option.all_reach:
            travel = staff_moved.anew(given, option, groups, resampled, errors, of_trips)
            gbp[option.option_id] = quick.total(given, option, travel)
    now_gbp = pd.Series({item.option.option_id: _now_gbp(asked, item) for item in found})
    totals = Totals(gbp.set_axis(draws.index)[list(now_gbp.index)], now_gbp)
    again = whole.chosen(draws.index, settings.draws_solved)
    say(f"Working out {len(again)} of {len(draws):,} draws in full")
    return Trial(
        distributions=distributions,
        draws=draws,
        totals=totals,
        again=whole.solved(
            known, draws.loc[again], [item.option for item in found], [*nearest, *whole.others(gbp, nearest)],
            resampled=resampled, errors=errors, of_trips=of_trips,
        ),
        known=known,
        words=_words(needed, settings.draws - len(draws)),
        rough=any(option.as_planned for option in placed if option.option_id in nearest),
    )  # fmt: skip


def declared_of(asked: Question) -> list[Distribution]:
    """Distributions of settings, and of the sites that may be chosen or are present centres.

    Raises `InputError` for distributions and correlations that cannot be.
    """
    used = [*map(str, asked.evidence.considered), *asked.present_sites.values()]
    return declared(asked.register, asked.scenario, asked.inputs.sites.loc[list(dict.fromkeys(used)), "name"].to_dict())


def _that_can_be(draws: pd.DataFrame, known: Known) -> tuple[pd.DataFrame, SeatsDrawn]:
    """The draws that seats can be counted of, and their seats: some figures together break a rule of their section."""
    needed = taken.needed(known.settings, known.evidence, draws)
    if not needed.refused.any():
        return draws, needed
    kept = draws[~needed.refused]
    if kept.empty:
        raise InputError("what is drawn", [f"no draw can stand: {needed.refused_why}; narrow the ranges"])
    return kept, taken.needed(known.settings, known.evidence, kept)


def _unreached(asked: Question, item: Found) -> bool:
    return bool(item.plan and unreached_heads(_problem(asked, item), item.plan))


def _problem(asked: Question, item: Found) -> Problem:
    problems = asked.priced.problems
    return problems.get(item.option.working, next(iter(problems.values())))


def _now_gbp(asked: Question, item: Found) -> float:
    return objective_gbp(_problem(asked, item), item.plan) if item.plan is not None else float("nan")


def _leavers_gbp(asked: Question) -> dict[str, pd.DataFrame]:
    """Way to group by site: present cost of expected leavers a head, where the scenario counts them."""
    settings = asked.scenario.people.attrition
    if not settings.counted:
        return {}
    leaving = attrition.find(asked.evidence.lengthened, settings)
    books = asked.priced.books
    return {way: attrition.present_value(leaving, books[way], settings) for way in MOVING if way in books}


def _of_staff(
    asked: Question, draws: "pd.Index[int]"
) -> tuple[pd.DataFrame | None, dict[str, pd.DataFrame], Trips | None]:
    """Heads by group under each draw, errors of journeys under each draw, and the journeys that they move."""
    settings, groups = asked.scenario.robustness, asked.evidence.groups
    sites = [str(site) for site in asked.inputs.sites.index]
    resampled = None
    if settings.staff_resampled:
        resampled = staff_drawn.resampled(groups.heads, groups.employer, settings).loc[draws]
    errors = {mode: of_mode.loc[draws] for mode, of_mode in staff_drawn.journey_errors(settings, sites).items()}
    if not errors:
        return resampled, {}, None
    of_trips = staff_moved.trips(
        asked.travel.by_basis[asked.scenario.travel.journeys.basis], asked.inputs.staff, groups,
        asked.evidence.considered, asked.present_sites, list(errors),
        working_weeks_per_year=asked.scenario.costs.working_weeks_per_year,
    )  # fmt: skip
    return resampled, errors, of_trips


def _words(needed: SeatsDrawn, refused: int) -> tuple[str, ...]:
    told = [f"{wording.counted(refused, 'draw')} of figures that cannot stand together left out."] if refused else []
    return (*told, *([needed.why] if needed.why else []))
