"""What is asked, and what it is asked of: everything there is before the solver."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from feasibility import groups, options, pricing
from feasibility.areas import HomeAreas
from feasibility.boundary import Border
from feasibility.costs import attrition
from feasibility.costs.timeline import Timeline
from feasibility.excess_travel import entitlement, policy
from feasibility.excess_travel.entitlement import Entitlement
from feasibility.inputs.read import Inputs
from feasibility.options import Option
from feasibility.pricing import Evidence, Priced
from feasibility.scenario import Scenario
from feasibility.seats import Demand
from feasibility.staff_travel import StaffTravel


@dataclass(frozen=True)
class Question:
    """A checked study. Private: it holds home points."""

    scenario: Scenario
    run_id: str
    inputs: Inputs
    border: Border
    home_areas: HomeAreas
    travel: StaffTravel
    evidence: Evidence
    """What seats and money are worked out from."""
    priced: Priced
    """Seats, cost lines and the problem of each way of moving."""
    register: pd.DataFrame
    """tables.RegisterTable."""
    present_sites: dict[str, str]
    """Authority id to the site id of its present centre."""
    options: list[Option]
    warnings: tuple[str, ...]
    """What the run goes on in spite of: safe to publish."""


def evidence_of(
    scenario: Scenario, files: Inputs, border: Border, travel: StaffTravel, statuses: Mapping[str, str]
) -> Evidence:
    """What figures are worked out from: staff in groups as fine as the rules ask for. `statuses` are by setting key."""
    considered = border.sites.index[border.sites["considered"]]
    of_groups = groups.gather(
        files.staff, travel.by_basis[scenario.travel.journeys.basis], considered, scenario.costs, scenario.rules
    )
    usual = travel.by_basis["usual"]
    return Evidence(
        sites=files.sites, site_costs=files.site_costs, leases=files.leases, multipliers=files.rates_multipliers,
        demand=Demand(files.half_hours, files.months, files.queues), groups=of_groups,
        considered=considered, statuses=statuses,
        lengthened=attrition.lengthened(usual, files.staff["employer"], of_groups.of_staff, of_groups.places),
        sides=border.sites["side"], pay=_pay(scenario, files, usual, of_groups.of_staff, of_groups.places),
        partner_keys=files.partner_keys, deflators=files.deflators, space_tiers=files.space_tiers,
    )  # fmt: skip


def _pay(
    scenario: Scenario, files: Inputs, journeys: pd.DataFrame, of_staff: "pd.Series[str]", places: "pd.Index[str]"
) -> Entitlement:
    known = policy.by_id(files.travel_policies) if files.travel_policies is not None else {}
    policies = {key: known[a.travel_policy] for key, a in scenario.authority.items() if a.travel_policy is not None}
    timeline = Timeline(scenario.costs.first_financial_year, scenario.costs.period_years)
    weeks = scenario.costs.working_weeks_per_year
    return entitlement.find(journeys, files.staff, of_staff, places, policies, timeline, weeks)


def asked_with(asked: Question, scenario: Scenario) -> Question:
    """The same study under other settings of money, seats, options or rules; journeys stand as measured.

    Staff are grouped anew, so that limits on single journeys are exact. The run id stays that of the study: nothing of
    the new question is published under it. Raises `InputError` as `pricing.priced` does.
    """
    evidence = evidence_of(scenario, asked.inputs, asked.border, asked.travel, asked.evidence.statuses)
    names = asked.inputs.sites.loc[evidence.considered, "name"].to_dict()
    present = list(asked.present_sites.values())
    return replace(
        asked,
        scenario=scenario,
        evidence=evidence,
        priced=pricing.priced(scenario, evidence),
        options=options.listed(names, present, scenario.options, scenario.ways.compared),
    )
