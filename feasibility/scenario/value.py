"""The value score: what counts, over what declared range, how much each range is worth, and who said so."""

import difflib
from collections.abc import Iterator, Mapping
from itertools import combinations, pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from feasibility.scenario.base import Identifier, Section
from feasibility.scenario.funding import Day

FULL_SCORE = 100.0
"""Points of an option that stands at the best of every range."""
SUM_OFF_MOST = 0.01
"""Weights may be rounded: three of 33.33 will do for a third each (assumed)."""

Measure = Literal[
    "change_minutes_mean", "change_minutes_worst_tenth", "change_minutes_employer_gap", "worse_15_share",
    "worse_30_share", "total_npc_gbp", "resource_npc_gbp", "cash_gbp", "headroom_share", "answered_share",
    "sites_count", "step_free_share", "network_ready_share", "tenure", "available_months", "change_kgco2e_per_year",
    "judgement",
]  # fmt: skip
COSTS: tuple[Measure, ...] = ("total_npc_gbp", "resource_npc_gbp", "cash_gbp")
"""Money: left out of the benefit, and each holds most of what the others hold."""
MINUTES: tuple[Measure, ...] = (
    "change_minutes_mean", "change_minutes_worst_tenth", "worse_15_share", "worse_30_share",
)  # fmt: skip
"""Longer journeys, which the total prices as time. The gap between employers is who bears them, and has no price."""
CARBON: Measure = "change_kgco2e_per_year"
JUDGED: Measure = "judgement"
OF_WORDS: tuple[Measure, ...] = ("tenure", "judgement")
"""Measures that a site has in words, or may have, so that they are combined over the sites of an option."""
TENURES = ("leased", "owned", "nhs", "unknown")
"""Words for the tenure of a site, as the table of sites has them."""

Weight = Annotated[float, Field(gt=0, le=100)]
Points = Annotated[float, Field(ge=0, le=FULL_SCORE)]
Pair = Annotated[tuple[Annotated[float, Field(ge=-1e12, le=1e12)], Points], Field(strict=False)]
Scale = Annotated[tuple[Pair, ...], Field(strict=False, min_length=2, max_length=20)]
Texts = Annotated[tuple[str, ...], Field(strict=False, max_length=20)]
Status = Literal["sourced", "assumed", "illustrative"]


class Said(Section):
    """Who set a weight and its range, if not whoever set the whole tree."""

    set_by: str | None = None
    """Who set it; left out: as the part of the tree above."""
    set_on: Day | None = None
    """Day it was set on; left out: as the part of the tree above."""
    dissent: Texts = ()
    """Who would have it otherwise, and how, one text each; joins what is recorded of the part of the tree above."""
    status: Status | None = None
    """How firm it is; left out: as the part of the tree above."""
    reason: str | None = None
    """Why this weight and this range; left out: as the part of the tree above."""


class Group(Said):
    """Criteria that are weighed among themselves first."""

    name: str = Field(min_length=1)
    """What readers call it."""
    weight: Weight
    """Swing weight: what all its criteria going from worst to best is worth, of 100 over all groups."""


class Criterion(Said):
    """One figure of an option, or of its sites, and what it is worth."""

    name: str = Field(min_length=1)
    """What readers call it."""
    group: Identifier | None = None
    """Group that it is weighed in; left out where no group is declared."""
    measure: Measure
    """What is measured; `judgement` for what the table of judgements says under this criterion's id."""
    weight: Weight
    """Swing weight: what going from worst to best of the range is worth, of 100 within the group."""
    points: Scale | None = None
    """Pairs of a figure and its points, straight between them: `[[60, 0], [20, 80], [0, 100]]`. First and last pair are
    the range. It rises or falls throughout, or rises to an ideal figure and falls again."""
    bands: dict[Identifier, Points] | None = None
    """In place of `points`, for words: the points of each, such as `{ yes = 100, no = 0 }`."""
    over_sites: Literal["worst", "mean-by-workstations"] | None = None
    """How sites of an option are combined, for judgements and tenure: the worst (left out: this), or the mean by the
    workstations taken at each."""

    @property
    def scale(self) -> tuple[tuple[float, float], ...]:
        """The pairs of `points` by rising figure; none where words are scored."""
        return tuple(sorted(self.points or ()))

    @property
    def linear(self) -> bool:
        """Whether it is one straight line from worst to best."""
        return len(self.scale) == 2

    @model_validator(mode="after")
    def _can_be_scored(self) -> Self:
        faults = [*_scale_faults(self), *_band_faults(self)]
        if self.over_sites is not None and self.measure not in OF_WORDS:
            faults.append(f"over_sites goes with {' and '.join(OF_WORDS)} alone; take it out of {self.measure}")
        if faults:
            raise ValueError("; ".join(faults))
        return self


class ValueSettings(Section):
    """Criteria of the value score. None are declared by default: weights belong to those who decide."""

    set_by: str | None = None
    """Who set the weights and ranges."""
    set_on: Day | None = None
    """Day they were set on, such as 2010-06-14."""
    dissent: Texts = ()
    """Who would have them otherwise, and how, one text each; none: nobody's dissent is recorded."""
    status: Status = "illustrative"
    """How firm the weights and ranges are: sourced where a decision is minuted, else assumed or illustrative."""
    reason: str = ""
    """Why these weights and ranges."""
    group: dict[Identifier, Group] = Field(default={})
    """Groups of criteria: `[value.group.<id>]`. May be left out where the criteria are few."""
    criterion: dict[Identifier, Criterion] = Field(default={})
    """The criteria: `[value.criterion.<id>]`."""

    @property
    def declared(self) -> bool:
        """Whether any criterion is."""
        return bool(self.criterion)

    @property
    def judged(self) -> dict[str, Criterion]:
        """The criteria that the table of judgements speaks of, by id."""
        return {key: criterion for key, criterion in self.criterion.items() if criterion.measure == JUDGED}

    @model_validator(mode="after")
    def _is_a_tree(self) -> Self:
        faults = [*_group_faults(self), *_weight_faults(self), *counted_twice(self), *_unsigned(self)]
        if faults:
            raise ValueError("; ".join(faults))
        return self


def counted_twice(settings: ValueSettings, *, attrition_counted: bool = False) -> list[str]:
    """Pairs of criteria that count one thing twice. `attrition_counted`: the costs hold that of leavers."""
    return [
        f"criteria {one} ({first.measure}) and {other} ({second.measure}) count one thing twice: {why}; keep one"
        for (one, first), (other, second) in combinations(settings.criterion.items(), 2)
        if (why := _twice(first.measure, second.measure, attrition_counted=attrition_counted))
    ]


def _twice(one: Measure, other: Measure, *, attrition_counted: bool) -> str:
    """Why two measures count one thing twice; blank where they do not."""
    pair = {one, other}
    if one == other:
        return "" if one == JUDGED else "both are the same measure"
    if pair <= {*COSTS}:
        return "the money of each is most of the other's"
    if "total_npc_gbp" in pair and CARBON in pair:
        return "the total prices the carbon of journeys; resource_npc_gbp does not"
    if "total_npc_gbp" in pair and pair & {*MINUTES}:
        return "the total prices the time of journeys; resource_npc_gbp does not"
    if attrition_counted and pair & {*COSTS} and pair & {*MINUTES}:
        return "people.attrition.counted puts staff who leave over longer journeys into the cost"
    return ""


def _scale_faults(criterion: Criterion) -> Iterator[str]:
    if (criterion.points is None) == (criterion.bands is None):
        yield "give points for figures, or bands for words, and not both"
    if criterion.points is None:
        return
    if criterion.measure == "tenure":
        yield "points are for figures; give bands, such as { owned = 100, leased = 60, nhs = 20, unknown = 0 }"
    figures, points = [x for x, _ in criterion.points], [y for _, y in criterion.scale]
    steps = [b - a for a, b in pairwise(figures)]
    if not (all(step > 0 for step in steps) or all(step < 0 for step in steps)):
        yield f"the figures of points ({_list(figures)}) must rise, or fall, from each pair to the next"
        return
    yield from _ends(points, "points")
    falls = [b < a for a, b in pairwise(points) if a != b]
    if any(earlier and not later for earlier, later in pairwise(falls)):
        yield f"the points fall and rise again ({_list(points)}); let them rise, fall, or have one best figure"


def _band_faults(criterion: Criterion) -> Iterator[str]:
    if criterion.bands is None:
        return
    if criterion.measure not in OF_WORDS:
        yield f"bands are for words, and {criterion.measure} is a figure; give points"
    elif criterion.measure == "tenure" and (strange := sorted(set(criterion.bands) - {*TENURES})):
        yield f"bands name {', '.join(strange)}, which no site has; its words are {', '.join(TENURES)}"
    yield from _ends(list(criterion.bands.values()), "bands")


def _ends(points: list[float], what: str) -> Iterator[str]:
    """The weight is that of the whole swing, from nothing to everything."""
    if not points or min(points) != 0 or max(points) != FULL_SCORE:
        told = _list(sorted({min(points, default=0.0), max(points, default=0.0)}))
        yield f"the least and most of {what} are {told}; give the worst 0 and the best 100"


def _group_faults(settings: ValueSettings) -> Iterator[str]:
    known = list(settings.group)
    for key, criterion in settings.criterion.items():
        if criterion.group is None and known:
            yield f"criterion {key} names no group; add group = one of {', '.join(known)}"
        elif criterion.group is not None and criterion.group not in known:
            near = difflib.get_close_matches(criterion.group, known, n=1, cutoff=0.6)
            hint = f" (did you mean {near[0]}?)" if near else ""
            yield f"criterion {key} names the group {criterion.group}, which is not declared{hint}"
    both = [key for key in known if key in settings.criterion]
    yield from (f"{key} is the id of a group and of a criterion; rename one" for key in both)
    used = {criterion.group for criterion in settings.criterion.values()}
    yield from (f"group {key} has no criterion; give it one, or take it out" for key in known if key not in used)


def _weight_faults(settings: ValueSettings) -> Iterator[str]:
    yield from _sum_fault("the groups", {key: group.weight for key, group in settings.group.items()})
    for group in dict.fromkeys(criterion.group for criterion in settings.criterion.values()):
        words = f"the criteria of group {group}" if group else "the criteria"
        of_group = {key: c.weight for key, c in settings.criterion.items() if c.group == group}
        yield from _sum_fault(words, of_group)


def _sum_fault(what: str, weights: Mapping[str, float]) -> Iterator[str]:
    total = sum(weights.values())
    if weights and abs(total - 100) > SUM_OFF_MOST + 1e-9:
        told = ", ".join(f"{key} {weight:g}" for key, weight in weights.items())
        yield f"the weights of {what} sum to {total:.6g} ({told}); they must sum to 100"


def _unsigned(settings: ValueSettings) -> Iterator[str]:
    if not settings.declared:
        return
    if not (settings.set_by or "").strip():
        yield "set_by is missing; say who set the weights"
    if settings.set_on is None:
        yield "set_on is missing; say on which day the weights were set"


def _list(numbers: list[float]) -> str:
    return ", ".join(f"{number:g}" for number in numbers)
