"""Settings of the channel-shift case, which is kept apart from the case for sharing."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from feasibility.scenario.base import Section, Share


class ChannelShiftSettings(Section):
    """Contacts that move from the telephone to the web, and what that is said to save."""

    phone_gbp_per_contact: float = Field(default=3.21, gt=0, le=100)
    """Average cost of a call: Socitm Insight, December 2009, as the 2010 document quotes it (sourced)."""
    web_gbp_per_contact: float = Field(default=0.39, ge=0, le=100)
    """Average cost of a visitor to the website: the same (sourced)."""
    face_to_face_gbp_per_contact: float = Field(default=8.23, ge=0, le=1_000)
    """Average cost of a visit in person: the same (sourced)."""
    price_year: int = Field(default=2009, ge=1990, le=2100)
    """Year of the prices of these unit costs; the case is left in them, as its claims are (sourced)."""
    unit_cost_spread_share: Share = 0.2
    """How far every unit cost is tried above and below its value (assumed)."""
    premises_share: Share = 0.1
    """Part of the cost of a call that is building and desk: it counts in one case only (assumed)."""
    handling_minutes_tried: Annotated[
        tuple[Annotated[float, Field(gt=0, le=60)], ...], Field(strict=False, min_length=1, max_length=12)
    ] = (3.0, 4.0, 5.0)
    """Handling times at which the cost of a call is held against the cost of a post (assumed)."""

    @field_validator("web_gbp_per_contact")
    @classmethod
    def _cheaper_than_a_call(cls, web: float, others: ValidationInfo) -> float:
        phone = others.data.get("phone_gbp_per_contact")
        if phone is not None and web >= phone:
            raise ValueError(f"found {web:g}, not below phone_gbp_per_contact ({phone:g}); a move would save nothing")
        return web
