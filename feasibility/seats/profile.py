"""How a year's contacts fall on months, days and half-hours: supplied by an officer, or by a plain rule.

The rule, all of it assumed: the busiest hour of a weekday holds its share of the day in two equal half-hours and the
rest is spread evenly over the other half-hours of opening; a Saturday is even; the peak month stands over a mean one by
its factor, whichever month it is. A year's contacts are those of its weekdays and, where there are any, its Saturdays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from feasibility.scenario.seats import SeatsSettings
from feasibility.seats import formulas
from feasibility.seats.demand import Demand, Workload, rows_of
from feasibility.seats.formulas import HALF_HOURS_PER_HOUR

HALF_HOUR_SECONDS = 1800
PEAK_MONTH = "peak month"
"""In place of a month's name where only its factor is known."""
MEAN_MONTH = "mean month"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


Shares = Mapping[str, float]
"""Share of a day's contacts by start of the half-hour; they sum to 1."""


@dataclass(frozen=True)
class Profile:
    """How contacts fall, by authority."""

    weekday: Mapping[str, Shares]
    saturday: Mapping[str, Shares] | None
    """None where nobody works on Saturdays."""
    months: Mapping[str, Mapping[str, float]]
    """Contacts over those of a mean month, by month: the same months for every authority."""


@dataclass(frozen=True)
class Load:
    """What one queue is offered in a half-hour."""

    contacts: float
    traffic_erlangs: float
    handling_time_seconds: float
    """Mean over the contacts of the half-hour."""


@dataclass(frozen=True)
class Day:
    """One kind of day, for one queue."""

    kind: str
    """One of tables.seats.PLANNED_DAYS."""
    month: str
    contacts: Mapping[str, Mapping[str, float]]
    """By authority and start of the half-hour."""
    load: Mapping[str, Load]
    """By start of the half-hour."""


def build(authorities: Sequence[str], settings: SeatsSettings, demand: Demand) -> tuple[Profile, list[str]]:
    """The profile of each authority, and what is wrong with what was supplied.

    Wrong are half-hours outside opening hours or missing from them, Saturdays without opening hours, and a busiest
    hour that is not the busiest or lies outside opening hours.
    """
    faults: list[str] = []
    weekday = {name: _weekday(name, settings, demand.half_hours, faults) for name in authorities}
    saturday = {name: _saturday(name, settings, demand.half_hours, faults) for name in authorities}
    months = {name: _months(name, settings, demand.months) for name in authorities}
    # A peak month known by its factor alone may be any month: it is taken to be that of the others.
    named = next((factors for factors in months.values() if len(factors) > 1), {PEAK_MONTH: 0.0})
    months = {
        name: factors if len(factors) > 1 else dict.fromkeys(named, factors[PEAK_MONTH])
        for name, factors in months.items()
    }
    on_saturday = None if settings.saturday_opens is None else saturday
    return Profile(weekday, on_saturday, months), list(dict.fromkeys(faults))


def starts_between(opens: str, closes: str) -> list[str]:
    """Starts of the half-hours from opening to closing."""
    first, last = (int(clock[:2]) * 60 + int(clock[3:]) for clock in (opens, closes))
    return [f"{minute // 60:02d}:{minute % 60:02d}" for minute in range(first, last, 30)]


def by_rule(authority: str, half_hours: pd.DataFrame | None) -> bool:
    """Whether an authority's weekdays follow the rule of the busiest hour: nothing is supplied of them."""
    own = rows_of(half_hours, authority)
    return own.empty or not (own["day"] == "weekday").any()


def busy_half_hours(settings: SeatsSettings) -> list[str]:
    """Starts of the two half-hours of the busiest hour of a weekday."""
    return starts_between(settings.busy_hour_starts, "24:00")[:HALF_HOURS_PER_HOUR]


def days(workloads: Mapping[str, Workload], profile: Profile, settings: SeatsSettings) -> tuple[Day, ...]:
    """The days that one queue of these authorities is planned for; a peak day is of the month of most traffic."""
    kinds = [
        ("peak day", profile.weekday, settings.peak_day_factor, True),
        ("mean weekday", profile.weekday, 1.0, False),
    ]
    year = settings.working_days_per_year
    if profile.saturday is not None:
        year += settings.saturdays_per_year * settings.saturday_factor
        kinds += [
            ("peak Saturday", profile.saturday, settings.saturday_factor, True),
            ("mean Saturday", profile.saturday, settings.saturday_factor, False),
        ]
    per_day = {name: load.contacts_per_year / year for name, load in workloads.items()}
    found = []
    for kind, shares, factor, peak in kinds:
        mean = {name: contacts * factor for name, contacts in per_day.items()}
        if peak:
            in_month = _days_by_month(shares, mean, workloads, profile.months)
            most = max(in_month, key=lambda month: max(x.traffic_erlangs for x in in_month[month].load.values()))
            found.append(replace(in_month[most], kind=kind))
        else:
            found.append(_day(kind, MEAN_MONTH, shares, mean, workloads))
    return tuple(found)


def _days_by_month(
    shares: Mapping[str, Shares],
    mean_day: Mapping[str, float],
    workloads: Mapping[str, Workload],
    months: Mapping[str, Mapping[str, float]],
) -> dict[str, Day]:
    names = next(iter(months.values()))
    return {
        month: _day("", month, shares, {name: n * months[name][month] for name, n in mean_day.items()}, workloads)
        for month in names
    }


def _day(
    kind: str,
    month: str,
    shares: Mapping[str, Shares],
    contacts_per_day: Mapping[str, float],
    workloads: Mapping[str, Workload],
) -> Day:
    contacts = {
        name: {start: n * share for start, share in shares[name].items()} for name, n in contacts_per_day.items()
    }
    seconds = {name: load.handling_time_seconds for name, load in workloads.items()}
    starts = next(iter(contacts.values()))
    return Day(kind, month, contacts, {
        start: _load({name: by_start[start] for name, by_start in contacts.items()}, seconds) for start in starts
    })  # fmt: skip


def _load(contacts: Mapping[str, float], seconds: Mapping[str, float]) -> Load:
    together = sum(contacts.values())
    handled = sum(n * seconds[name] for name, n in contacts.items())
    alike = len(set(seconds.values())) == 1 or together == 0
    mean = next(iter(seconds.values())) if alike else handled / together
    return Load(together, handled / HALF_HOUR_SECONDS, mean)


def _weekday(authority: str, settings: SeatsSettings, half_hours: pd.DataFrame | None, faults: list[str]) -> Shares:
    starts = starts_between(settings.opens, settings.closes)
    own = _supplied(authority, "weekday", starts, half_hours, faults)
    if own is not None:
        return own
    busy = busy_half_hours(settings)
    if len(set(busy) & set(starts)) < HALF_HOURS_PER_HOUR:
        faults.append(
            f"seats.busy_hour_starts: the hour from {settings.busy_hour_starts} does not lie within opening hours "
            f"({settings.opens} to {settings.closes}); move it, or supply files.half_hours"
        )
        return dict.fromkeys(starts, 1 / len(starts))
    each, rest = formulas.half_hour_shares(settings.busy_hour_share, len(starts))
    if rest > each or (len(starts) == HALF_HOURS_PER_HOUR and settings.busy_hour_share < 1):
        faults.append(
            f"seats.busy_hour_share: found {settings.busy_hour_share:g}, but over {len(starts) / 2:g} hours of opening "
            f"the busiest hour holds {HALF_HOURS_PER_HOUR / len(starts):.3g} or more; raise it, open longer, or supply "
            "files.half_hours"
        )
    return {start: each if start in busy else rest for start in starts}


def _saturday(authority: str, settings: SeatsSettings, half_hours: pd.DataFrame | None, faults: list[str]) -> Shares:
    opens, closes = settings.saturday_opens, settings.saturday_closes
    if opens is None or closes is None:
        own = rows_of(half_hours, authority)
        if not own.empty and (own["day"] == "saturday").any():
            faults.append(
                f"files.half_hours: gives Saturdays to {authority}, and seats.saturday_opens is not set; set it and "
                "saturday_closes, or take the rows out"
            )
        return {}
    starts = starts_between(opens, closes)
    own_shares = _supplied(authority, "saturday", starts, half_hours, faults)
    return dict.fromkeys(starts, 1 / len(starts)) if own_shares is None else own_shares


def _supplied(
    authority: str, day: str, starts: list[str], half_hours: pd.DataFrame | None, faults: list[str]
) -> Shares | None:
    own = rows_of(half_hours, authority)
    own = own if own.empty else own[own["day"] == day]
    if own.empty:
        return None
    shares = own.set_index("starts")["share"]
    open_from = f"{day} opening ({starts[0]} to {_end(starts[-1])})"
    outside, missing = sorted(set(shares.index) - set(starts)), sorted(set(starts) - set(shares.index))
    if outside:
        faults.append(
            f"files.half_hours: {authority}: {', '.join(outside)} lie outside {open_from}; take them out, or change "
            "the opening hours under [seats]"
        )
    if missing:
        faults.append(
            f"files.half_hours: {authority}: {', '.join(missing)} are missing from {open_from}; add a row for each, "
            "with 0 where nobody calls"
        )
    total = float(shares.sum())
    return {start: float(shares.get(start, 0.0)) / total for start in starts}


def _end(start: str) -> str:
    minute = int(start[:2]) * 60 + int(start[3:]) + 30
    return f"{minute // 60:02d}:{minute % 60:02d}"


def _months(authority: str, settings: SeatsSettings, months: pd.DataFrame | None) -> Mapping[str, float]:
    own = rows_of(months, authority)
    if own.empty:
        return {PEAK_MONTH: settings.peak_month_factor}
    factors = own.set_index("month")["factor"].sort_index()
    mean = float(factors.mean())
    return {MONTHS[month - 1]: float(factor) / mean for month, factor in factors.items()}
