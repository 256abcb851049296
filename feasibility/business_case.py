"""Audited options into the business case: accounts, cash flow, partners, funding, resilience, what would change it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from feasibility import audit, changes, seated
from feasibility.appraisal import (
    baseline,
    cases,
    channel_shift,
    funding,
    funding_checks,
    partners,
    ranking,
    rule_prices,
)
from feasibility.appraisal.partners import OptionFacts, PartnerFacts
from feasibility.audit import Audited
from feasibility.costs import attrition, bias, cash_flow, deflating, travel_values, words
from feasibility.costs.accounts import Accounts
from feasibility.costs.lines import Line
from feasibility.enumeration import Found
from feasibility.excess_travel import described, entitlement
from feasibility.excess_travel import lines as pay
from feasibility.excess_travel.entitlement import Entitlement
from feasibility.options import DO_NOTHING, Option, listed_whole
from feasibility.plan import Plan
from feasibility.question import Question
from feasibility.seats import people, resilience
from feasibility.tables import empty
from feasibility.tables.channel_shift import Claims
from feasibility.tables.funding import FundingChecksTable, FundingTable
from feasibility.tables.money import Leases
from feasibility.tables.partners import PartnerKeys
from feasibility.tables.policies import TravelPolicies

Tables = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class OwedToStaff:
    """What journeys mean in pay and leavers, for every group and site; private, as a group may be one person."""

    pay: Entitlement
    leaving: attrition.Leaving


def audited(sound: Sequence[Found], asked: Question) -> tuple[Accounts, Tables]:
    """The money of every plan line by line, journeys and what follows from them included; and the tables of the latter.

    Raises `UnsoundPlan` where a plan breaks a rule, or the lines differ from the numbers the optimiser saw.
    """
    owed, items, paid, lost = _owed_to_staff(asked), [], [], []
    for found in sound:
        if found.plan is None:
            raise ValueError(f"{found.option.option_id} has no plan to audit")
        book = asked.priced.books[found.option.book]
        further: list[Line] = []
        if not found.plan.stays:
            further, of_pay, of_leavers = _of_journeys(found.option, found.plan, owed, asked)
            paid += of_pay
            lost += of_leavers
        problem = asked.priced.problems.get(found.option.working, next(iter(asked.priced.problems.values())))
        items.append(Audited(found, found.plan, problem, asked.evidence.groups, book, further))
    accounts = audit.accounts(items)
    return accounts, {"excess_travel": pay.table(paid), "attrition": attrition.table(lost)}


def _owed_to_staff(asked: Question) -> OwedToStaff:
    pay_owed, leavers = asked.evidence.pay, asked.scenario.people.attrition
    if pay_owed is None:
        raise ValueError("what the policies owe has not been worked out")
    return OwedToStaff(pay=pay_owed, leaving=attrition.find(asked.evidence.lengthened, leavers))


def _of_journeys(
    option: Option, plan: Plan, owed: OwedToStaff, asked: Question
) -> tuple[list[Line], list[dict[str, object]], list[dict[str, object]]]:
    """Lines of the journeys of one plan, its rows of excess-travel pay and its rows of leavers."""
    settings, groups, statuses = asked.scenario, asked.evidence.groups, asked.evidence.statuses
    book, names = asked.priced.books[option.book], _names(asked)
    heads_min = settings.publication.suppression_heads_min
    due = entitlement.owed(owed.pay, plan.journey_heads, book.move_quarter)
    expected = attrition.expected(owed.leaving, plan.journey_heads)
    travel = travel_values.added(
        groups.minutes_per_year, groups.vehicle_km_per_year, groups.kgco2e_per_year, plan.journey_heads
    )
    lines = [
        *travel_values.lines(travel, settings.costs, book.timeline, book.move_quarter, statuses),
        *pay.lines(due, names, book.timeline, book.move_quarter, settings.people, statuses, heads_min),
        *attrition.lines(expected, names, book.timeline, book.move_quarter, settings.people.attrition, statuses),
    ]
    return (
        lines,
        pay.rows(option.option_id, due, settings.people, heads_min),
        attrition.rows(option.option_id, attrition.leavers(expected), settings.people.attrition, heads_min),
    )


def _names(asked: Question) -> dict[str, str]:
    return {key: authority.name for key, authority in asked.scenario.authority.items()}


def made(asked: Question, sound: Sequence[Found], ranked: pd.DataFrame, accounts: Accounts) -> Tables:
    """The tables of the business case by their published name."""
    leading = ranking.leading(ranked)
    between = _between_partners(asked, sound, leading, accounts)
    return (
        _money(asked, leading, accounts, agreed_shares(between["keys"], asked))
        | between
        | _people_and_space(asked, sound)
        | _channel_shift(asked)
        | changes.tables(asked, sound, ranked, accounts)
        | {"rule_prices": _rule_prices(asked)}
    )


def _rule_prices(asked: Question) -> pd.DataFrame:
    settings = asked.scenario
    whole = listed_whole(len(asked.evidence.considered), settings.options, settings.ways.compared)
    return rule_prices.prices(asked.priced.problems, asked.options, settings.solver, whole=whole)


def _between_partners(asked: Question, sound: Sequence[Found], leading: Sequence[str], accounts: Accounts) -> Tables:
    settings, need = asked.scenario, asked.priced.need
    by_id = {found.option.option_id: found for found in sound}
    options = {
        option_id: OptionFacts(
            working=by_id[option_id].option.working,
            workstations=seated.taken(by_id[option_id]),
            workstations_available=_held(by_id[option_id], asked),
        )
        for option_id in leading
    }
    facts = PartnerFacts(
        names=_names(asked),
        contacts={key: authority.contacts_per_year for key, authority in settings.authority.items()},
        heads=asked.inputs.staff.groupby("employer").size().reindex(list(settings.authority), fill_value=0).to_dict(),
        workstations_apart=need.workstations_now,
        population={key: a.population for key, a in settings.authority.items() if a.population is not None},
        options=options,
        leases=asked.inputs.leases if asked.inputs.leases is not None else empty(Leases),
        suppression_heads_min=settings.publication.suppression_heads_min,
        status_of={
            "contacts": _firmness(asked, "contacts_per_year"),
            "population": _firmness(asked, "population"),
        },
    )
    supplied = asked.inputs.partner_keys if asked.inputs.partner_keys is not None else empty(PartnerKeys)
    found = partners.appraise(accounts, leading, facts, supplied, settings.partners)
    return {"keys": found.keys, "partners": found.positions, "joiners": found.joiners, "exits": found.exits}


def _held(found: Found, asked: Question) -> int:
    """Workstations that the shared sites of an option hold; none where nobody moves."""
    if found.plan is None or found.plan.stays:
        return 0
    sites = asked.priced.problems[found.option.working].sites
    return int(sites.loc[list(found.plan.site_ids), "workstations_max"].sum())


def _firmness(asked: Question, figure: str) -> str:
    """The least firm of a figure that every authority states."""
    keys = [f"authority.{authority}.{figure}" for authority in asked.scenario.authority]
    return words.firmness(asked.evidence.statuses, keys)


def agreed_shares(keys: pd.DataFrame, asked: Question) -> dict[str, float]:
    """Authority to its share by the agreed key; by contacts where that key is left out."""
    shares = keys.set_index(["key", "authority"])["key_share"]
    agreed = asked.scenario.partners.agreed_key
    key = agreed if shares.loc[agreed].notna().all() else "contacts"
    return {authority: float(shares.loc[(key, authority)]) for authority in asked.scenario.authority}


def _money(asked: Question, leading: Sequence[str], accounts: Accounts, key: Mapping[str, float]) -> Tables:
    settings, files, timeline = asked.scenario, asked.inputs, asked.priced.timeline
    base_year = settings.study.price_base_year
    deflators = files.deflators if files.deflators is not None else deflating.base_only(base_year)
    levels = deflating.levels(deflators, timeline, base_year, settings.costs)
    flow = cash_flow.by_quarter(accounts, leading, key, levels)
    costs = accounts.costs[accounts.costs["option_id"] == DO_NOTHING]
    prices = baseline.Prices(dict(zip(deflators["year"], deflators["index"], strict=True)), base_year)
    tables = {
        "cases": cases.cases(accounts, levels, base_year, settings.costs),
        "cash_flow": flow,
        "cash_by_year": cash_flow.by_year(accounts, leading, key, levels),
        "price_levels": levels.reset_index(drop=True),
        "bias": bias.table(settings.costs.bias),
        "baseline": baseline.table(
            costs, files.actuals, list(settings.authority), timeline, prices,
            tolerance_share=settings.funding.baseline_tolerance_share,
        ),
        "funding": empty(FundingTable),
        "funding_checks": empty(FundingChecksTable),
    }  # fmt: skip
    if files.funding is not None:
        cash = funding.of_cash_flow(flow, timeline)
        moving = [option for option in leading if option != DO_NOTHING]
        tables["funding"] = funding.against(cash, files.funding, moving, timeline, settings.funding)
        tables["funding_checks"] = funding_checks.reconciliation(files.funding, timeline, settings.funding)
    return tables


def _people_and_space(asked: Question, sound: Sequence[Found]) -> Tables:
    settings, need, held = asked.scenario, asked.priced.need, asked.priced.workstations["workstations_present"]
    rows = asked.priced.planned.seats
    at_take_up = rows[rows["take_up_share"] == settings.seats.take_up_share]
    present = {site: int(held[site]) for site in asked.present_sites.values()}
    plans = seated.by_option(asked, sound)
    contacts = sum(authority.contacts_per_year for authority in settings.authority.values())
    day = resilience.mean_day(contacts, sum(need.full_time_equivalents.values()), settings.seats)
    released = asked.inputs.sites["released_share"]
    unreleased = {site: int(count * (1 - released[site])) for site, count in present.items()}
    return {
        "people": people.of_seats(at_take_up, settings.seats, settings.space),
        "resilience": resilience.of_options(
            plans, unreleased, agents={f.option.option_id: need.agents[f.option.working] for f in sound}, day=day,
            seats=settings.seats, settings=settings.space,
        ),
        "policies": described.policies_table(
            asked.inputs.travel_policies if asked.inputs.travel_policies is not None else empty(TravelPolicies),
            {key: authority.travel_policy for key, authority in settings.authority.items()},
        ),
    }  # fmt: skip


def _channel_shift(asked: Question) -> Tables:
    settings, seats = asked.scenario.channel_shift, asked.scenario.seats
    contacts = {key: authority.contacts_per_year for key, authority in asked.scenario.authority.items()}
    hours = seats.hours_per_week * seats.weeks_per_year * (1 - seats.shrinkage_share) * seats.utilisation_share
    stated = asked.inputs.claims if asked.inputs.claims is not None else empty(Claims)
    return {
        "channel_shift": channel_shift.case(
            contacts, settings, take_up_shares=seats.take_up_shares_shown, take_up_in_sharing_share=seats.take_up_share
        ),
        "claims": channel_shift.claims(stated, contacts, settings),
        "unit_cost_check": channel_shift.unit_cost_check(contacts, settings, contact_hours_per_fte=hours),
    }
