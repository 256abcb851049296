"""What is known of the partners and the options before anything is divided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd


@dataclass(frozen=True)
class OptionFacts:
    """What an option takes of space."""

    working: str
    """`apart`, `pooled`, `virtual`, or `now` where the centres stay as they are."""
    workstations: Mapping[str, int]
    """Shared site to workstations taken there in all; empty where nobody moves."""
    workstations_available: int
    """That its shared sites hold; 0 where nobody moves."""


@dataclass(frozen=True)
class PartnerFacts:
    """What keys, joiners and exits are worked from. By authority id unless said."""

    names: Mapping[str, str]
    """Every partner, in the order of the scenario, with its name."""
    contacts: Mapping[str, float]
    """Contacts a year that reach an agent."""
    heads: Mapping[str, int]
    """Staff counted."""
    workstations_apart: Mapping[str, int]
    """Workstations it would need by itself."""
    population: Mapping[str, float]
    """Residents; a partner that does not state them is left out."""
    options: Mapping[str, OptionFacts]
    """By option id, every option that is appraised."""
    leases: pd.DataFrame
    """tables.Leases; may be without rows."""
    suppression_heads_min: int
    """Fewest staff that may be told."""
    workstations_without: Mapping[str, int] = field(default_factory=dict)
    """Workstations that the others would need in one pool without it; where not given, the sum of theirs apart."""
    status_of: Mapping[str, str] = field(default_factory=dict)
    """Key to the status of its quantities; `assumed` where not given."""

    @cached_property
    def lease_events(self) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """Site to the rows of its leases."""
        return {str(site): rows.to_dict("records") for site, rows in self.leases.groupby("site_id", sort=False)}
