"""Options of a study between two others, worked out and audited: their totals at each step."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import ValidationError

from feasibility import business_case, enumeration, options, rules, run
from feasibility.compare import changed
from feasibility.compare.changed import Changed
from feasibility.compare.studies import Study
from feasibility.errors import FeasibilityError, InputError, raise_all
from feasibility.options import Option
from feasibility.publication import disclosure
from feasibility.question import Question, asked_with
from feasibility.scenario import Scenario

Say = Callable[[str], None]
PENCE = 100
PUBLIC = "public"
REFUSED = "these inputs do not go together without the others: the study cannot be asked so"


@dataclass(frozen=True)
class Wanted:
    """An option as every study knows it."""

    key: str
    option_id: str
    """Of a way of staying; of another, that of some run."""
    site_ids: tuple[str, ...]
    working: str


@dataclass(frozen=True)
class Step:
    """What was found with some inputs changed."""

    pence: Mapping[str, int]
    """Option key to its audited total."""
    reasons: Mapping[str, str]
    """Option key to why it cannot be had."""
    refused: str = ""
    """Why the study cannot be asked so; blank where it was."""


@dataclass(frozen=True)
class Asker:
    """How steps are asked, and what has been measured already."""

    cache: Path | None
    say: Say
    measured: dict[str, Question] = field(default_factory=dict)
    """Questions by the settings that journeys rest on; private, as any question is."""
    seconds: dict[str, float] = field(default_factory=dict)
    """How long the last `measuring` and the last `working` out took."""


def step(first: Study, other: Study, chosen: Collection[Changed], wanted: Sequence[Wanted], asker: Asker) -> Step:
    """The totals of the options wanted, in the first study with the chosen inputs of the other."""
    try:
        scenario = changed.with_changed(first, other, chosen)
        near = measured(first, other, chosen, asker)
        began = time.monotonic()
        asked = _asked(scenario, near)
    except (FeasibilityError, ValidationError) as err:
        # Faults may name rows of the staff file: they are for the officer's screen, and never published.
        why = (
            err.faults[0] if isinstance(err, FeasibilityError) else err.errors()[0]["msg"].removeprefix("Value error, ")
        )
        asker.say(f"Run {first.run.place} with {len(chosen)} inputs of run {other.run.place} cannot be asked: {why}")
        return Step({}, {}, REFUSED)
    found = _totals(asked, wanted)
    if first.run.edition == PUBLIC:
        found = replace(found, pence={key: in_thousands(pence) for key, pence in found.pence.items()})
    asker.seconds["working"] = time.monotonic() - began
    return found


def in_thousands(pence: int) -> int:
    """A total as public runs have it: to the penny it would tell what they round, so each step is rounded too."""
    return round(disclosure.near(pence / PENCE, disclosure.POUNDS_STEP)) * PENCE


def measured(first: Study, other: Study, chosen: Collection[Changed], asker: Asker) -> Question:
    """The checked question with the journeys of this step, measured once; its other settings may be of another step.

    Raises what `run.prepared` raises.
    """
    key = changed.identity(first, other, chosen, journeys=True)
    if key not in asker.measured:
        scenario, began = changed.with_changed(first, other, chosen), time.monotonic()
        # What stays put has a total even where no shared option can be had, so that is not asked.
        asker.measured[key] = run.prepared(scenario, asker.cache, _silent)
        asker.seconds["measuring"] = time.monotonic() - began
    return asker.measured[key]


def _silent(_: str) -> None:
    """Steps are counted by whoever asks for them; the stages of each are not told."""


def _asked(scenario: Scenario, near: Question) -> Question:
    border, files = near.border.sites, near.inputs
    out = border.loc[~border["considered"], "reason"]
    raise_all(InputError, scenario.name, rules.faults(scenario, files.sites, files.staff, out))
    # Settings that files are held against were so held where the files were read: `changed.HELD_AGAINST_FILES`.
    return asked_with(replace(near, scenario=scenario), scenario)


def _totals(asked: Question, wanted: Sequence[Wanted]) -> Step:
    reasons: dict[str, str] = {}
    known: dict[str, Option] = {}
    for each in wanted:
        option = _option(asked, each)
        if option is None:
            reasons[each.key] = "not among the options compared"
        else:
            known[each.key] = option
    found = enumeration.enumerate_all(asked.priced.problems, list(known.values()), asked.scenario.solver)
    reasons |= {key: item.reason for key, item in zip(known, found, strict=True) if item.plan is None}
    sound = [item for item in found if item.plan is not None]
    accounts, _ = business_case.audited(sound, asked)
    totals = accounts.costs.groupby("option_id")["npc_gbp"].sum()
    had = {key: option.option_id for key, option in known.items() if key not in reasons}
    return Step({key: round(float(totals[of_run]) * PENCE) for key, of_run in had.items()}, reasons)


def _option(asked: Question, wanted: Wanted) -> Option | None:
    """The option as this study calls it; None where it is not compared there."""
    settings, considered = asked.scenario, asked.evidence.considered
    if wanted.option_id in options.STAYING:
        return next((each for each in asked.options if each.option_id == wanted.option_id), None)
    present = list(asked.present_sites.values())
    if wanted.working not in asked.priced.problems or not set(wanted.site_ids) <= set(considered):
        return None
    if not settings.options.sites_open_min <= len(wanted.site_ids) <= settings.options.sites_open_max:
        return None
    if wanted.working == "apart" and set(wanted.site_ids) == set(present):
        return None
    names = asked.inputs.sites.loc[considered, "name"].to_dict()
    return options.of_sites(wanted.site_ids, wanted.working, names, present, settings.ways.compared)
