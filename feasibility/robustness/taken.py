"""How many workstations are needed and what each site holds, under every draw."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from feasibility import seats
from feasibility.appraisal.asked_again import Known
from feasibility.pricing import Evidence
from feasibility.scenario.model import Settings
from feasibility.seats import SeatsDrawn

Floats = npt.NDArray[np.float64]

OF_SEATS = ("seats.", "space.")


@dataclass(frozen=True)
class Sites:
    """Floor areas under every draw, and what stays as it is."""

    nia_m2: Mapping[str, Floats]
    """Site id to floor area that could be taken."""
    occupied_m2: Mapping[str, Floats]
    """Present centre to floor area paid for now."""
    centre_of: Mapping[str, str]
    """Authority to its present centre."""
    tiers: Mapping[str, Mapping[str, tuple[int, ...]]]
    """Way to site to the sizes that space is let in (`Problem.tiers`)."""
    staff: int
    staff_per_site_min: int
    operations: Mapping[str, int]
    """Way of moving to operations that each have rooms at a shared site."""


def needed(settings: Settings, evidence: Evidence, draws: pd.DataFrame) -> SeatsDrawn:
    """Seats of every way of working under draws (draw by assumption id)."""
    contacts = {
        authority: _figure(draws, f"authority.{authority}.contacts_per_year", stated.contacts_per_year)
        for authority, stated in settings.authority.items()
    }
    of_seats = {str(key): draws[key].to_numpy(dtype=float) for key in draws.columns if str(key).startswith(OF_SEATS)}
    return seats.needed_each(contacts, settings.seats, settings.space, of_seats, evidence.demand)


def sites(known: Known, draws: pd.DataFrame) -> Sites:
    """Floor areas of every site under draws."""
    table, settings = known.evidence.sites, known.settings
    centres = table.index[table["present_of"] != ""]

    def figures(column: str, site_ids: "pd.Index[str]") -> dict[str, Floats]:
        return {str(s): _figure(draws, f"sites.{s}.{column}", float(table.at[s, column])) for s in site_ids}

    return Sites(
        nia_m2=figures("nia_m2", table.index),
        occupied_m2=figures("occupied_m2", centres),
        centre_of={str(table.at[site, "present_of"]): str(site) for site in centres},
        tiers={way: problem.tiers for way, problem in known.problems.items()},
        staff=int(known.evidence.groups.heads.sum()),
        staff_per_site_min=settings.options.staff_per_site_min,
        operations={"apart": len(settings.authority), "pooled": 1},
    )


def _figure(draws: pd.DataFrame, key: str, stated: float) -> Floats:
    return draws[key].to_numpy(dtype=float) if key in draws else np.full(len(draws), stated)
