"""Levers that are settings: days on site, floor standard, the date of the move, limits on journeys."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from pydantic import ValidationError

from feasibility.appraisal import asked_again
from feasibility.appraisal.asked_again import Known
from feasibility.explain import named
from feasibility.explain.asked import Asked, Change
from feasibility.explain.levers import Lever
from feasibility.explain.named import Rule
from feasibility.scenario.changed import changed
from feasibility.scenario.model import Settings
from feasibility.seats import space


@dataclass(frozen=True)
class Ladder:
    """A setting that can be changed in round steps."""

    key: str
    step: float
    """Below 0 where less of it makes room."""
    last: float
    """As far as it is tried."""
    words: str
    """What is done, with `{new}` and `{old}`."""
    needed_by: tuple[str, ...] = ()
    """Keys of rules, or beginnings of them, that it can ease; any where none is named."""
    factor: float = 1.0
    """What the figure is multiplied by to be read."""
    regroups: bool = False


DAYS = "space.days_on_site_per_week"
HOME = "space.home_share_on_peak"
ROOM = (named.CAPACITY, named.SITES_MAX, named.SITES_MIN, named.STAFF_MIN, named.BOUND, named.SIZES)
LADDERS = (
    Ladder(DAYS, -0.5, 0.5, "{new} days on site instead of {old}", ROOM),
    Ladder(HOME, 0.05, 0.95,
           "{new}% of agents at home on the busiest day instead of {old}%", ROOM, factor=100),
    Ladder("seats.floor_m2_per_workstation", -0.5, 4.0, "{new} m² a workstation instead of {old}", ROOM),
    Ladder("costs.move_after_months", 3, 120, "staff move after {new} months instead of {old}",
           (named.AVAILABILITY, named.BOUND)),
    Ladder("rules.journey_minutes_max", 1, 180, "journeys of up to {new} minutes instead of {old}",
           (named.BARRED + "rules.journey_minutes_max",), regroups=True),
    Ladder("rules.worse_minutes_max", 1, 180, "journeys longer than now by up to {new} minutes instead of {old}",
           (named.BARRED + "rules.worse_minutes_max",), regroups=True),
    Ladder("rules.change_minutes_mean_max", 1, 180,
           "journeys longer by {new} minutes on average instead of {old}", (named.BOUND + "mean-change",)),
    Ladder("rules.change_minutes_median_max", 1, 180,
           "half of the journeys longer by up to {new} minutes instead of {old}",
           (named.BOUND + "median-change",), regroups=True),
    Ladder("rules.change_minutes_gap_max", 1, 180,
           "mean changes of journeys {new} minutes apart instead of {old}", (named.BOUND + "change-gap",)),
    Ladder("rules.beyond_share_max", 0.01, 1.0,
           "{new}% of staff beyond rules.beyond_minutes instead of {old}%", (named.BOUND + "beyond-share",),
           factor=100),
    Ladder("rules.seats_left_share_min", -0.05, 0.0,
           "{new}% of workstations left when a site fails instead of {old}%", (named.BOUND + "seats-left",),
           factor=100),
    Ladder("rules.fallback_km_max", 1, 500, "a fallback within {new} km instead of {old}",
           (named.BOUND + "fallback",)),
    Ladder("rules.sites_per_authority_max", 1, 25, "{new} sites in one authority instead of {old}",
           (named.BOUND + "per-authority",)),
)  # fmt: skip
"""Steps: half-days; five points of a share; half a square metre; a quarter of a year, in which costs are counted; whole
minutes, kilometres and sites; a point of staff. Least floor area: what the setting itself allows."""


def of_settings(asked: Asked, rules: Sequence[Rule]) -> list[Lever]:
    """A lever for each setting that can ease one of the rules; none where there is no evidence to price from."""
    known = asked.known
    if known is None:
        return []
    keys = [rule.key for rule in rules]
    wanted = [ladder for ladder in LADDERS if any(key.startswith(ladder.needed_by) for key in keys)]
    able = [ladder for ladder in wanted if asked.regroup is not None or not ladder.regroups]
    return [lever for ladder in able if (lever := _lever(known, ladder)) is not None]


def _lever(known: Known, ladder: Ladder) -> Lever | None:
    stated = _stated(known.settings, ladder.key)
    if stated is None:
        return None
    room = math.floor((ladder.last - stated) / ladder.step + STEP_TOLERANCE)
    most = _allowed(known, ladder, stated, room)
    agents_too = ladder.key == DAYS and _agents_alike(known.settings)
    return Lever(ladder.key, partial(_step, ladder, stated, agents_too), most) if most else None


STEP_TOLERANCE = 1e-9
"""So that a whole number of steps is not lost to the last bit of a float."""


def _allowed(known: Known, ladder: Ladder, stated: float, room: int) -> int:
    """Steps that the settings themselves allow, found by halving: bounds of a setting cut off its end."""

    def is_allowed(steps: int) -> bool:
        try:
            settings = changed(known.settings, ladder.key, _value(ladder, stated, steps))
        except ValidationError:
            return False
        return not space.volume_faults(settings.seats, settings.space)

    low, high = 0, max(0, room) + 1
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if is_allowed(middle) else (low, middle)
    return low


def _stated(settings: Settings, key: str) -> float | None:
    section, _, name = key.partition(".")
    found = getattr(getattr(settings, section, None), name, None)
    return None if found is None else float(found)


def _value(ladder: Ladder, stated: float, steps: float) -> str:
    return f"{round(stated + steps * ladder.step, 6):g}"


def _step(ladder: Ladder, stated: float, agents_too: bool, steps: float) -> Change:
    value = _value(ladder, stated, steps)
    new, old = (f"{round(figure * ladder.factor, 6):g}" for figure in (float(value), stated))
    size = abs(float(value) - stated) / abs(stated) if stated else abs(float(value))
    words = ladder.words.format(new=new, old=old)
    if ladder.key == DAYS and not agents_too:
        words += " for team leaders and support"

    def settings_so(settings: Settings) -> Settings:
        made = changed(settings, ladder.key, value)
        return changed(made, HOME, f"{_home_share(made):g}") if agents_too else made

    if ladder.regroups:
        return Change(ladder.key, words, size, regroups=settings_so)
    return Change(ladder.key, words, size,
                  of_known=lambda known: asked_again.with_settings(known, settings_so(known.settings)))  # fmt: skip


def _home_share(settings: Settings) -> float:
    """Share of the agents at work at once who are at home on the busiest day, if they come in as others do."""
    return round(1 - space.peak_attendance_share(settings.space), 6)


def _agents_alike(settings: Settings) -> bool:
    """Whether agents are on site on the busiest day as others are: then days on site are theirs too."""
    return abs(settings.space.home_share_on_peak - _home_share(settings)) < SHARE_TOLERANCE


SHARE_TOLERANCE = 0.005
"""A share stated in whole per cent is that of the days on site."""
