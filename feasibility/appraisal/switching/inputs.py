"""The inputs that are moved, one at a time: what each is now, how far it is moved and why so far, and by what step."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility import wording
from feasibility.appraisal import asked_again
from feasibility.appraisal.asked_again import Known
from feasibility.scenario.changed import changed
from feasibility.scenario.model import Settings
from feasibility.seats import space

FURTHEST = 5.0
"""Rent and fit-out are moved from nothing to so many times what they are (assumed: beyond it is another market)."""
DISCOUNT_RATE_MOST = 0.10
"""Twice and more the 3.5 % of the Green Book and above the 8 % of the years to 1989, the highest the Treasury set."""
FEWEST_DAYS, MOST_DAYS = 1.0, 5.0
"""Mean days a week on site: one, so that a centre is a place of work; five, a working week."""
STRETCHES = 4
"""Values tried on each side of the present one, where the cost does not change in proportion (a choice between care and
time: four on each side find any lead that lasts for a quarter of the way)."""


@dataclass(frozen=True)
class Input:
    """One figure of the study that can be moved by itself."""

    input_id: str
    """Key of the setting, or of the figure of a site as the register calls it; small words for what is neither."""
    words: str
    """Within a sentence, such as `the rent at Wyncham House`."""
    form: str
    """How a value is written, `{}` where the number stands: `£{} a m² a year`."""
    decimals: int
    """Decimals of the number as it is written."""
    factor: float
    """What a value is multiplied by to be written: 100 for a per cent."""
    place: str
    """Site id; blank for an input of the study as a whole."""
    value: float
    low: float
    high: float
    why: str
    """Why it is moved from `low` to `high` and no further."""
    step: float
    """Resolution: the value found holds, and one step further it no longer does."""
    known_at: Callable[[float], Known]
    """The study with the input so. Raises `InputError` or `ValidationError` for a value that is refused."""
    linear: bool = False
    """Whether the cost of every plan changes in proportion, and the plans that may be had do not change."""
    held: str = "all else as it is; who sits where is worked out again"
    """What stays as it is."""
    shown_to: float = 0.0
    """What is told of the present value is rounded to so much, where it counts people; 0 tells it as it is."""
    stretches: int = STRETCHES
    """Stretches that each side of the present value is looked at in, where the cost does not change in proportion."""

    @property
    def told(self) -> float:
        """The present value as it may be told."""
        return round(round(self.value / self.shown_to) * self.shown_to, 10) if self.shown_to else self.value


def of_site(known: Known, site_id: str) -> list[Input]:
    """Rent, fit-out and floor area of one place; a figure that is nothing now is left out."""
    row = known.evidence.sites.loc[site_id]
    owned, present = str(row["tenure"]) == "owned", bool(row["present_of"])
    name, area = str(row["name"]), "occupied_m2" if present else "nia_m2"
    found = [
        _rent(known, site_id, name, float(row["rent_gbp_per_m2_per_year"]), owned),
        _fit_out(known, site_id, name, float(row["fit_out_gbp_per_m2"])),
        _area(known, site_id, name, float(row[area]), present),
    ]
    return [one for one in found if one.value > 0]


def _plans_stand(known: Known) -> bool:
    """Whether the same plans may be had at any price: a rule on money takes some away as prices rise."""
    rules = known.settings.rules
    return not rules.budget_gbp_by_year and not rules.no_partner_worse_off_than_do_minimum


def _rent(known: Known, site_id: str, name: str, now: float, owned: bool) -> Input:
    def at(gbp: float) -> Known:
        figures = {"rent_gbp_per_m2_per_year": gbp}
        return asked_again.with_place(known, site_id, figures, rent_times=gbp / now if now else 1.0)

    return Input(
        f"sites.{site_id}.rent_gbp_per_m2_per_year", f"{'the letting value' if owned else 'the rent'} at {name}",
        "£{} a m² a year", 2, 1.0, site_id, now, 0.0, FURTHEST * now, f"nothing to {FURTHEST:g} times the present",
        0.01, at, linear=_plans_stand(known),
        held="later rents of its lease move in proportion; who sits where is worked out again",
    )  # fmt: skip


def _fit_out(known: Known, site_id: str, name: str, now: float) -> Input:
    return Input(
        f"sites.{site_id}.fit_out_gbp_per_m2", f"fit-out at {name}", "£{} a m²", 2, 1.0, site_id, now, 0.0,
        FURTHEST * now, f"nothing to {FURTHEST:g} times the present", 0.01,
        lambda gbp: asked_again.with_place(known, site_id, {"fit_out_gbp_per_m2": gbp}),
        linear=_plans_stand(known),
    )  # fmt: skip


def _area(known: Known, site_id: str, name: str, now: float, present: bool) -> Input:
    """A present centre's is what it occupies and pays for; its space to spare stays. A new site's is what it has."""
    spare = float(known.evidence.sites.at[site_id, "nia_m2"]) - now
    column = "occupied_m2" if present else "nia_m2"

    def at(m2: float) -> Known:
        figures = {"occupied_m2": m2, "nia_m2": m2 + spare} if present else {"nia_m2": m2}
        return asked_again.with_place(known, site_id, figures)

    words = f"the floor area {'occupied' if present else 'to be had'} at {name}"
    return Input(
        f"sites.{site_id}.{column}", words, "{} m²", 0, 1.0, site_id, now, float(round(now / 2)),
        float(round(2 * now)), "half to twice the present", 1.0, at,
        held="its space to spare as it is; who sits where is worked out again" if present else Input.held,
        # What is not taken at a new site costs nothing: more of it makes no option dearer, so the ends tell.
        stretches=STRETCHES if present else 1,
    )  # fmt: skip


def of_study(known: Known, drives: "pd.Series[bool]", days: "pd.Series[float]") -> list[Input]:
    """Inputs of the study as a whole. `drives` and `days` give group id to whether its staff drive, and days a week."""
    found = [_floor_standard(known.settings, known), _contacts(known), _handling_time(known), _discount_rate(known)]
    heads, fewest = known.evidence.groups.heads, max(known.settings.publication.suppression_heads_min, 1)
    driving = int(heads[drives.reindex(heads.index)].sum())
    # Of nobody no journeys are known to weigh; and those of a few are not told apart from everybody's.
    if min(driving, int(heads.sum()) - driving) >= fewest:
        found.append(_car_share(known, drives.reindex(heads.index), driving / int(heads.sum())))
    mean = float((heads * days.reindex(heads.index)).sum() / heads.sum())
    return [*found, _days(known, mean)]


def setting(known: Known, key: str) -> Callable[[float], Known]:
    """The study with the setting under a dotted key at any value."""
    return lambda value: asked_again.with_settings(known, changed(known.settings, key, repr(value)))


def _floor_standard(settings: Settings, known: Known) -> Input:
    now = settings.seats.floor_m2_per_workstation
    workroom = space.nia_m2_per_workstation(settings.seats, settings.space) * settings.space.workroom_share
    lawful = now * space.workroom_m2_per_person_min(settings.space.ceiling_height_m) / workroom
    low = float(np.ceil(max(4.0, lawful) * 100) / 100)
    return Input(
        "seats.floor_m2_per_workstation", "the floor standard", "{} m² a workstation", 2, 1.0, "", now,
        float(min(low, now)), min(50.0, 2 * now), "the least that the Workplace Regulations allow to twice the present",
        0.01, setting(known, "seats.floor_m2_per_workstation"),
    )  # fmt: skip


def _contacts(known: Known) -> Input:
    settings = known.settings
    now = sum(a.contacts_per_year for a in settings.authority.values())

    def at(contacts: float) -> Known:
        of_each = {
            key: a.model_copy(update={"contacts_per_year": a.contacts_per_year * contacts / now})
            for key, a in settings.authority.items()
        }
        return asked_again.with_settings(known, settings.model_copy(update={"authority": of_each}))

    return Input(
        "contacts_per_year", "the call volume of all partners together", "{} contacts a year", 0, 1.0, "", now,
        float(round(now / 2)), float(round(2 * now)), "half to twice the present", 1.0, at,
        held="each partner's part of it as it is; who sits where is worked out again",
    )  # fmt: skip


def _handling_time(known: Known) -> Input:
    settings, demand = known.settings, known.evidence.demand
    now = settings.seats.handling_time_seconds

    def at(seconds: float) -> Known:
        stated = changed(settings, "seats.handling_time_seconds", repr(seconds))
        if demand is None or demand.queues is None:
            return asked_again.with_settings(known, stated)
        return asked_again.with_queues_slower(known, stated, seconds / now)

    return Input(
        "seats.handling_time_seconds", "the mean handling time", "{} seconds", 0, 1.0, "", now, float(round(now / 2)),
        float(min(3600, round(2 * now))), "half to twice the present", 1.0, at,
        held="queues with a handling time of their own in proportion; who sits where is worked out again",
    )  # fmt: skip


def _discount_rate(known: Known) -> Input:
    return Input(
        "costs.discount_rate_share", "the discount rate", "{}%", 2, 100.0, "", known.settings.costs.discount_rate_share,
        0.0, DISCOUNT_RATE_MOST, "nothing to 10%", 0.0001, setting(known, "costs.discount_rate_share"),
    )  # fmt: skip


def _car_share(known: Known, drives: "pd.Series[bool]", now: float) -> Input:
    """Travel figures of those who drive, and of the others, weighed so that the former have the share asked for."""

    def at(share: float) -> Known:
        return asked_again.with_travel(known, drives.map({True: share / now, False: (1 - share) / (1 - now)}))

    return Input(
        "car_share", "the share of staff who drive", "{}%", 2, 100.0, "", now, 0.0, 1.0, "nobody to everybody",
        0.0001, at, linear=True,
        held="the journeys of those who drive, and of those who do not, weighed to the share; homes, seats and "
        "workstations as they are",
        shown_to=wording.SHARE_STEP,
    )  # fmt: skip


def _days(known: Known, now: float) -> Input:
    """Journeys in proportion, and so the days of team leaders and support, whose desks follow from them."""
    settings = known.settings

    def at(days: float) -> Known:
        of_support = min(MOST_DAYS, settings.space.days_on_site_per_week * days / now)
        moved = asked_again.with_settings(known, changed(settings, "space.days_on_site_per_week", repr(of_support)))
        groups = known.yearly_gbp.index
        return asked_again.with_travel(moved, pd.Series(days / now, index=groups))

    return Input(
        "days_on_site_per_week", "the mean days on site", "{} days a week", 2, 1.0, "", now, min(FEWEST_DAYS, now),
        max(MOST_DAYS, now), "one day a week to five", 0.01, at,
        shown_to=0.1, held="everybody's days, and those of team leaders and support at their desks, in proportion; "
        "agents' desks as they are",
    )  # fmt: skip
