"""The cost sheet of an option: every line with its quantity, rate, years, status and basis (tables.CostsTable)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from feasibility.costs import discounting
from feasibility.scenario.costs import CostsSettings
from feasibility.seats import workstations_held
from feasibility.tables import STATUSES

Line = dict[str, str | float | int]
NOT_RELEASED = "Not released: "
"""Begins a line of present space that is paid for after the move."""
WITH_BIAS = ", with optimism bias"
"""Ends a line that optimism bias has been added to."""


@dataclass(frozen=True)
class Ledger:
    """What cost sheets are written from."""

    sites: pd.DataFrame
    """tables.Sites by site id."""
    settings: CostsSettings
    floor_m2_per_workstation: float
    pooled: bool
    status_of: Mapping[str, str]
    """Setting key to status; a setting the register does not know is `assumed`."""

    @cached_property
    def rows(self) -> Mapping[str, Mapping[str, Any]]:
        """Each site's row by column: many sheets read it, and a look-up in a frame is slow."""
        return {str(row["site_id"]): row for row in self.sites.to_dict("records")}


def in_a_sentence(line: str) -> str:
    """A line's name as a sentence says it: `Fit-out, with optimism bias` is `fit-out`."""
    words = line.removeprefix(NOT_RELEASED).removesuffix(WITH_BIAS)
    kept = " of present space not released" if line.startswith(NOT_RELEASED) else ""
    return words[0].lower() + words[1:] + kept


def least_firm(statuses: list[str]) -> str:
    """The least firm of several statuses: a sum is no firmer than its weakest figure."""
    return max(statuses, key=STATUSES.index)


def do_nothing(option_id: str, ledger: Ledger) -> list[Line]:
    """Every present centre kept as it is."""
    return [
        line
        for site_id, site in ledger.rows.items()
        if site["present_of"] != ""
        for line in [
            *_occupancy(option_id, ledger, site_id, site["occupied_m2"], 1.0),
            _site_running(option_id, ledger, site_id),
        ]
    ]


def shared(option_id: str, workstations: Mapping[str, int], ledger: Ledger) -> list[Line]:
    """A move to the sites in `workstations` (site id to workstations taken there)."""
    lines: list[Line] = []
    for site_id, count in workstations.items():
        lines += _open_site(option_id, ledger, site_id, count)
    for site_id, site in ledger.rows.items():
        if site["present_of"] != "" and site_id not in workstations and site["released_share"] < 1:
            kept = 1 - site["released_share"]
            lines += _occupancy(option_id, ledger, site_id, site["occupied_m2"], kept, NOT_RELEASED)
    if ledger.pooled:
        lines.append(_once(option_id, ledger, "Joining telephony and customer records", "all", "costs.pooling_gbp",
                           1, "scheme", ledger.settings.pooling_gbp, equipment=True))  # fmt: skip
    return lines


def travel(option_id: str, minutes_per_year: float, ledger: Ledger) -> Line:
    """Staff time added (or saved, when negative) by the move, at the value of time. Not council cash."""
    settings = ledger.settings
    return _line(
        option_id, "Staff travel time added", "all", "travel",
        quantity=minutes_per_year / 60, unit="hours a year", rate_gbp=settings.value_of_time_gbp_per_hour,
        first_year=1, last_year=settings.period_years,
        real=settings.period_years, present=discounting.annuity(settings),
        status=least_firm([_status(ledger, "costs.value_of_time_gbp_per_hour"), "assumed"]),
        basis="costs.value_of_time_gbp_per_hour; minutes from the travel stage",
    )  # fmt: skip


def _open_site(option_id: str, ledger: Ledger, site_id: str, count: int) -> list[Line]:
    site, settings = ledger.rows[site_id], ledger.settings
    fitted_m2 = float(site["occupied_m2"])
    added = max(0, count - workstations_held(fitted_m2, ledger.floor_m2_per_workstation))
    added_m2 = added * ledger.floor_m2_per_workstation
    lines = [
        *_occupancy(option_id, ledger, site_id, fitted_m2 + added_m2, 1.0),
        _site_running(option_id, ledger, site_id),
    ]
    if site["present_of"] == "":
        lines.append(_once(option_id, ledger, "Network and telephony connection", site_id, "costs.site_set_up_gbp",
                           1, "site", settings.site_set_up_gbp, equipment=True))  # fmt: skip
    if added:
        lines.append(_fit_out(option_id, ledger, site_id, added_m2))
        lines.append(_once(option_id, ledger, "Moving", site_id, "costs.moving_gbp_per_workstation",
                           added, "workstations", settings.moving_gbp_per_workstation, equipment=False))  # fmt: skip
    return lines


def _occupancy(
    option_id: str, ledger: Ledger, site_id: str, floor_m2: float, share: float, prefix: str = ""
) -> list[Line]:
    site, settings = ledger.rows[site_id], ledger.settings
    charges = [
        ("Rent", site["rent_gbp_per_m2_per_year"], [site["rent_status"]], str(site["rent_source"])),
        (
            "Business rates",
            site["rateable_value_gbp_per_m2"] * settings.rates_multiplier,
            [site["rateable_value_status"], _status(ledger, "costs.rates_multiplier")],
            f"{site['rateable_value_source']}; costs.rates_multiplier",
        ),
        (
            "Service charge",
            site["service_charge_gbp_per_m2_per_year"],
            [site["service_charge_status"]],
            str(site["service_charge_source"]),
        ),
        (
            "Running cost",
            settings.running_gbp_per_m2_per_year,
            [_status(ledger, "costs.running_gbp_per_m2_per_year")],
            "costs.running_gbp_per_m2_per_year",
        ),
    ]
    area_status = _status(ledger, "seats.floor_m2_per_workstation") if not prefix else str(site["nia_status"])
    return [
        _line(
            option_id, prefix + name, site_id, "revenue",
            quantity=floor_m2 * share, unit="m²", rate_gbp=float(rate),
            first_year=1, last_year=settings.period_years,
            real=settings.period_years, present=discounting.annuity(settings),
            status=least_firm([*statuses, area_status]), basis=basis,
        )
        for name, rate, statuses, basis in charges
        if rate > 0
    ]  # fmt: skip


def _site_running(option_id: str, ledger: Ledger, site_id: str) -> Line:
    settings = ledger.settings
    return _line(
        option_id, "Reception, line and local management", site_id, "revenue",
        quantity=1, unit="site", rate_gbp=settings.site_running_gbp_per_year,
        first_year=1, last_year=settings.period_years,
        real=settings.period_years, present=discounting.annuity(settings),
        status=_status(ledger, "costs.site_running_gbp_per_year"), basis="costs.site_running_gbp_per_year",
    )  # fmt: skip


def _fit_out(option_id: str, ledger: Ledger, site_id: str, floor_m2: float) -> Line:
    site, settings = ledger.rows[site_id], ledger.settings
    return _line(
        option_id, f"Fit-out{WITH_BIAS}", site_id, "capital",
        quantity=floor_m2, unit="m²",
        rate_gbp=float(site["fit_out_gbp_per_m2"]) * (1 + settings.capital_optimism_bias_share),
        first_year=0, last_year=len(settings.fit_out_spread_shares) - 1,
        real=1.0, present=discounting.spread(settings.fit_out_spread_shares, settings),
        status=least_firm([str(site["fit_out_status"]), _status(ledger, "costs.capital_optimism_bias_share")]),
        basis=f"{site['fit_out_source']}; costs.capital_optimism_bias_share",
    )  # fmt: skip


def _once(  # noqa: PLR0913 - each says one thing of the line
    option_id: str, ledger: Ledger, name: str, place: str, key: str,
    quantity: float, unit: str, rate_gbp: float, *, equipment: bool,
) -> Line:  # fmt: skip
    bias_key = f"costs.{'equipment' if equipment else 'capital'}_optimism_bias_share"
    settings = ledger.settings
    bias = settings.equipment_optimism_bias_share if equipment else settings.capital_optimism_bias_share
    return _line(
        option_id, f"{name}{WITH_BIAS}", place, "capital",
        quantity=quantity, unit=unit, rate_gbp=rate_gbp * (1 + bias),
        first_year=0, last_year=0, real=1.0, present=1.0,
        status=least_firm([_status(ledger, key), _status(ledger, bias_key)]), basis=f"{key}; {bias_key}",
    )  # fmt: skip


def _status(ledger: Ledger, key: str) -> str:
    return ledger.status_of.get(key, "assumed")


def _line(  # noqa: PLR0913 - one argument a column of the line
    option_id: str, name: str, place: str, kind: str, *,
    quantity: float, unit: str, rate_gbp: float, first_year: int, last_year: int,
    real: float, present: float, status: str, basis: str,
) -> Line:  # fmt: skip
    return {
        "option_id": option_id, "line": name, "place": place, "kind": kind,
        "quantity": float(quantity), "unit": unit, "rate_gbp": float(rate_gbp),
        "first_year": first_year, "last_year": last_year,
        "real_gbp": float(quantity * rate_gbp * real), "npc_gbp": float(quantity * rate_gbp * present),
        "status": status, "basis": basis,
    }  # fmt: skip
