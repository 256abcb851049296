"""The seats each take-up calls for, with each authority apart and all pooled."""

import pandas as pd

from feasibility import wording
from feasibility.publication.appendix.view import Column, View, named, tabulate
from feasibility.publication.release import Release
from feasibility.tables import ALL

_AGENTS = (
    Column("agents_service_level", "For service level", "Agents at once"),
    Column("agents", "With occupancy cap", "Agents at once"),
)


def _seats(release: Release) -> pd.DataFrame:
    seats = release.tables["seats"]
    names = {**release.authority_names, "all": "All together"}
    take_up = [f"Take-up of {wording.number(share, wording.SHARE)}" for share in seats["take_up_share"]]
    return seats.assign(
        authority=named(seats["authority"], names),
        take_up=take_up,
        working=seats["working"].str.capitalize(),
        binding=seats["binding"].str.capitalize(),
    )


def summary(release: Release) -> View:
    """What each take-up calls for in all, apart and pooled."""
    seats = _seats(release)
    return tabulate(
        seats[release.tables["seats"]["authority"] == ALL],
        "Agents, workstations and floor area for each take-up of other channels, all authorities",
        (
            Column("take_up_share", "Take-up (% of contacts)", figures=False),
            Column("working", "Way of working"),
            *_AGENTS,
            Column("binding", "What sets the number"),
            Column("full_time_equivalents", "Staff (FTE)"),
            Column("workstations", "Workstations"),
            Column("floor_m2", "Floor area, NIA (m²)"),
        ),
        row_heading="take_up_share",
        note="Apart: each authority answers its own contacts. Pooled: any agent answers any contact.",
    )


def detail(release: Release) -> View:
    """Every figure of the capacity model, by authority."""
    return tabulate(
        _seats(release),
        "Capacity by authority: demand, agents and service",
        (
            Column("authority", "Authority"),
            Column("working", "Way of working"),
            Column("contacts_per_year", "Contacts a year"),
            Column("busy_hour_contacts", "Busy-hour contacts"),
            Column("traffic_erlangs", "Traffic (erlangs)"),
            *_AGENTS,
            Column("occupancy_share", "Occupancy (%)"),
            Column("service_level_share", "Service level (%)"),
            Column("answer_seconds_mean", "Mean answer (seconds)"),
            Column("workstations", "Workstations"),
        ),
        row_heading="authority",
        by="take_up",
    )
