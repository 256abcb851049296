"""What an authority that joins late pays, and what the others then pay (tables.JoinersTable)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.appraisal.partners.cash import Floats, OptionCash, written_down
from feasibility.appraisal.partners.facts import OptionFacts, PartnerFacts
from feasibility.appraisal.partners.keys import EQUAL, Key
from feasibility.costs.timeline import QUARTERS_PER_YEAR, Timeline
from feasibility.scenario.partners import JoinerSettings, PartnersSettings
from feasibility.tables import checked, empty
from feasibility.tables.partners import JoinersTable

PROPERTY = "property"
"""Group of receipts and of space given up: nothing that a joiner could buy into."""
WORKS = ("works", "transition")
"""Groups that a workstation more takes once: fit-out, furniture and the move."""


@dataclass(frozen=True)
class Joining:
    """What a joiner adds to an option and finds there, whatever the key."""

    first_year: int
    together: Floats
    """Shared lines without it, by year."""
    added: Floats
    """Occupancy of the workstations added, by year: divided like the rest."""
    works_gbp: float
    """Fit-out and move of them, which the joiner pays alone."""
    worth_gbp: float
    """Past shared capital at written-down value on the day it joins."""


def table(
    cash: Mapping[str, OptionCash], keys: Sequence[Key], facts: PartnerFacts, timeline: Timeline,
    settings: PartnersSettings,
) -> pd.DataFrame:  # fmt: skip
    """tables.partners.JoinersTable: a row an option, key, authority (the joiner last) and year from its joining on.

    Without rows where nobody joins. Keys that are supplied, or whose quantity the joiner does not state, are left out.
    """
    joiner = settings.joiner
    if joiner is None:
        return empty(JoinersTable)
    rows: list[dict[str, object]] = []
    for option_id, option_cash in cash.items():
        if not option_cash.pot.any():
            continue
        option = facts.options[option_id]
        space = _space(option, joiner)
        found = joined(option_cash, option, joiner, timeline, settings.write_down_years)
        for key in keys:
            shares = new_shares(key, joiner, facts.suppression_heads_min)
            if not shares:
                continue
            names = [*facts.names.items(), ("", joiner.name)]
            rows += [
                {"option_id": option_id, "key": key.name, "authority": authority, "name": name} | row | space
                for authority, name in names
                for row in _years(found, key.shares.get(authority, 0.0), shares[authority], authority, timeline, joiner)
            ]
    frame = pd.DataFrame(rows)[list(empty(JoinersTable).columns)] if rows else empty(JoinersTable)
    return checked(frame, JoinersTable, "joiners")


def new_shares(key: Key, joiner: JoinerSettings, suppression_heads_min: int) -> dict[str, float]:
    """Authority (blank for the joiner) to its share once it has joined; without any where the key cannot be used."""
    few = key.name == "heads" and joiner.heads is not None and joiner.heads < suppression_heads_min
    quantity = {
        "contacts": joiner.contacts_per_year,
        "heads": joiner.heads,
        "area": joiner.extra_workstations or None,
        "population": joiner.population,
        EQUAL: 1.0,
    }.get(key.name)
    if key.left_out or few or quantity is None:
        return {}
    total = sum(key.quantities.values()) + quantity
    return {a: q / total for a, q in (*key.quantities.items(), ("", float(quantity)))}


def joined(
    cash: OptionCash, option: OptionFacts, joiner: JoinerSettings, timeline: Timeline, write_down_years: int
) -> Joining:
    """What the joiner adds and finds.

    A workstation added costs `added_cost_share` of the option's mean: shared occupancy of the shared sites, and cost of
    fit-out and move there, over the workstations taken there. Where nobody moved it adds none.
    """
    taken, quarter = sum(option.workstations.values()), QUARTERS_PER_YEAR * joiner.year
    added_share = joiner.added_cost_share * joiner.extra_workstations / taken if taken else 0.0
    sites = option.workstations
    occupancy = cash.part(groups=("occupancy",), places=sites) * added_share
    works = cash.part(groups=WORKS, places=sites).sum() * added_share
    capital = cash.part(kind="capital") - cash.part(groups=(PROPERTY,), kind="capital")
    begun = np.arange(timeline.quarters) >= quarter
    return Joining(
        first_year=joiner.year,
        together=_by_year(cash.pot * begun),
        added=_by_year(occupancy * begun),
        works_gbp=float(works),
        worth_gbp=written_down(capital, quarter, write_down_years) if joiner.buys_in else 0.0,
    )


def _by_year(amounts: Floats) -> Floats:
    return np.asarray(amounts.reshape(-1, QUARTERS_PER_YEAR).sum(axis=1))


def _space(option: OptionFacts, joiner: JoinerSettings) -> dict[str, float]:
    """Workstations against those available; blank where nobody moved."""
    if not option.workstations:
        return dict.fromkeys(("workstations_needed", "workstations_available", "workstations_short"), float("nan"))
    needed = sum(option.workstations.values()) + joiner.extra_workstations
    return {
        "workstations_needed": float(needed),
        "workstations_available": float(option.workstations_available),
        "workstations_short": float(max(0, needed - option.workstations_available)),
    }


def _years(
    found: Joining, before_share: float, after_share: float, authority: str, timeline: Timeline, joiner: JoinerSettings
) -> list[dict[str, object]]:
    """What one authority pays in each year from the joining on. Buy-in and works fall in the first."""
    rows: list[dict[str, object]] = []
    for year in range(found.first_year, timeline.years):
        first = year == found.first_year
        before = before_share * float(found.together[year])
        after = after_share * float(found.together[year] + found.added[year])
        works = found.works_gbp if first and not authority else 0.0
        # What each gives up in share it gets back in capital; the joiner's buy-in is the sum of it.
        buy_in = (after_share - before_share) * found.worth_gbp if first else 0.0
        rows.append({
            "year": timeline.year_label(year), "before_share": before_share, "after_share": after_share,
            "before_gbp": before, "after_gbp": after, "own_works_gbp": works, "buy_in_gbp": buy_in,
            "change_gbp": after + works + buy_in - before,
        })  # fmt: skip
    return rows
