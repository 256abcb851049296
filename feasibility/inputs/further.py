"""The tables that a study may do without: costs, leases, funding, contacts, words beside them, and what ties them."""

from collections.abc import Callable, Collection, Mapping
from functools import partial
from pathlib import Path

import pandas as pd

from feasibility.inputs import (
    actuals,
    claims,
    deflators,
    funding,
    half_hours,
    judgements,
    leases,
    months,
    partner_keys,
    queues,
    rates_multipliers,
    sheets,
    site_costs,
    space_tiers,
    travel_policies,
    typed,
)
from feasibility.inputs.gathering import Gathering
from feasibility.inputs.reporting import equality, log, mandate, programme, risks, site_facts
from feasibility.scenario.model import Scenario
from feasibility.tables import ALL

Tables = dict[str, pd.DataFrame | None]
"""Role of a file to its table, or None where the scenario names none or it has faults."""
RATEABLE = "rateable_value_gbp_per_m2"
DEMAND = ("half_hours", "months", "queues")
"""Tables whose rows speak of an authority, or of all that have no rows of their own."""


def of_scenario(scenario: Scenario, raw_sites: pd.DataFrame | None, gathering: Gathering) -> Tables:
    """Every such table the scenario names, checked by itself and against the others, with the faults of all.

    `raw_sites` is the table of sites as text, or None where it cannot be read: nothing is then held against it.
    """
    known = None
    if raw_sites is not None and "site_id" in raw_sites.columns:
        known = set(raw_sites["site_id"]) - {""}
    readers = _readers(scenario, known)
    tables: Tables = {}
    for role, reader in readers.items():
        path: Path | None = getattr(scenario.files, role)
        tables[role] = gathering.attempt(reader, path) if path is not None else None
    # A table that has faults of its own is held against nothing: they are told already.
    gathering.faults += _rates_faults(scenario, tables["rates_multipliers"], raw_sites)
    gathering.faults += _space_faults(scenario, tables["space_tiers"], raw_sites)
    gathering.faults += _policy_faults(scenario, tables["travel_policies"])
    gathering.faults += _judgement_faults(scenario)
    gathering.faults += [fault for role in DEMAND for fault in _stranger_faults(scenario, role, tables[role])]
    return tables


def _readers(scenario: Scenario, site_ids: Collection[str] | None) -> Mapping[str, Callable[[Path], pd.DataFrame]]:
    authorities, report_date = list(scenario.authority), scenario.reporting.report_date
    return {
        "site_costs": partial(site_costs.of_file, site_ids=site_ids),
        "space_tiers": partial(space_tiers.of_file, site_ids=site_ids),
        "leases": partial(leases.of_file, site_ids=site_ids),
        "rates_multipliers": rates_multipliers.of_file,
        "deflators": deflators.of_file,
        "travel_policies": travel_policies.of_file,
        "funding": funding.of_file,
        "actuals": partial(actuals.of_file, authorities=authorities),
        "claims": partial(claims.of_file, authorities=authorities),
        "half_hours": half_hours.of_file,
        "months": months.of_file,
        "queues": queues.of_file,
        "partner_keys": partial(partner_keys.of_file, authorities=authorities),
        "judgements": partial(judgements.of_file, criteria=scenario.value.judged, site_ids=site_ids),
        "mandate": mandate.of_file,
        "risks": risks.of_file,
        "programme": partial(programme.of_file, report_date=report_date),
        "log": partial(log.of_file, report_date=report_date),
        "equality": equality.of_file,
        "site_facts": partial(site_facts.of_file, site_ids=site_ids),
    }


def _rates_faults(scenario: Scenario, table: pd.DataFrame | None, raw_sites: pd.DataFrame | None) -> list[str]:
    """Rates without a multiplier: the year of the scenario is no row of the table, or there is no table."""
    path = scenario.files.rates_multipliers
    if raw_sites is None or RATEABLE not in raw_sites.columns or (path is not None and table is None):
        return []
    values = pd.to_numeric(raw_sites[RATEABLE].str.replace(",", "", regex=False), errors="coerce")
    rated = raw_sites.index[values > 0]
    if rated.empty:
        return []
    because = f"{scenario.files.sites.name} has rateable values above 0 ({typed.row_words(rated)}, column {RATEABLE})"
    where = sheets.place(path, "rates_multipliers") if path is not None else ""
    return rates_multipliers.year_faults(table, scenario.costs.rates.year, where, because)


def _space_faults(scenario: Scenario, table: pd.DataFrame | None, raw_sites: pd.DataFrame | None) -> list[str]:
    """Sizes of space that are larger than all that could be taken at their site."""
    path = scenario.files.space_tiers
    if path is None or table is None or raw_sites is None or "nia_m2" not in raw_sites.columns:
        return []
    held = pd.to_numeric(raw_sites["nia_m2"].str.replace(",", "", regex=False), errors="coerce")
    return space_tiers.too_large(table, held.set_axis(raw_sites["site_id"]), sheets.place(path, "space_tiers"))


def _policy_faults(scenario: Scenario, table: pd.DataFrame | None) -> list[str]:
    """Policies that authorities go by and no table has."""
    path = scenario.files.travel_policies
    chosen = {authority: settings.travel_policy for authority, settings in scenario.authority.items()}
    if path is None:
        return [
            f'authority.{authority}.travel_policy: found "{policy}", but files.travel_policies names no table; name '
            "one that has it, or take the setting out: nothing is paid then"
            for authority, policy in chosen.items()
            if policy is not None
        ]
    if table is None or {policy for policy in chosen.values() if policy} <= set(table["policy_id"]):
        return []
    return travel_policies.strange(table, chosen, sheets.place(path, "travel_policies"))


def _judgement_faults(scenario: Scenario) -> list[str]:
    """Criteria that are judged, and no table of judgements."""
    if scenario.files.judgements is not None:
        return []
    return [
        f'value.criterion.{key}.measure: is "judgement", but files.judgements names no table; name one'
        for key in scenario.value.judged
    ]


def _stranger_faults(scenario: Scenario, role: str, table: pd.DataFrame | None) -> list[str]:
    """Rows that speak of an authority which the scenario does not have. The file is read again for their numbers."""
    known = [*scenario.authority, ALL]
    path: Path | None = getattr(scenario.files, role)
    if path is None or table is None or set(table["authority"]) <= set(known):
        return []
    raw, where = sheets.of_role(path, role)
    strange = raw.index[~raw["authority"].str.lower().isin(known)]
    words = f"is no authority of the scenario; write one of {', '.join(known)}"
    return [f"{where}: {fault}" for fault in typed.in_rows("authority", strange, words)]
