"""Rules on money. Each is a function whose first line is the rule in an officer's words.

Cash is real pounds with optimism bias and lost VAT, as in the financial case: lines of the book, and of journeys what
councils pay, which is excess-travel pay with National Insurance on it, and leavers where they are counted. Of that pay
what is owed counts here; the published tables round each year's sum so that it tells of nobody.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from feasibility.costs import attrition, deflating, keys
from feasibility.costs.lines import SHARED, Book
from feasibility.excess_travel import entitlement
from feasibility.measures import Bound, Measure
from feasibility.options import DO_MINIMUM
from feasibility.rules.given import Given
from feasibility.tables import empty
from feasibility.tables.partners import PartnerKeys

FALLS_BACK_TO = "contacts"
"""The key where the agreed one cannot be used, as in the published tables."""


@dataclass(frozen=True)
class _Facts:
    """`costs.keys.KeyFacts` of a problem."""

    names: Mapping[str, str]
    contacts: Mapping[str, float]
    heads: Mapping[str, int]
    workstations_apart: Mapping[str, int]
    population: Mapping[str, float]
    suppression_heads_min: int
    status_of: Mapping[str, str]


def nobody_worse_off(given: Given) -> Iterator[Bound]:
    """No partner pays more, in present cash under the agreed key, than by its own do-minimum."""
    if not given.rules.no_partner_worse_off_than_do_minimum:
        return
    for authority, share in agreed_shares(given).items():
        payers = {authority: 1.0, SHARED: share}
        alone = given.staying[DO_MINIMUM]
        alone_gbp = float(_of_lines(alone, payers, alone.factors)["always"].sum())
        name = given.settings.authority[authority].name
        yield Bound(
            bound_id=f"worse-off-{authority}",
            rule="rules.no_partner_worse_off_than_do_minimum",
            measure=cash(given, payers, given.book.factors),
            unit="pounds",
            sentence=f"{name} pays no more in present cash than by its own do-minimum (£{alone_gbp:,.0f})",
            most=alone_gbp + given.settings.partners.worse_off_gbp_above,
        )


def budgets(given: Given) -> Iterator[Bound]:
    """Cash of this financial year is so many pounds or less, in the prices of the year.

    All partners together, capital and revenue together, as in cash_by_year.csv.
    """
    stated = given.rules.budget_gbp_by_year
    if not stated:
        return
    timeline, base_year = given.book.timeline, given.settings.study.price_base_year
    deflators = deflating.base_only(base_year) if given.deflators is None else given.deflators
    levels = deflating.levels(deflators, timeline, base_year, given.settings.costs)
    level_of = dict(zip(levels["year"], levels["price_level"], strict=True))
    everybody = dict.fromkeys([*given.settings.authority, SHARED], 1.0)
    for year in (timeline.year_label(year) for year in range(timeline.years)):
        if year in stated:
            of_quarters = [
                level_of[year] if timeline.year_label(timeline.year_of(quarter)) == year else 0.0
                for quarter in range(timeline.quarters)
            ]
            yield Bound(
                bound_id=f"budget-{year}",
                rule=f"rules.budget_gbp_by_year.{year}",
                measure=cash(given, everybody, of_quarters),
                unit="pounds",
                sentence=f"Cash of {year} is £{stated[year]:,.0f} or less, in the prices of the year",
                most=stated[year],
            )


def agreed_shares(given: Given) -> dict[str, float]:
    """Authority to its part of what the partners share, under the agreed key; by contacts where that cannot be used."""
    authorities, settings = given.settings.authority, given.settings
    heads = given.groups.heads.groupby(given.groups.employer.reindex(given.groups.heads.index)).sum()
    facts = _Facts(
        names={key: authority.name for key, authority in authorities.items()},
        contacts={key: authority.contacts_per_year for key, authority in authorities.items()},
        heads={key: int(heads.get(key, 0)) for key in authorities},
        workstations_apart=given.need.workstations_now,
        population={key: a.population for key, a in authorities.items() if a.population is not None},
        suppression_heads_min=settings.publication.suppression_heads_min,
        status_of={},
    )
    supplied = empty(PartnerKeys) if given.partner_keys is None else given.partner_keys
    shares = {key.name: key.shares for key in keys.listed(facts, supplied)}
    return shares.get(settings.partners.agreed_key) or shares[FALLS_BACK_TO]


def cash(given: Given, payers: Mapping[str, float], weights: Sequence[float]) -> Measure:
    """What some payers pay if staff move, in pounds of cash, where a pound of each quarter counts `weights`.

    `payers` gives each authority, and `SHARED`, the part of its lines that counts.
    """
    by_driver = _of_lines(given.book, payers, weights)
    opened, left = by_driver["site"], by_driver["left"]
    return replace(
        given.per_head(_of_journeys(given, payers, weights)),
        moving=float(by_driver["always"].sum() + left.sum()),
        opened=opened.sub(left, fill_value=0.0),
        workstation=by_driver["workstation"],
    )


def _of_lines(book: Book, payers: Mapping[str, float], weights: Sequence[float]) -> "dict[str, pd.Series[float]]":
    """Driver to the cash of one count of it by place."""
    totals: dict[str, dict[str, float]] = {"always": {}, "site": {}, "workstation": {}, "left": {}}
    for line in book.lines:
        part = payers.get(line.payer, 0.0)
        if line.cash and part:
            weight = sum(share * weights[quarter] for quarter, share in enumerate(line.timing) if share)
            gbp = line.per_driver * line.rate_gbp * (1 + line.bias_share + line.vat_share) * weight * part
            of_driver = totals[line.driver]
            of_driver[line.place] = of_driver.get(line.place, 0.0) + gbp
    return {driver: pd.Series(by_place, dtype=float) for driver, by_place in totals.items()}


def _of_journeys(given: Given, payers: Mapping[str, float], weights: Sequence[float]) -> pd.DataFrame:
    """Group by site: cash that one head's journey costs its employer."""
    book, people, total = given.book, given.settings.people, given.everywhere(pd.DataFrame())
    if given.pay is not None:
        pay = entitlement.per_head_gbp(given.pay, book.timeline, book.move_quarter, weights, people.employers_ni_share)
        for employer, gbp in pay.items():
            total += given.everywhere(gbp) * payers.get(employer, 0.0)
    if people.attrition.counted:
        leaving = attrition.find(given.lengthened, people.attrition)
        parts = given.groups.employer.reindex(total.index).map(lambda employer: payers.get(employer, 0.0))
        total += given.everywhere(attrition.weighed(leaving, book, people.attrition, weights)).mul(parts, axis="index")
    return total
