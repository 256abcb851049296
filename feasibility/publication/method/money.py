"""Money over time, the two cases, bias, space and staff, in words."""

from feasibility import wording
from feasibility.costs import bias as added
from feasibility.costs import book, discounting
from feasibility.publication.method.figures import fine, per_cent
from feasibility.scenario import Scenario

CATEGORIES = {
    "standard_buildings": "fit-out, repair and removal",
    "non_standard_buildings": "work on listed, contaminated or converted buildings",
    "equipment": "telephony, records and network",
    "outsourcing": "services bought in",
}
"""Categories of optimism bias as the note calls them."""


def over_time(scenario: Scenario) -> str:
    """Years, quarters, prices and when staff move."""
    c = scenario.costs
    moves = wording.joined(tuple(
        f"{way} after {wording.counted(3 * book.move_quarter(way, c, scenario.ways), 'month')}"
        for way in scenario.ways.compared
    ))  # fmt: skip
    return (
        f"Pounds are real, in {scenario.study.price_base_year} prices, and fall due by quarter. Year 0 is the "
        f"financial year from 1 April {c.first_financial_year}, in which the programme starts; it is counted in full "
        f"for every option, and {c.period_years} years follow. {discounting.statement(c)}; year 0 is not discounted. "
        f"Each way of working begins when it is ready and staff may move: {moves}. Until then present centres are "
        f"paid for as now, and those that are left for {wording.counted(c.double_running_months, 'month')} more."
    )


def cases(scenario: Scenario) -> str:
    """What counts in which case."""
    c = scenario.costs
    return (
        "The economic case ranks the options. It counts resources, whoever pays: with optimism bias, owned space at "
        "what it could be let for, and the time, vehicle cost and carbon of staff journeys. It leaves out VAT, taxes "
        "and transfers. The financial case is what councils pay, real and nominal, capital and revenue apart: VAT that "
        "cannot be recovered, business rates, excess-travel pay with employer's National Insurance and redundancy are "
        "in; the opportunity cost of owned space and the staff's own travel are out. Nominal figures follow the table "
        f"of deflators, and {fine(c.inflation_after_table_share)} a year beyond it. Savings of moving contacts to "
        "other channels stand in neither: their case is kept apart."
    )


def bias(scenario: Scenario) -> str:
    """What is added in each category."""
    settings = scenario.costs.bias
    shares = "; ".join(
        f"{words} {per_cent(added.added_share(category, settings))}" for category, words in CATEGORIES.items()
    )
    return (
        f"Added to estimates for the tendency to guess too low, by category: {shares}. The upper bounds of the "
        "supplementary Green Book guidance (Mott MacDonald, 2002) are used, less the share that the scenario says has "
        "been mitigated. Rent, rates and other figures known from leases carry none."
    )


def space(scenario: Scenario) -> str:
    """Leases, space left behind and space that is owned."""
    c = scenario.costs
    return (
        "Rent starts when a site is taken for its works and follows the lease: rent-free time, steps and reviews fall "
        "on their dates. Where lease events are given, a centre that is left is paid for until a break that can still "
        "be used, with its penalty, or until the lease ends. Of space without such events, and of owned space, only "
        "the share that is truly released is saved; the rest goes on as before, and so does that part of what an owned "
        "centre's reception, line and local management cost. A present centre too small for the workstations it needs "
        "pays for space added, at its own rates, in every option, for as long as staff work there. Leased space that "
        "stands empty owes rates after "
        f"{wording.counted(c.rates.empty_free_months, 'free month')}. Business rates use the multiplier of "
        f"{c.rates.year} on the rateable value of the whole premises, held in real terms."
    )


def staff(scenario: Scenario) -> str:
    """Posts, redundancy, training, pay for travel and leavers."""
    p = scenario.people
    attrition = "are counted" if p.attrition.counted else "are shown and not counted"
    released = "None" if p.posts_released_share == 0 else per_cent(p.posts_released_share)
    return (
        "One queue may cover the same hours with fewer posts of agents than several. "
        f"{released} of the posts spared are counted as given up, at {wording.pounds(p.post_gbp_per_year)} a post and "
        "year; redundancy pay is a transfer. Staff who move, or join one queue, are trained, at "
        f"{wording.pounds(p.training_gbp_per_head)} each. Pay for excess travel follows each employer's policy, "
        "person by person, and is a transfer. Leavers whose journeys grow follow a stated curve and "
        f"{attrition} in the totals."
    )
