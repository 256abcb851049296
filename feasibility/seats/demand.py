"""Contacts a year into the contacts of the busy hour planned for, and into the staff they take over the year."""

from feasibility.scenario.seats import SeatsSettings
from feasibility.seats.erlang import ceiling


def contacts_left(contacts_per_year: float, take_up_share: float) -> float:
    """Contacts a year that still reach an agent once a share has moved to other channels."""
    return contacts_per_year * (1 - take_up_share)


def handling_seconds(settings: SeatsSettings, take_up_share: float) -> float:
    """Mean handling time at a take-up: those left are the harder contacts, where the settings say so."""
    return settings.handling_time_seconds * (1 + settings.handling_time_rise_per_take_up * take_up_share)


def busy_hour(contacts_per_year: float, settings: SeatsSettings) -> float:
    """Contacts in the busiest hour of the busiest weekday of the peak month; not rounded."""
    per_mean_day = contacts_per_year / settings.working_days_per_year
    per_peak_day = per_mean_day * settings.peak_month_factor * settings.peak_day_factor
    return per_peak_day * settings.busy_hour_share


def full_time_equivalents(contacts_per_year: float, settings: SeatsSettings, *, handling_time_seconds: float) -> float:
    """Full-time contracts that the year's contacts take: contact hours over the useful hours of one contract."""
    contact_hours = contacts_per_year * handling_time_seconds / 3600
    paid_hours = settings.hours_per_week * settings.weeks_per_year
    return contact_hours / (paid_hours * (1 - settings.shrinkage_share) * settings.utilisation_share)


def heads(full_time_equivalents: float, mean_contract_share: float) -> int:
    """Members of staff behind a number of full-time equivalents."""
    return ceiling(full_time_equivalents / mean_contract_share)


def rostered(agents: int, shrinkage_share: float) -> int:
    """Agents to roster so that the stated number are at work at once: a count of people, never of workstations."""
    return ceiling(agents / (1 - shrinkage_share))
