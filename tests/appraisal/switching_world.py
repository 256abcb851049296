"""The small priced study with its ranking, as switching values are asked for: two present centres, two new sites."""

from dataclasses import dataclass, replace

import pandas as pd

from feasibility import audit, enumeration
from feasibility.appraisal import switching
from feasibility.appraisal.switching import Lead
from feasibility.audit import Audited
from feasibility.costs import travel_values
from feasibility.enumeration import Found
from feasibility.options import STAYING
from feasibility.plan import objective_gbp
from feasibility.pricing import Evidence, Priced, priced
from feasibility.scenario.model import Settings
from feasibility.tables import RegisterTable, empty
from feasibility.tables.fragile import FragileTable
from tests.appraisal.worlds import MINIMUM
from tests.priced_world import GROUPS, evidence, listed, settings

DRIVES = pd.Series({"g-1": True, "g-2": False})
"""Twenty-five of sixty drive."""
SIXTY = replace(GROUPS, heads=GROUPS.heads * 5)
"""The staff of the priced study five times over, so that no group is too small to be told of."""
DAYS = pd.Series({"g-1": 4.0, "g-2": 4.0})


@dataclass(frozen=True)
class World:
    """A study that has been answered."""

    settings: Settings
    evidence: Evidence
    priced: Priced
    sound: tuple[Found, ...]
    costs: pd.DataFrame
    """tables.CostsTable."""
    lead: Lead

    def values(self) -> pd.DataFrame:
        """tables.SwitchingTable of it."""
        return switching.found(
            self.settings, self.evidence, self.lead, register=empty(RegisterTable),
            fragile=empty(FragileTable), costs=self.costs, drives=DRIVES, days=DAYS,
        )  # fmt: skip


def answered(given: Evidence | None = None, **sections: dict[str, object]) -> World:
    """The world with other tables or settings; `sections` as `priced_world.settings` takes them."""
    study, found = settings(**sections), given or evidence(groups=SIXTY, site_costs=MINIMUM)
    asked, options = priced(study, found), listed(study, found)
    first = next(iter(asked.problems.values()))
    sound = [item for item in enumeration.enumerate_all(asked.problems, options) if item.plan is not None]
    of_each = {item.option.option_id: asked.problems.get(item.option.working, first) for item in sound}
    rows = pd.DataFrame([
        {
            "option_id": item.option.option_id, "option": item.option.title, "sites": " ".join(item.option.site_ids),
            "working": item.option.working, "unreached_heads": 0.0, "reason": "",
            "total_npc_gbp": objective_gbp(of_each[item.option.option_id], item.plan),
        }
        for item in sound
    ])  # fmt: skip
    stays = rows["option_id"].map({option: place for place, option in enumerate(STAYING)}).fillna(len(STAYING))
    rows = rows.assign(pennies=rows["total_npc_gbp"].round(2), stays=stays)
    rows = rows.sort_values(["pennies", "stays", "option_id"], ignore_index=True)
    best = rows["total_npc_gbp"].iloc[0]
    costs = audit.accounts([_audited(item, asked, found, study, of_each) for item in sound]).costs
    cash = costs.groupby("option_id")["cash_gbp"].sum()
    ranked = rows.assign(
        rank=range(1, len(rows) + 1), above_best_gbp=rows["total_npc_gbp"] - best, cash_gbp=rows["option_id"].map(cash),
        verdict=["best" if i == 0 else "near-tie" if total < best * 1.05 else "behind"
                 for i, total in enumerate(rows["total_npc_gbp"])],
    )  # fmt: skip
    return World(study, found, asked, tuple(sound), costs, switching.lead_of(ranked, sound, options))


def _audited(item: Found, asked: Priced, found: Evidence, study: Settings, of_each: dict[str, object]) -> Audited:
    book, groups = asked.books[item.option.book], found.groups
    further = []
    if not item.plan.stays:
        added = travel_values.added(
            groups.minutes_per_year, groups.vehicle_km_per_year, groups.kgco2e_per_year,
            item.plan.heads[list(item.plan.site_ids)],
        )  # fmt: skip
        further = travel_values.lines(added, study.costs, book.timeline, book.move_quarter, {})
    return Audited(item, item.plan, of_each[item.option.option_id], groups, book, further)
