"""Settings from agents to people, desks, rooms and floor area, and of resilience."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from feasibility.scenario.base import Section, Share

FloorBasis = Literal["nia_per_workstation", "gia_per_workstation", "nia_per_person"]
FallbackPlace = Literal["other_site", "council_building", "home"]


class SpaceSettings(Section):
    """People, desks and rooms behind the agents at work at once. Status and source of each: the register."""

    home_share_on_peak: Annotated[float, Field(ge=0, lt=1)] = 0.0
    """Share of the agents at work at once who work from home on the busiest day."""
    days_on_site_per_week: Annotated[float, Field(gt=0, le=5)] = 5.0
    """Days a week that team leaders and support spend on site, of five worked."""
    peak_attendance_factor: Annotated[float, Field(ge=1, le=5)] = 1.2
    """People on site on the busiest weekday over those of a mean weekday; never takes attendance above everybody."""
    support_desks_per_person: Annotated[float, Field(gt=0, le=1)] = 1.0
    """Desks for each person of support who is on site on the busiest day."""
    touch_down_workstations: int = Field(default=0, ge=0, le=500)
    """Unassigned workstations in each operation for visitors and for staff who work from home on most days."""
    training_places: int = Field(default=0, ge=0, le=500)
    """Places in training rooms of each operation; none are workstations."""
    training_m2_per_place: float = Field(default=3.0, gt=0, le=20)
    """Floor area of a training place, where training rooms are not within the floor area of a workstation."""
    meeting_m2: float = Field(default=0.0, ge=0, le=10_000)
    """Meeting rooms of each operation, where they are not within the floor area of a workstation."""
    floor_basis: FloorBasis = "nia_per_workstation"
    """What `seats.floor_m2_per_workstation` is: net internal area a workstation, gross internal area a workstation, or
    net internal area a person."""
    nia_over_gia_share: Annotated[float, Field(gt=0, le=1)] = 0.8
    """Net internal area over gross internal area: used where the basis is gross."""
    persons_per_workstation: Annotated[float, Field(gt=0, le=5)] | None = None
    """People for each workstation in the source of a figure by person; must be stated where the basis is a person."""
    ceiling_height_m: float = Field(default=2.7, ge=2, le=10)
    """Height of the workroom's ceiling, for the least volume a person."""
    workroom_share: Annotated[float, Field(gt=0, le=1)] = 0.7
    """Share of a workstation's floor area that lies in the workroom itself, rooms and passages apart."""
    fallback_share: Share = 0.5
    """Share of the agents at work at once who must be able to go on when the largest site fails."""
    fallback_places: Annotated[tuple[FallbackPlace, ...], Field(strict=False)] = ("other_site",)
    """Where agents may go on: the other site of a pair, a council building, home."""
    council_building_workstations: int = Field(default=0, ge=0, le=5_000)
    """Workstations in other council buildings that agents could use the same day, telephony included."""
    fallback_home_share: Share = 0.0
    """Share of the agents at work at once who could go on from home the same day."""
    support_gives_way: bool = True
    """Whether support leaves its desks to agents on such a day; team leaders stay."""
    day_loss_gbp_per_contact: float = Field(default=0.0, ge=0, le=1_000)
    """What a contact not taken is worth to residents; 0 leaves it unpriced. The average cost of a contact is no such
    value: it is what taking one costs."""
    idle_gbp_per_agent_hour: float = Field(default=14.0, ge=0, le=200)
    """Pay and on-costs of an hour for which an agent is paid and cannot work."""

    @model_validator(mode="after")
    def _places_are_named(self) -> "SpaceSettings":
        stated = {"council_building": self.council_building_workstations, "home": self.fallback_home_share}
        settings = {"council_building": "council_building_workstations", "home": "fallback_home_share"}
        unused = [place for place, amount in stated.items() if amount and place not in self.fallback_places]
        if unused:
            raise ValueError("; ".join(
                f"{settings[place]} is {stated[place]:g}, but fallback_places does not name {place}; name it there, or "
                f"set {settings[place]} to 0"
                for place in unused
            ))  # fmt: skip
        return self

    @model_validator(mode="after")
    def _basis_can_be_converted(self) -> "SpaceSettings":
        if self.floor_basis == "nia_per_person" and self.persons_per_workstation is None:
            raise ValueError(
                "floor_basis is nia_per_person, and floor area is counted by workstation: state "
                "persons_per_workstation of the same source, or give a figure by workstation"
            )
        return self
