"""Tables of contacts and seats: profiles and queues that an officer fills, agents and workstations that a run shows."""

from pandera.typing.pandas import Series

from feasibility.tables.base import STATUSES, Table, column

DAYS = ("weekday", "saturday")
"""Kinds of day that shares by half-hour are given for."""
PLANNED_DAYS = ("peak day", "mean weekday", "peak Saturday", "mean Saturday")
"""Days that agents are worked out for: seats follow from the peaks, posts from the means."""
HALF_HOUR = r"^([01]\d|2[0-3]):[03]0$"
_OWN = "Authority id, or `all` for each that has no rows of its own"


class HalfHours(Table):
    """Share of a day's contacts in each half-hour of opening, one row a half-hour."""

    authority: Series[str] = column("Authority", _OWN)
    day: Series[str] = column("Day", "weekday or saturday", isin=DAYS)
    starts: Series[str] = column("Starts", "Start of the half-hour, such as 09:30", str_matches=HALF_HOUR)
    share: Series[float] = column("Share", "Of the contacts of a mean day of that kind; a day sums to 1", ge=0, le=1)
    source: Series[str] = column("Source", "Where the share comes from")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)


class Months(Table):
    """Contacts of each month over those of a mean month, twelve rows an authority."""

    authority: Series[str] = column("Authority", _OWN)
    month: Series[int] = column("Month", "1 for January to 12 for December", ge=1, le=12)
    factor: Series[float] = column("Factor", "Contacts of the month over those of a mean month; the mean is 1", ge=0)
    source: Series[str] = column("Source", "Where the factor comes from")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)


class Queues(Table):
    """Queues of an authority that differ in handling time, one row a queue."""

    authority: Series[str] = column("Authority", _OWN)
    queue: Series[str] = column("Queue", "What the contacts are about, such as council tax")
    contacts_share: Series[float] = column("Share", "Of the authority's contacts; an authority sums to 1", gt=0, le=1)
    handling_time_seconds: Series[float] = column("Handling time (s)", "Mean, talk and wrap-up", gt=0, le=3600)
    source: Series[str] = column("Source", "Where the figures come from")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)


class SeatsTable(Table):
    """seats.csv: agents, workstations and floor area for each take-up and way of working."""

    take_up_share: Series[float] = column("Take-up", "Share of contacts moved to other channels", ge=0, le=1)
    working: Series[str] = column(
        "Way of working",
        "apart: each answers its own; pooled: one queue in one building; virtual: one queue over the present centres",
        isin=("apart", "pooled", "virtual"),
    )
    authority: Series[str] = column("Authority", "Authority id; `all` for the sum")
    contacts_per_year: Series[float] = column("Contacts a year", "Offered contacts that reach an agent", ge=0)
    planned_month: Series[str] = column("Month planned for", "Month of the most contacts in hand at once")
    binding_half_hour: Series[str] = column(
        "Binding half-hour", "Start of the half-hour that needs most agents, the first of equals"
    )
    busy_hour_contacts: Series[float] = column(
        "Busy-hour contacts", "An hour, at the rate of the binding half-hour", ge=0
    )
    traffic_erlangs: Series[float] = column("Traffic (erlangs)", "Contacts in hand at once in that half-hour", ge=0)
    agents_service_level: Series[int] = column(
        "Agents for service level", "Fewest in that half-hour that meet the service level, no other target", ge=0
    )
    agents: Series[int] = column("Agents", "Fewest at work at once that meet every target in every half-hour", ge=0)
    binding: Series[str] = column(
        "Binding", "What sets the number: service level, answer speed, abandonment or occupancy cap"
    )
    occupancy_share: Series[float] = column("Occupancy", "Share of time agents are in contact", ge=0, le=1)
    service_level_share: Series[float] = column("Service level", "Offered and answered within the target", ge=0, le=1)
    answer_seconds_mean: Series[float] = column(
        "Mean answer (s)", "Mean wait of contacts offered, those given up among them", ge=0
    )
    abandonment_share: Series[float] = column(
        "Given up", "Share of contacts offered that give up; 0 under Erlang C", ge=0, le=1
    )
    full_time_equivalents: Series[float] = column(
        "FTE", "Full-time equivalents by workload: contact hours over the useful hours of one contract", ge=0
    )
    posts: Series[float] = column(
        "Posts", "Full-time equivalents by roster: agents of every half-hour of a year over the hours of one contract",
        ge=0,
    )  # fmt: skip
    workstations: Series[int] = column("Workstations", "Agents, team leaders and support", ge=0)
    floor_m2: Series[float] = column("NIA (m²)", "Floor area needed", ge=0)


class HalfHoursTable(Table):
    """half_hours.csv: agents for each half-hour, each authority apart and all pooled, at the take-up of the run."""

    working: Series[str] = column(
        "Way of working", "apart, or pooled: one queue, in one building or over the present centres",
        isin=("apart", "pooled"),
    )  # fmt: skip
    authority: Series[str] = column("Authority", "Authority id; `all` for the pooled queue")
    day: Series[str] = column("Day", "Peak days are those of the month planned for", isin=PLANNED_DAYS)
    starts: Series[str] = column("Starts", "Start of the half-hour", str_matches=HALF_HOUR)
    contacts: Series[float] = column("Contacts", "Offered in the half-hour", ge=0)
    traffic_erlangs: Series[float] = column("Traffic (erlangs)", "Contacts in hand at once", ge=0)
    agents: Series[int] = column("Agents", "Fewest at work at once that meet every target", ge=0)
    binding: Series[str] = column(
        "Binding", "What sets the number: service level, answer speed, abandonment or occupancy cap"
    )
    service_level_share: Series[float] = column("Service level", "Offered and answered within the target", ge=0, le=1)
    occupancy_share: Series[float] = column("Occupancy", "Share of time agents are in contact", ge=0, le=1)
    answer_seconds_mean: Series[float] = column(
        "Mean answer (s)", "Mean wait of contacts offered, those given up among them", ge=0
    )
    abandonment_share: Series[float] = column(
        "Given up", "Share of contacts offered that give up; 0 under Erlang C", ge=0, le=1
    )


class MixTable(Table):
    """mix.csv: what pooling unlike queues does to each queue's wait, in the half-hour planned for; nobody gives up."""

    authority: Series[str] = column("Authority", "Authority id; `all` for the pooled queue")
    queue: Series[str] = column("Queue", "Queue; `all` where an authority has one, and for the pooled queue")
    contacts_share: Series[float] = column("Share", "Of all contacts of the half-hour", ge=0, le=1)
    handling_time_seconds: Series[float] = column("Handling time (s)", "Mean, talk and wrap-up", ge=0)
    traffic_erlangs: Series[float] = column("Traffic (erlangs)", "Contacts in hand at once", ge=0)
    service_time_variation: Series[float] = column(
        "Variation of handling time",
        "Standard deviation over mean: 1 within a queue, more where unlike queues are joined", ge=0,
    )  # fmt: skip
    agents: Series[int] = column("Agents", "Fewest that meet the targets with this queue on its own", ge=0)
    wait_apart_seconds: Series[float] = column(
        "Wait apart (s)", "Mean, with agents of its own; mean over the queues for `all`", ge=0
    )
    wait_pooled_seconds: Series[float] = column(
        "Wait pooled (s)", "Mean, in one queue of all with the fewest agents that meet the targets", ge=0
    )
    wait_pooled_same_agents_seconds: Series[float] = column(
        "Wait pooled, same agents (s)", "Mean, in one queue of all with as many agents as the queues have apart", ge=0
    )
