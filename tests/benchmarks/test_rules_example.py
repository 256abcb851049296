"""The rules on money against the published tables of the example: every sum that a rule sees, to the penny."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from feasibility import business_case, enumeration, run
from feasibility.excess_travel import entitlement
from feasibility.excess_travel.lines import rounded_pay_gbp
from feasibility.plan import Plan, figure
from feasibility.question import Question, asked_with
from feasibility.scenario.rules import RulesSettings

SCENARIO = Path(__file__).parents[2] / "scenarios" / "bexley-bromley-2010.toml"
OPTIONS = (
    "wyncham-house--pooled", "crayfields--apart", "bromley-civic-centre--wyncham-house--apart",
    "bexley-civic-offices--sidcup-station--pooled",
)  # fmt: skip
PENNY = 0.005


def rounding_gbp(asked: Question, plan: Plan, book: str, employers: list[str], worth: Callable[[int], float]) -> float:
    """What rounding adds to the pay that is published, a pound of each quarter counted as it is `worth`."""
    of_way, people = asked.priced.books[book], asked.scenario.people
    added = 0.0
    for year in entitlement.owed(asked.evidence.pay, plan.heads, of_way.move_quarter):
        rounded = rounded_pay_gbp(year.pay_gbp, year.recipients, asked.scenario.publication.suppression_heads_min)
        insured = 1 + (people.employers_ni_share if year.policy.employers_ni else 0)
        for i, gbp in enumerate(year.quarters_gbp):
            quarter = of_way.move_quarter + (year.year - 1) * 4 + i
            if year.employer in employers and year.pay_gbp and quarter < of_way.timeline.quarters:
                added += worth(quarter) * gbp * (rounded / year.pay_gbp - 1) * insured
    return added


@pytest.mark.benchmark
def test_every_sum_of_a_rule_is_that_of_the_published_tables(tmp_path):
    plain = run.check(SCENARIO, tmp_path, lambda _: None)
    years = [plain.priced.timeline.year_label(year) for year in range(plain.priced.timeline.years)]
    stated = RulesSettings(no_partner_worse_off_than_do_minimum=True, budget_gbp_by_year=dict.fromkeys(years, 1e9))
    asked = asked_with(plain, plain.scenario.model_copy(update={"rules": stated}))
    free = {way: replace(problem, bounds=()) for way, problem in asked.priced.problems.items()}
    wanted = [option for option in asked.options if option.stays or option.option_id in OPTIONS]
    found = enumeration.enumerate_all(free, wanted)
    unbound = replace(asked, priced=replace(asked.priced, problems=free))
    accounts, _ = business_case.audited(found, unbound)
    # Of all options, not the leading ones alone, which the published tables hold.
    ids = [option.option_id for option in wanted]
    between = business_case._between_partners(unbound, found, ids, accounts)
    money = business_case._money(unbound, ids, accounts, business_case._agreed(between["keys"], unbound))
    positions = between["partners"].set_index(["key", "option_id", "authority"])["pays_present_gbp"]
    agreed = positions.loc[asked.scenario.partners.agreed_key]
    cash = money["cash_by_year"].groupby(["option_id", "year"])["nominal_gbp"].sum()
    levels = money["price_levels"].set_index("year")["price_level"]
    timeline, checked = asked.priced.timeline, 0
    for item in found:
        option, plan = item.option, item.plan
        if plan is None or plan.stays:
            continue
        for bound in asked.priced.problems[option.working].bounds:
            named = bound.bound_id.partition("-")[2].removeprefix("off-")
            if bound.bound_id.startswith("worse-off-"):
                told, who = agreed[option.option_id, named], [named]
                worth = asked.priced.books[option.book].factors.__getitem__
            else:
                told, who = cash.get((option.option_id, named), 0.0), list(asked.scenario.authority)

                def worth(quarter: int, year: str = named) -> float:
                    return levels[year] if timeline.year_label(timeline.year_of(quarter)) == year else 0.0

            rounding = rounding_gbp(asked, plan, option.book, who, worth)
            assert figure(plan, bound.measure) + rounding == pytest.approx(told, abs=PENNY)
            checked += 1
    assert checked == len(OPTIONS) * (len(asked.scenario.authority) + len(years))
