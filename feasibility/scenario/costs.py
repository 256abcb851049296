"""Settings of the cost stage."""

from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator

from feasibility.scenario.base import Section, Share


class BiasSettings(Section):
    """Optimism bias by category: upper bound, lower bound, and what share of the upper bound is mitigated.

    Bounds: Mott MacDonald 2002, supplementary Green Book guidance, capital expenditure. Bias added is
    upper x (1 - mitigated), as the guidance's worked case has it, and never less than the lower bound.
    """

    standard_buildings_upper_share: float = Field(default=0.24, ge=0, le=3)
    """Standard buildings: offices, fit-out, repair."""
    standard_buildings_lower_share: float = Field(default=0.02, ge=0, le=3)
    """The same, wholly mitigated."""
    non_standard_buildings_upper_share: float = Field(default=0.51, ge=0, le=3)
    """Non-standard buildings: listed, contaminated, hospital or converted from another use."""
    non_standard_buildings_lower_share: float = Field(default=0.04, ge=0, le=3)
    """The same, wholly mitigated."""
    equipment_upper_share: float = Field(default=2.0, ge=0, le=3)
    """Equipment and development: telephony, network, customer records. Never a building."""
    equipment_lower_share: float = Field(default=0.10, ge=0, le=3)
    """The same, wholly mitigated."""
    outsourcing_upper_share: float = Field(default=0.41, ge=0, le=3)
    """Outsourced services: running cost."""
    outsourcing_lower_share: float = Field(default=0.0, ge=0, le=3)
    """The same, wholly mitigated."""
    buildings_mitigated_share: Share = 0.0
    """How far the bias of buildings is mitigated by work done; 0 takes the upper bound."""
    equipment_mitigated_share: Share = 0.0
    """How far the bias of equipment is mitigated; 0 takes the upper bound."""
    outsourcing_mitigated_share: Share = 0.0
    """How far the bias of outsourced services is mitigated; 0 takes the upper bound."""

    @model_validator(mode="after")
    def _lower_is_lower(self) -> Self:
        faults = []
        for category in ("standard_buildings", "non_standard_buildings", "equipment", "outsourcing"):
            lower, upper = getattr(self, f"{category}_lower_share"), getattr(self, f"{category}_upper_share")
            if lower > upper:
                faults.append(f"{category}_lower_share is {lower:g}, above {category}_upper_share ({upper:g})")
        if faults:
            raise ValueError("; ".join(faults) + "; a lower bound is no more than its upper bound")
        return self


class RatesSettings(Section):
    """Business rates: which multiplier, supplements, and what is owed on empty space."""

    year: str = Field(default="2010-11", pattern=r"^\d{4}-\d{2}$")
    """Financial year whose multipliers are used, held in real terms; a row of the table of multipliers."""
    supplement_share: Share = 0.02
    """Business rate supplement (Crossrail): pounds a year for each pound of rateable value above the threshold."""
    supplement_rateable_value_gbp_above: float = Field(default=55_000.0, ge=0, le=1e9)
    """The supplement is owed where the premises' rateable value is above this."""
    small_rateable_value_gbp_below: float = Field(default=25_500.0, ge=0, le=1e9)
    """The small-business multiplier holds where the premises' rateable value is below this."""
    empty_free_months: int = Field(default=3, ge=0, le=60)
    """Months for which empty space owes no rates."""
    empty_share: Share = 1.0
    """Share of full rates owed on empty space after those months."""


class CostsSettings(Section):
    """Money: real pounds of the study's price base year. The source of each default stands in the register."""

    first_financial_year: int = Field(default=2010, ge=1990, le=2100)
    """Year 0, in which the programme starts: 2010 is 2010-11."""
    period_years: int = Field(default=10, ge=1, le=60)
    """Years counted after year 0."""
    move_after_months: int = Field(default=12, ge=0, le=120)
    """Months from the start of year 0 until staff may first move; a way of working may take longer."""
    green_book_edition: str = Field(default="2003", min_length=4, max_length=20)
    """Edition of the Green Book that the discount rates are taken from; stated on every page."""
    discount_rate_share: Share = 0.035
    """Real discount rate of years 0 to 30 (Green Book)."""
    discount_rate_after_30_share: Share = 0.03
    """Real discount rate from year 31 (Green Book)."""
    inflation_after_table_share: float = Field(default=0.02, ge=-0.05, le=0.5)
    """Yearly rise of prices in years that the table of deflators does not reach (for nominal figures only)."""
    vat_rate_share: Share = 0.175
    """Standard rate of VAT; it costs cash where it cannot be recovered."""
    bias: BiasSettings = BiasSettings()
    """Optimism bias by category."""
    rates: RatesSettings = RatesSettings()
    """Business rates."""
    running_gbp_per_m2_per_year: float = Field(default=0.0, ge=0, le=5_000)
    """Energy, cleaning, insurance and security that the sites' service charge and cost lines do not cover."""
    site_running_gbp_per_year: float = Field(default=40_000.0, ge=0, le=1e8)
    """Reception, network line and local management of each site kept open."""
    site_set_up_gbp: float = Field(default=60_000.0, ge=0, le=1e9)
    """Connecting a new site to network and telephony, once, before optimism bias."""
    moving_gbp_per_workstation: float = Field(default=900.0, ge=0, le=1e6)
    """Removal, furniture set-up and decant for each workstation that moves."""
    fit_out_spread_shares: Annotated[tuple[Share, ...], Field(strict=False, min_length=1, max_length=12)] = (0.5, 0.5)
    """Shares of fit-out paid in the quarters that end with the one before the move, earliest first; they sum to 1."""
    double_running_months: int = Field(default=3, ge=0, le=60)
    """Months for which a present centre that is left is paid for in full after the move."""
    value_of_time_gbp_per_hour: float = Field(default=6.12, ge=0, le=200)
    """Value of an hour of commuting."""
    vehicle_gbp_per_km: float = Field(default=0.07, ge=0, le=5)
    """Running cost of a car a kilometre, fuel duty and VAT left out: a resource cost of journeys."""
    carbon_gbp_per_tonne: float = Field(default=205.43, ge=0, le=5_000)
    """Value of a tonne of carbon dioxide equivalent, in the price base."""
    working_weeks_per_year: float = Field(default=45.0, gt=0, le=53)
    """Weeks a year in which the days on site are travelled."""

    @field_validator("fit_out_spread_shares")
    @classmethod
    def _sums_to_one(cls, shares: tuple[float, ...]) -> tuple[float, ...]:
        if abs(sum(shares) - 1) > 1e-9:
            raise ValueError(f"the shares sum to {sum(shares):g}; they must sum to 1")
        return shares
