"""What the rules of a problem are made from."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from feasibility.costs.attrition import Lengthened
from feasibility.costs.lines import Book
from feasibility.costs.places import Rooms
from feasibility.excess_travel.entitlement import Entitlement
from feasibility.groups import Groups
from feasibility.measures import Measure
from feasibility.problem import Problem
from feasibility.scenario.model import Settings
from feasibility.scenario.rules import RulesSettings
from feasibility.seats import Seats
from feasibility.travel import parking


@dataclass(frozen=True)
class Given:
    """One way of moving, before any rule of [rules]. Private: groups may be one person."""

    settings: Settings
    problem: Problem
    book: Book
    """Cost lines of the way of moving."""
    staying: Mapping[str, Book]
    """Option id of each way of staying to its cost lines."""
    need: Seats
    rooms: Rooms
    """Rooms of a shared site under this way of working."""
    floor_m2_per_workstation: float
    sites: gpd.GeoDataFrame
    """tables.Sites by site id: every site of the study, considered or not."""
    sides: "pd.Series[str]"
    """Site id to the authority it stands in, `outside` where in none; may lack sites, which then count to none."""
    groups: Groups
    lengthened: Lengthened
    pay: Entitlement | None
    """What excess-travel policies owe; None where no employer has one."""
    partner_keys: pd.DataFrame | None
    """tables.partners.PartnerKeys."""
    deflators: pd.DataFrame | None
    """tables.Deflators."""
    space_tiers: pd.DataFrame | None
    """tables.SpaceTiers."""

    @property
    def rules(self) -> RulesSettings:
        """What the scenario asks for."""
        return self.settings.rules

    def everywhere(self, figures: pd.DataFrame) -> pd.DataFrame:
        """Figures by group and site for every pair of the problem, without a space as well where they are too few.

        0 where there is none.
        """
        pairs = figures.reindex(index=self.problem.heads.index, columns=self._places)
        return pairs.astype(float).fillna(0.0)

    def per_head(self, figures: pd.DataFrame) -> Measure:
        """The sum over staff of figures from `everywhere`, each with a space or without as a plan has it."""
        head, space = parking.split(figures, self._short)
        return Measure(head=head, space=space)

    @property
    def _short(self) -> list[str]:
        return [] if self.problem.parking is None else [str(s) for s in self.problem.parking.spaces_days.index]

    @property
    def _places(self) -> "pd.Index[str]":
        sites = self.problem.sites.index
        return sites.append(pd.Index([parking.without_space(s) for s in self._short])) if self._short else sites
