"""Everything between the partners, for the options that are shown."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from feasibility.appraisal.partners import cash, exits, joiners, keys, positions
from feasibility.appraisal.partners.facts import PartnerFacts
from feasibility.costs.accounts import Accounts
from feasibility.options import DO_MINIMUM, DO_NOTHING
from feasibility.scenario.partners import EACH, PartnersSettings


@dataclass(frozen=True)
class PartnerResults:
    """Who pays, under which key, and what follows when one joins or leaves."""

    keys: pd.DataFrame
    """tables.partners.KeysTable."""
    positions: pd.DataFrame
    """tables.partners.PartnersTable."""
    joiners: pd.DataFrame
    """tables.partners.JoinersTable; without rows where nobody joins."""
    exits: pd.DataFrame
    """tables.partners.ExitsTable; without rows where no option shares anything."""


def appraise(
    accounts: Accounts, options: Sequence[str], facts: PartnerFacts, supplied: pd.DataFrame, settings: PartnersSettings
) -> PartnerResults:
    """What each partner pays of each option, in the order given.

    `supplied` is tables.partners.PartnerKeys and may be without rows. Doing nothing and the do-minimum may be among
    the options; they get a position, but nobody joins or leaves them. Raises `ValueError` where the accounts lack them
    or an option.
    """
    partners = list(facts.names)
    listed = keys.listed(facts, supplied)
    of_options = cash.by_option(accounts, list(dict.fromkeys([*options, DO_NOTHING, DO_MINIMUM])), partners)
    together = {o: of_options[o] for o in options if o not in {DO_NOTHING, DO_MINIMUM}}
    timeline, factors = accounts.timeline, accounts.factors
    return PartnerResults(
        keys=keys.table(listed, facts.names, settings.agreed_key),
        positions=positions.table(of_options, options, listed, factors, settings.worse_off_gbp_above),
        joiners=joiners.table(together, listed, facts, timeline, settings),
        exits=exits.table(together, listed, facts, timeline, factors, settings),
    )


def faults(
    settings: PartnersSettings, authorities: Collection[str], supplied_keys: Collection[str], period_years: int,
    names: Collection[str] = (),
) -> list[str]:  # fmt: skip
    """What the section says of partners and keys that the study does not have; a line each, empty where sound."""
    known = [*keys.UNITS, *sorted(supplied_keys)]
    found = []
    if settings.agreed_key not in known:
        found.append(f"partners.agreed_key: found {settings.agreed_key}, no key of this study; write one of "
                     f"{', '.join(known)}")  # fmt: skip
    if settings.leaves not in {EACH, *authorities}:
        found.append(f"partners.leaves: found {settings.leaves}, no authority of this study; write {EACH} or one of "
                     f"{', '.join(sorted(authorities))}")  # fmt: skip
    if settings.joiner is not None and settings.joiner.name in names:
        found.append(f"partners.joiner.name: {settings.joiner.name} is a partner already; name an authority that joins")
    if settings.joiner is not None and settings.joiner.year > period_years:
        found.append(f"partners.joiner.year: found {settings.joiner.year}, beyond the period of {period_years} years; "
                     "take an earlier year or lengthen costs.period_years")  # fmt: skip
    return found
