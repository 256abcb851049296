"""Settings of the travel stage: where minutes come from, how they are measured, and how journeys are chosen."""

from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from feasibility.scenario.base import Identifier, Section
from feasibility.scenario.travel.engines import FerrobusSettings, ValhallaSettings, without_dates, without_settings
from feasibility.scenario.travel.journeys import JourneySettings, Shift
from feasibility.scenario.travel.providers import MatrixSettings, Providers, unused_or_absent
from feasibility.scenario.travel.street import CarSettings, FootSettings, StreetSettings
from feasibility.scenario.travel.transit import TransitSettings

__all__ = [
    "CarSettings", "FerrobusSettings", "FootSettings", "JourneySettings", "MatrixSettings", "Providers", "Shift",
    "StreetSettings", "TransitSettings", "TravelSettings", "ValhallaSettings",
]  # fmt: skip


class TravelSettings(Section):
    """Where minutes come from, how they are measured, and how journeys are chosen."""

    providers: Providers = Providers()
    """Where the minutes of each mode come from."""
    snap_metres_max: Annotated[float, Field(gt=0, le=20_000)] = 1000.0
    """A home or site farther than this from every street is not placed (assumed)."""
    street: StreetSettings = StreetSettings()
    """The street graph."""
    car: CarSettings = CarSettings()
    """Minutes by car."""
    foot: FootSettings = FootSettings()
    """Minutes on foot and by cycle."""
    transit: TransitSettings = TransitSettings()
    """Minutes by public transport."""
    journeys: JourneySettings = JourneySettings()
    """How a person's journey is chosen."""
    shift: dict[Identifier, Shift] = Field(min_length=1, default_factory=lambda: {"day": Shift()})
    """When people arrive and leave, each under its own id: `[travel.shift.day]`. The first is the usual one."""
    matrix: dict[Identifier, MatrixSettings] = Field(default_factory=dict, validate_default=True)
    """The council's own minutes, each file under an id: `[travel.matrix.council]`."""

    valhalla: ValhallaSettings | None = Field(default=None, validate_default=True)
    """The engine Valhalla, where `[travel.providers]` asks it for a mode."""
    ferrobus: FerrobusSettings | None = Field(default=None, validate_default=True)
    """The engine ferrobus, where `[travel.providers]` asks it for public transport."""

    @field_validator("matrix")
    @classmethod
    def _wanted(cls, matrix: dict[str, MatrixSettings], others: ValidationInfo) -> dict[str, MatrixSettings]:
        known = others.data
        if {"providers", "shift"} <= set(known):
            faults = unused_or_absent(known["providers"], matrix, list(known["shift"]))
            if faults:
                raise ValueError("; ".join(faults))
        return matrix

    @field_validator("valhalla")
    @classmethod
    def _valhalla_given(cls, given: ValhallaSettings | None, others: ValidationInfo) -> ValhallaSettings | None:
        if "providers" in others.data:
            faults = without_settings(others.data["providers"], "valhalla", given is not None)
            if faults:
                raise ValueError("; ".join(faults))
        return given

    @field_validator("ferrobus")
    @classmethod
    def _ferrobus_given(cls, given: FerrobusSettings | None, others: ValidationInfo) -> FerrobusSettings | None:
        if {"providers", "shift"} <= set(others.data):
            faults = without_settings(others.data["providers"], "ferrobus", given is not None)
            if given is not None and others.data["providers"].transit == "ferrobus":
                faults += without_dates(given, others.data["shift"])
            if faults:
                raise ValueError("; ".join(faults))
        return given
