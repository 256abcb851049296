"""The scenario as one value, and its settings as a flat list of keys."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationInfo, field_validator

from feasibility.scenario import paths, sweep
from feasibility.scenario.base import Identifier, Section
from feasibility.scenario.channel_shift import ChannelShiftSettings
from feasibility.scenario.costs import CostsSettings
from feasibility.scenario.funding import FundingSettings
from feasibility.scenario.partners import PartnersSettings
from feasibility.scenario.people import PeopleSettings
from feasibility.scenario.publication import Publication
from feasibility.scenario.reporting import ReportingSettings
from feasibility.scenario.robustness import RobustnessSettings
from feasibility.scenario.rules import RulesSettings
from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.sections import (
    Authority,
    Boundary,
    Files,
    Options,
    Solver,
    StaffRules,
    Study,
)
from feasibility.scenario.space import SpaceSettings
from feasibility.scenario.travel import TravelSettings
from feasibility.scenario.value import ValueSettings, counted_twice
from feasibility.scenario.ways import WaysSettings

RESERVED_IDS = ("all", "outside", "each", "shared")
"""Words that stand for everybody, and for no partner, where an authority's id could stand."""

AUTHORITY_FIGURES = (".contacts_per_year", ".travel_policy", ".population")
"""What a scenario says of a partner that is an assumption; its name and its code are none."""


class Settings(Section):
    """Everything a scenario file may say."""

    study: Study
    """What the study is called and when it speaks of."""
    authority: Annotated[dict[Identifier, Authority], Field(min_length=2)]
    """The partners, each under its own id: `[authority.bexley]`. Two or more."""
    files: Files
    """The files of the study."""
    boundary: Boundary = Boundary()
    """The shared border and the corridor along it."""
    staff: StaffRules = StaffRules()
    """How much of the staff file must be usable."""
    seats: SeatsSettings = SeatsSettings()
    """From contacts to agents at work at once."""
    space: SpaceSettings = SpaceSettings()
    """From agents to people, desks, rooms and floor area."""
    ways: WaysSettings = WaysSettings()
    """Ways in which the partners may work together."""
    travel: TravelSettings = TravelSettings()
    """From homes and sites to minutes."""
    costs: CostsSettings = CostsSettings()
    """From floor area to money."""
    people: PeopleSettings = PeopleSettings()
    """What people cost: posts, redundancy, training, excess travel, attrition."""
    partners: PartnersSettings = PartnersSettings()
    """How the partners divide cost and benefit."""
    channel_shift: ChannelShiftSettings = ChannelShiftSettings()
    """The channel-shift case, kept apart."""
    funding: FundingSettings = FundingSettings()
    """What the programme's money and the baseline are held against."""
    options: Options = Options()
    """Which options are compared."""
    rules: RulesSettings = RulesSettings()
    """Rules beyond those of [boundary] and [options]."""
    value: ValueSettings = ValueSettings()
    """A value score over declared ranges; none unless its criteria are stated."""
    robustness: RobustnessSettings = RobustnessSettings()
    """Draws of what is not known, to say how firm the answer is."""
    sweep: dict[str, Any] | None = None
    """Settings that `feasibility sweep` varies, each with the values it takes; a run leaves them alone."""
    solver: Solver = Solver()
    """How the optimisation is solved."""
    reporting: ReportingSettings = ReportingSettings()
    """The date that progress is judged on, and the thresholds of its colours."""
    publication: Publication = Publication()
    """What may be published."""

    @field_validator("authority")
    @classmethod
    def _told_apart(cls, authorities: dict[str, Authority]) -> dict[str, Authority]:
        faults = [f"the id {word} has a meaning of its own in the tables; choose another" for word in RESERVED_IDS
                  if word in authorities]  # fmt: skip
        for what in ("code", "name"):
            values = [str(getattr(a, what)) for a in authorities.values()]
            repeated = sorted({v for v in values if values.count(v) > 1})
            faults += [f"two authorities share the {what} {value}; give each its own" for value in repeated]
        if faults:
            raise ValueError("; ".join(faults))
        return authorities

    @field_validator("value")
    @classmethod
    def _counts_once(cls, value: ValueSettings, others: ValidationInfo) -> ValueSettings:
        people = others.data.get("people")
        faults = counted_twice(value, attrition_counted=people is not None and people.attrition.counted)
        if faults:
            raise ValueError("; ".join(faults))
        return value

    @field_validator("sweep")
    @classmethod
    def _varies_something(cls, varied: dict[str, Any] | None) -> dict[str, Any] | None:
        faults = [] if varied is None else sweep.structure_faults(varied)
        if faults:
            raise ValueError("; ".join(faults))
        return varied


class Scenario(Settings):
    """The settings with where they came from. Paths in `files` are absolute here, and never published so."""

    name: Identifier
    """Name of the run folder: the scenario file's name without `.toml`."""
    folder: Annotated[Path, Field(strict=False)]
    """Folder of the scenario file."""


def files_by_role(settings: Settings) -> dict[str, Path]:
    """Every file the settings name by its role, such as `staff` or `travel.matrix.council.file`."""
    named = paths.found(settings.model_dump(), Settings)
    return {key.removeprefix("files."): Path(path) for key, path in named.items()}


def flat_settings(settings: Settings) -> dict[str, str]:
    """Every setting that carries a figure or a choice, as dotted key to text, in the order of the sections.

    Titles, files, how a matrix is read, the solver, weights, what a sweep varies, how results are told and the codes of
    authorities are left out: they are no assumptions.
    So are an engine that the scenario does not describe, and a setting that may be left out and is.
    """
    left_out = {"study", "files", "solver", "value", "sweep", "reporting", "name", "folder"}
    of_travel = {"matrix"} | {engine for engine in ("valhalla", "ferrobus") if getattr(settings.travel, engine) is None}
    of_editions = {"exempt_heads_min", "editions", "commercial", "exempt_words", "tiles"}
    apart: dict[str, Any] = {"travel": of_travel, "publication": of_editions}
    stated = settings.model_dump(mode="json", exclude={**dict.fromkeys(left_out, True), **apart})
    files = {".".join(key) for key in paths.keys(Settings)}
    return {
        key: text
        for key, text in _flattened("", stated).items()
        if key not in files and (not key.startswith("authority.") or key.endswith(AUTHORITY_FIGURES))
    }


def _flattened(prefix: str, value: object) -> dict[str, str]:
    if isinstance(value, dict):
        flat: dict[str, str] = {}
        for key, inner in value.items():
            flat |= _flattened(f"{prefix}.{key}" if prefix else key, inner)
        return flat
    return {} if value is None else {prefix: setting_text(value)}


def setting_text(value: object) -> str:
    """A setting as the register writes it: `0.035`, `true`, `0.5 0.5`, and a list of lists `a b; c d`."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return f"{value:.12g}"
    if isinstance(value, (list, tuple)):
        if any(isinstance(v, (list, tuple)) for v in value):
            return "; ".join(setting_text(v) for v in value)
        return " ".join(setting_text(v) for v in value)
    return str(value)
