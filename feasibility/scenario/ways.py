"""Settings of the ways in which partners may work together, and what each takes to set up."""

from typing import Annotated, Literal

from pydantic import Field, field_validator

from feasibility.scenario.base import Section

Way = Literal["apart", "pooled", "virtual"]


class WaySettings(Section):
    """What one way of working takes to set up, before optimism bias."""

    telephony_gbp: float = Field(default=0.0, ge=0, le=1e9)
    """Joining or moving telephony, once."""
    records_gbp: float = Field(default=0.0, ge=0, le=1e9)
    """Joining customer records, once."""
    upkeep_gbp_per_year: float = Field(default=0.0, ge=0, le=1e8)
    """Licences and support of what is joined, a year."""
    lead_time_months: int = Field(default=12, ge=0, le=120)
    """Months from the start of the programme until the partners can work so."""


class WaysSettings(Section):
    """Ways of working compared: in one building but apart; in one building, one queue; one queue without a move."""

    compared: Annotated[tuple[Way, ...], Field(strict=False, min_length=1)] = ("apart", "pooled", "virtual")
    """Ways that options are made for."""
    apart: WaySettings = WaySettings()
    """A shared building, each authority answering its own contacts."""
    pooled: WaySettings = WaySettings(telephony_gbp=150_000.0, records_gbp=100_000.0, lead_time_months=18)
    """A shared building and one pooled queue."""
    virtual: WaySettings = WaySettings(telephony_gbp=150_000.0, records_gbp=100_000.0, lead_time_months=18)
    """One pooled queue over the present centres: nobody moves."""

    @field_validator("compared")
    @classmethod
    def _somebody_moves(cls, ways: tuple[Way, ...]) -> tuple[Way, ...]:
        if not {"apart", "pooled"} & set(ways):
            raise ValueError("names no way of sharing a site; name apart, pooled or both")
        if len(set(ways)) < len(ways):
            raise ValueError("names a way more than once; name each once")
        return ways
