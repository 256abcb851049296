"""Settings of how the partners divide cost and benefit, and what follows when one joins or leaves."""

from typing import Annotated, Literal

from pydantic import Field

from feasibility.scenario.base import Identifier, Section, Share

EACH = "each"
"""In place of an authority: every partner in turn."""
ExitRule = Literal["share-until-break", "notice-only", "rest-bear-all"]
"""What a partner that leaves goes on paying: its share until the space can be given up; its share for the months of
notice; nothing from the day it leaves."""


class JoinerSettings(Section):
    """A further authority that joins late. A key whose quantity it does not state is left out for it."""

    name: str = Field(min_length=2, max_length=60)
    """Name as readers know it. Status: the scenario's own."""
    year: int = Field(ge=1, le=60)
    """It joins on 1 April of this year, counted from year 0. Status: the scenario's own."""
    contacts_per_year: float | None = Field(default=None, gt=0, le=1e8)
    """Contacts a year that reach an agent. Status: the scenario's own."""
    heads: int | None = Field(default=None, ge=1, le=100_000)
    """Staff. Status: the scenario's own."""
    population: float | None = Field(default=None, gt=0, le=1e9)
    """Residents. Status: the scenario's own."""
    extra_workstations: int = Field(default=0, ge=0, le=10_000)
    """Workstations it needs beyond those taken: its quantity under the key of area. Status: the scenario's own."""
    added_cost_share: float = Field(default=1.0, ge=0, le=3)
    """Cost of a workstation added, as a share of the option's mean fit-out and occupancy of one. Status: assumed."""
    buys_in: bool = True
    """Whether it pays its share of past capital at written-down value. Status: assumed."""


class PartnersSettings(Section):
    """How the partners divide what they share, and what follows when one joins or leaves."""

    agreed_key: Identifier = "contacts"
    """Key that the sentences speak of first: contacts, heads, area, population, equal or a supplied one. Status:
    assumed."""
    worse_off_gbp_above: float = Field(default=1.0, ge=0, le=1e9)
    """A partner is worse off where its present cost exceeds that of its own do-minimum by more. Status: assumed."""
    write_down_years: int = Field(default=10, ge=1, le=60)
    """Years over which shared capital is written down, evenly, from the quarter it is paid. Status: assumed."""
    joiner: JoinerSettings | None = None
    """A further authority that joins late; left out, nobody does. Status: the scenario's own."""
    leaves: Identifier = EACH
    """Partner that leaves: an authority's id, or `each` for every one in turn. Status: assumed."""
    leaves_in_years: Annotated[
        tuple[Annotated[int, Field(ge=1, le=60)], ...], Field(strict=False, min_length=1, max_length=12)
    ] = (3, 5, 7)
    """Years, counted from year 0, on whose 1 April it leaves; those beyond the period are left out. Status: assumed."""
    notice_months: int = Field(default=12, ge=0, le=120)
    """Months for which it pays its share after it leaves, where the rule is `notice-only`. Status: assumed."""
    exit_rule: ExitRule = "share-until-break"
    """Rule that the sentences speak of first; the tables show all three. Status: assumed."""
    void_months: int = Field(default=12, ge=0, le=240)
    """Months for which space left empty finds no sub-tenant. Status: illustrative."""
    sub_let_share: Share = 0.5
    """Share of its occupancy cost that a sub-tenant then pays; 0 where the lease forbids it. Status: illustrative."""
    split_systems_share: float = Field(default=1.0, ge=0, le=3)
    """Cost of taking joined systems apart again, as a share of what joining them cost. Status: illustrative."""
