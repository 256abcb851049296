"""Settings of the cost stage."""

from typing import Annotated

from pydantic import Field, field_validator

from feasibility.scenario.base import Section, Share


class CostsSettings(Section):
    """Money: real pounds of the study's price base year. The source of each default stands in the register."""

    period_years: int = Field(default=10, ge=1, le=60)
    """Years over which annual costs are counted, from year 1; year 0 is the year of the move."""
    discount_rate_share: Share = 0.035
    """Real discount rate of years 0 to 30 (Green Book)."""
    discount_rate_after_30_share: Share = 0.03
    """Real discount rate from year 31 (Green Book)."""
    rates_multiplier: float = Field(default=0.414, ge=0, le=2)
    """Business rates: pounds a year for each pound of rateable value (2010-11 standard multiplier)."""
    running_gbp_per_m2_per_year: float = Field(default=0.0, ge=0, le=5_000)
    """Energy, cleaning, insurance and security that the sites' service charge does not cover."""
    site_running_gbp_per_year: float = Field(default=40_000.0, ge=0, le=1e8)
    """Reception, network line and local management of each site kept open."""
    site_set_up_gbp: float = Field(default=60_000.0, ge=0, le=1e9)
    """Connecting a new site to network and telephony, once, before optimism bias."""
    pooling_gbp: float = Field(default=250_000.0, ge=0, le=1e9)
    """Joining telephony and customer records so that either team can take any call, once, before optimism bias."""
    moving_gbp_per_workstation: float = Field(default=900.0, ge=0, le=1e6)
    """Removal, furniture set-up and decant for each workstation that moves."""
    fit_out_spread_shares: Annotated[tuple[Share, ...], Field(strict=False, min_length=1, max_length=10)] = (0.5, 0.5)
    """Shares of fit-out paid in years 0, 1, ...; they sum to 1."""
    capital_optimism_bias_share: float = Field(default=0.24, ge=0, le=3)
    """Added to fit-out and moving (standard buildings, upper bound)."""
    equipment_optimism_bias_share: float = Field(default=2.0, ge=0, le=3)
    """Added to telephony, network and systems (equipment and development, upper bound)."""
    value_of_time_gbp_per_hour: float = Field(default=6.12, ge=0, le=200)
    """Value of an hour of commuting."""
    working_weeks_per_year: float = Field(default=45.0, gt=0, le=53)
    """Weeks a year in which the days on site are travelled."""

    @field_validator("fit_out_spread_shares")
    @classmethod
    def _sums_to_one(cls, shares: tuple[float, ...]) -> tuple[float, ...]:
        if abs(sum(shares) - 1) > 1e-9:
            raise ValueError(f"the shares sum to {sum(shares):g}; they must sum to 1")
        return shares
