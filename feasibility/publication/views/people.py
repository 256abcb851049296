"""People on one side, desks and floor area on the other; what goes on when a site fails; queues that differ."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.publication.release import Release
from feasibility.publication.views.capacity import WAYS
from feasibility.publication.views.view import Column, View, named, option_names, site_names, tabulate
from feasibility.tables import ALL

_WHOSE = (Column("authority", "Authority"), Column("agents", "Agents at once"))
POOLED_WAIT = "One queue of all, fewest agents"


def staff(release: Release) -> View:
    """From agents at once to members of staff, by way of working and authority."""
    return tabulate(
        _people(release),
        "People: from agents at once to members of staff",
        (
            *_WHOSE,
            Column("agents_posts", "By roster", "Posts of agents"),
            Column("agents_full_time_equivalents", "Agents", "Full-time equivalents by workload"),
            Column("others_full_time_equivalents", "Others", "Full-time equivalents by workload"),
            Column("full_time_equivalents", "All staff", "Full-time equivalents by workload"),
            Column("heads", "All staff", "Staff needed"),
        ),
        row_heading="authority",
        by="way",
        note="Others are team leaders and support. Staff are never a number of desks. Posts by roster cover every "
        "half-hour of opening; full-time equivalents by workload are the year's work over the useful hours of a "
        "contract. Staff needed follow from the latter and need not be as many as the staff file holds, whose journeys "
        "are measured. tables/people.csv has agents rostered, and staff of each kind.",
    )


def space(release: Release) -> View:
    """From agents at once to desks, rooms and floor area, by way of working and authority."""
    people = _people(release)
    rooms = (
        (Column("training_places", "Training places", "Floor"), Column("rooms_m2", "Rooms (m²)", "Floor"))
        if (people["rooms_m2"] > 0).any()
        else ()
    )
    return tabulate(
        people,
        "Space: from agents at once to desks and floor area",
        (
            *_WHOSE,
            Column("agent_desks", "Agents", "Desks"),
            Column("other_desks", "Others", "Desks"),
            Column("touch_down_workstations", "Touch-down", "Desks"),
            Column("workstations", "Workstations", "Floor"),
            *rooms,
            Column("floor_m2", "NIA (m²)", "Floor"),
        ),
        row_heading="authority",
        by="way",
        note=f"Others are team leaders and support. Floor area at {_basis(people)}. Leave, sickness and breaks never "
        "enter: an agent who is away takes no desk.",
    )


def _people(release: Release) -> pd.DataFrame:
    people = release.tables["people"]
    names = {**release.authority_names, ALL: "All together"}
    return people.assign(
        way=named(people["way"], WAYS),
        authority=named(people["authority"], names),
        others_full_time_equivalents=people["team_leaders_full_time_equivalents"]
        + people["support_full_time_equivalents"],
        other_desks=people["team_leader_desks"] + people["support_desks"],
    )


def _basis(people: pd.DataFrame) -> str:
    return " or ".join(dict.fromkeys(people["floor_basis"].astype(str)))


def resilience(release: Release) -> View:
    """What goes on when the largest site of a leading option fails for a day."""
    table = release.tables["resilience"].set_index("option_id", drop=False)
    leading = [option for option in ranking.leading(release.tables["options"]) if option in table.index]
    shown, sites = table.loc[leading], site_names(release)
    findings = [_finding(row, sites) for _, row in shown.iterrows()]
    return tabulate(
        shown.assign(
            option=named(shown["option_id"], option_names(release)),
            finding=findings,
        ),
        "When the largest site fails for a day: leading options",
        (
            Column("option", "Option"),
            Column("agents_wanted", "To go on", "Agents"),
            Column("agents_kept", "Who can", "Agents"),
            Column("seats_to_find", "Seats to find", "Agents"),
            Column("contacts_lost_per_day", "Contacts", "Lost in a day"),
            Column("idle_gbp_per_day", "Idle pay (£)", "Lost in a day", _whole),
            Column("finding", "What that means"),
        ),
        row_heading="option",
        note="Contacts lost and the pay of agents who cannot work are two views of one loss, never added up. "
        "tables/resilience.csv has every option, and the value of the contacts where one is stated.",
    )


def _whole(_: str, value: float) -> str:
    """Pounds of a day, without pence."""
    return wording.number(value, wording.POUNDS)


def _finding(row: "pd.Series[object]", sites: dict[str, str]) -> str:
    """The finding with the site's name in place of its id."""
    site_id = str(row["largest_site"])
    return str(row["finding"]).replace(site_id, sites.get(site_id, site_id)) + "."


def mix(release: Release) -> View:
    """What pooling unlike queues does to waits; no rows where no queues were supplied."""
    table = release.tables["mix"]
    table = table if (table["queue"] != ALL).any() else table.head(0)
    names = {**release.authority_names, ALL: "All pooled"}
    return tabulate(
        table.assign(
            authority=named(table["authority"], names),
            queue=table["queue"].map(lambda queue: "One queue" if queue == ALL else queue),
        ),
        "Queues apart and pooled, in the half-hour planned for",
        (
            Column("authority", "Authority"),
            Column("queue", "Queue"),
            Column("contacts_share", "Contacts (%)"),
            Column("handling_time_seconds", "Handling time (seconds)"),
            Column("service_time_variation", "Variation of handling time"),
            Column("agents", "Agents on its own"),
            Column("wait_apart_seconds", "On its own", "Mean wait (seconds)"),
            Column("wait_pooled_seconds", POOLED_WAIT, "Mean wait (seconds)"),
            Column("wait_pooled_same_agents_seconds", "One queue, same agents", "Mean wait (seconds)"),
        ),
        row_heading="authority",
        note="Nobody gives up in this comparison. Variation: standard deviation of handling time over its mean.",
    )
