"""The best seating of a set of sites by a search of its own: where rules bind that counting does not know."""

from collections.abc import Sequence
from dataclasses import replace

from feasibility import model_at_size
from feasibility.enumeration.found import Found
from feasibility.measures import Bound, Measure, barred_words
from feasibility.options import Option
from feasibility.outcome import Outcome
from feasibility.plan import Plan, figure
from feasibility.problem import Problem
from feasibility.scenario.sections import Solver


def searched(problem: Problem, option: Option, settings: Solver) -> Found:
    """The best plan by a search of the seatings at just the option's sites."""
    asked = narrowed(problem, option.site_ids)
    plan, outcome = model_at_size.solve(asked, settings)
    if plan is None and outcome.no_plan_exists and asked.unreached.to_numpy().any():
        plan, outcome = _with_some_out_of_reach(asked, settings)
    if plan is None and outcome.no_plan_exists:
        bars = {barred_words(rule) for rule, pairs in asked.barred.items() if pairs.to_numpy().any()}
        rules = sorted({b.sentence for b in asked.bounds} | bars)
        if asked.parking is not None and asked.parking.needs.any(axis=None):
            rules.append("staff who cannot do without a parking space there have one")
        told = f" ({'; '.join(rules)})" if rules else ""
        return Found(option, None, f"no seating at these sites keeps every rule{told}", outcome)
    return Found(option, plan, "" if plan is not None else outcome.words, outcome)


def _with_some_out_of_reach(problem: Problem, settings: Solver) -> tuple[Plan | None, Outcome]:
    """The cheapest of the plans with fewest staff out of reach, where some must be."""
    anywhere = replace(problem, unreached=problem.unreached & False)
    lost = Measure(head=problem.unreached.astype(float))
    fewest, outcome = model_at_size.solve(anywhere, settings, lost)
    if fewest is None:
        return None, outcome
    most = Bound("fewest-out-of-reach", "reach", lost, "people", "", most=figure(fewest, lost))
    return model_at_size.solve(replace(anywhere, bounds=(*anywhere.bounds, most)), settings)


def narrowed(problem: Problem, site_ids: Sequence[str]) -> Problem:
    """The problem of opening just these sites, every one of them."""
    kept, count = list(site_ids), len(site_ids)
    parking = problem.parking
    if parking is not None:
        limited = [s for s in kept if s in parking.spaces_days.index]
        parking = replace(
            parking, spaces_days=parking.spaces_days[limited], asks=parking.asks[limited], gbp=parking.gbp[limited],
            needs=parking.needs[limited],
        ) if limited else None  # fmt: skip
    return replace(
        problem,
        travel_gbp=problem.travel_gbp[kept],
        unreached=problem.unreached[kept],
        sites=problem.sites.loc[kept],
        staying_gbp={},
        rules=problem.rules.model_copy(update={"sites_open_min": count, "sites_open_max": count}),
        as_now=frozenset(),
        bounds=tuple(bound for bound in problem.bounds if not bound.measure.of_sites_alone),
        barred={rule: pairs[kept] for rule, pairs in problem.barred.items()},
        tiers={site: sizes for site, sizes in problem.tiers.items() if site in kept},
        parking=parking,
    )
