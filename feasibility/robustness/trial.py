"""The trial itself: what is drawn, every option priced under every draw, and some of the draws worked out in full."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from feasibility import pricing, seats
from feasibility.appraisal import asked_again
from feasibility.appraisal.asked_again import Known
from feasibility.costs import attrition
from feasibility.enumeration import Found
from feasibility.options import BOOK_OF, STAYING
from feasibility.plan import objective_gbp, unreached_heads
from feasibility.question import Question
from feasibility.robustness import quick, response, seated, staff_drawn, staff_moved, whole
from feasibility.robustness.distributions import Distribution, declared
from feasibility.robustness.draws import drawn as drawn_of
from feasibility.robustness.seated import Seated
from feasibility.robustness.staff_moved import Trips
from feasibility.robustness.totals import Totals

CONTACTS = ".contacts_per_year"
OF_SEATS = ("seats.", "space.")


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


def tried(asked: Question, sound: Sequence[Found], say: Callable[[str], None]) -> Trial | None:
    """The trial of the options that can be had; None where none is asked for, or nothing has a distribution.

    Raises `InputError` for distributions and correlations that cannot be.
    """
    settings = asked.scenario.robustness
    distributions = declared(asked.register, asked.scenario, asked.inputs.sites["name"].to_dict())
    if not settings.draws or not distributions:
        return None
    known = asked_again.known(asked.scenario, asked.evidence)
    draws = drawn_of(distributions, settings)
    found = [item for item in sound if not _unreached(asked, item)]
    placed = seated.seated(found, asked.priced.problems, asked.evidence.groups, _leavers_gbp(asked))
    resampled, errors, of_trips = _of_staff(asked)
    units = response.drawn(known, draws)
    needed = _needed(asked, draws)
    more = staff_moved.moved(placed, asked.evidence.groups, resampled, errors, of_trips)
    gbp = quick.totals(units, needed, _sites(asked, draws, placed), placed, more).set_axis(draws.index)
    kept = draws.index[~needed.refused]
    now_gbp = pd.Series({item.option.option_id: _now_gbp(asked, item) for item in found})
    totals = Totals(gbp.loc[kept, list(now_gbp.index)], now_gbp)
    again = whole.chosen(kept, settings.draws_solved)
    say(f"Working out {len(again)} of {len(kept):,} draws in full")
    return Trial(
        distributions=distributions,
        draws=draws.loc[kept],
        totals=totals,
        again=whole.solved(
            known, draws.loc[again], [item.option for item in found], whole.asked_of(totals.gbp, STAYING),
            resampled=resampled, errors=errors, of_trips=of_trips,
        ),
        known=known,
        words=_words(needed),
    )  # fmt: skip


def _unreached(asked: Question, item: Found) -> bool:
    return bool(item.plan and unreached_heads(_problem(asked, item), item.plan))


def _problem(asked: Question, item: Found) -> "pricing.Problem":
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
    return {way: attrition.present_value(leaving, books[way], settings) for way in quick.moving_ways(books)}


def _of_staff(asked: Question) -> tuple[pd.DataFrame | None, dict[str, pd.DataFrame], Trips | None]:
    """Heads by group under each draw, errors of journeys under each draw, and the journeys that they move."""
    settings, groups = asked.scenario.robustness, asked.evidence.groups
    sites = [str(site) for site in asked.inputs.sites.index]
    resampled = staff_drawn.resampled(groups.heads, groups.employer, settings) if settings.staff_resampled else None
    errors = staff_drawn.journey_errors(settings, sites)
    if not errors:
        return resampled, {}, None
    of_trips = staff_moved.trips(
        asked.travel.by_basis[asked.scenario.travel.journeys.basis], asked.inputs.staff, groups,
        asked.evidence.considered, asked.present_sites, list(errors),
        working_weeks_per_year=asked.scenario.costs.working_weeks_per_year,
    )  # fmt: skip
    return resampled, errors, of_trips


def _needed(asked: Question, draws: pd.DataFrame) -> seats.SeatsDrawn:
    """Seats under every draw."""
    settings = asked.scenario
    contacts = {
        key: draws[f"authority.{key}{CONTACTS}"].to_numpy(dtype=float)
        if f"authority.{key}{CONTACTS}" in draws
        else pd.Series(authority.contacts_per_year, index=draws.index).to_numpy(dtype=float)
        for key, authority in settings.authority.items()
    }
    of_seats = {str(key): draws[key].to_numpy(dtype=float) for key in draws.columns if str(key).startswith(OF_SEATS)}
    return seats.needed_each(contacts, settings.seats, settings.space, of_seats, asked.evidence.demand)


def _sites(asked: Question, draws: pd.DataFrame, placed: Sequence[Seated]) -> quick.Sites:
    table, settings = asked.inputs.sites, asked.scenario

    def figure(site: str, column: str) -> "quick.Floats":
        key = f"sites.{site}.{column}"
        stated = draws[key] if key in draws else pd.Series(float(table.at[site, column]), index=draws.index)
        return stated.to_numpy(dtype=float)

    used = dict.fromkeys([*(site for option in placed for site in option.site_ids), *asked.present_sites.values()])
    problems: Mapping[str, pricing.Problem] = asked.priced.problems
    return quick.Sites(
        nia_m2={site: figure(site, "nia_m2") for site in used},
        occupied_m2={site: figure(site, "occupied_m2") for site in asked.present_sites.values()},
        centre_of=asked.present_sites,
        tiers={way: problem.tiers for way, problem in problems.items()},
        staff=int(asked.evidence.groups.heads.sum()),
        staff_per_site_min=settings.options.staff_per_site_min,
        operations={"apart": len(settings.authority), "pooled": 1},
    )


def _words(needed: seats.SeatsDrawn) -> tuple[str, ...]:
    refused = int(needed.refused.sum())
    told = [f"{refused:,} draws are left out: {needed.refused_why}."] if refused else []
    return (*told, *([needed.why] if needed.why else []))


__all__ = ["BOOK_OF", "Trial", "tried"]
