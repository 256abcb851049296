"""The seats that ways of working and take-ups call for, and agents through the busiest day."""

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, named, tabulate
from feasibility.tables import ALL

WAYS = {"apart": "Apart", "pooled": "Pooled in one building", "virtual": "One queue, nobody moves"}
"""Ways of working as headings."""
PEAK_DAYS = ("peak day", "peak Saturday")
BINDING = ", binding"
"""Said of the half-hour that needs most agents."""


def ways(release: Release) -> View:
    """The ways of working side by side, at the take-up of the run."""
    seats = release.tables["seats"]
    mine = seats[(seats["take_up_share"] == release.capacity.take_up_share) & (seats["authority"] == ALL)]
    gives_up = (("Contacts given up", "abandonment_share"),) if (mine["abandonment_share"] > 0).any() else ()
    rows = (
        ("Agents at once in the busiest half-hour", "agents"),
        ("What sets that number", "binding"),
        ("Busiest half-hour", "binding_half_hour"),
        ("Of the month", "planned_month"),
        ("Contacts answered within the target", "service_level_share"),
        ("Mean wait (seconds)", "answer_seconds_mean"),
        ("Time that agents are in contact", "occupancy_share"),
        *gives_up,
        ("Posts of agents, by roster", "posts"),
        ("Full-time equivalents of agents, by workload", "full_time_equivalents"),
        ("Workstations", "workstations"),
        ("Floor area, NIA (m²)", "floor_m2"),
    )
    shown = pd.DataFrame({"what": [what for what, _ in rows]})
    columns = [Column("what", "Measure")]
    for _, row in mine.iterrows():
        way = str(row["working"])
        shown[way] = [wording.figure(name, row[name]) for _, name in rows]
        columns.append(Column(way, WAYS[way], figures=True))
    return tabulate(
        shown,
        f"Ways of working side by side, at {_take_up(release.capacity.take_up_share).lower()}",
        tuple(columns),
        row_heading="what",
        note="Apart: each authority answers its own contacts, in its own centre or in a shared one; figures of the "
        "authorities are added up, or are means over contacts. With one queue any agent answers any contact. Where "
        "nobody moves, each centre keeps support of its own.",
    )


def half_hours(release: Release) -> View:
    """Agents of each half-hour of the busiest day: each authority apart, their sum, and pooled."""
    table = release.tables["half_hours"]
    table = table[table["day"].isin(PEAK_DAYS)]
    pooled = table[table["working"] == "pooled"].copy()
    apart = table[table["working"] == "apart"].pivot_table(
        index=["day", "starts"], columns="authority", values="agents"
    )
    moments = pd.MultiIndex.from_frame(pooled[["day", "starts"]])
    authorities = [str(name) for name in apart.columns]
    for name in authorities:
        pooled[name] = apart[name].reindex(moments, fill_value=0).to_numpy()
    pooled["together"] = pooled[authorities].sum(axis=1)
    most = pooled["agents"].eq(pooled["agents"].max())
    first = pooled.index == pooled.loc[most, "traffic_erlangs"].round(9).idxmax()
    pooled["starts"] = pooled["starts"] + pd.Series(first, index=pooled.index).map({True: BINDING, False: ""})
    pooled["day"] = pooled["day"].map(wording.capital)
    pooled["binding"] = pooled["binding"].map(wording.capital)
    several = set(PEAK_DAYS) <= set(table["day"])
    return tabulate(
        pooled,
        f"Agents in each half-hour of the {' and the '.join(day for day in PEAK_DAYS if day in set(table['day']))}",
        (
            Column("starts", "From"),
            Column("contacts", "Contacts"),
            *(Column(name, release.authority_names.get(name, name), "Agents apart") for name in authorities),
            Column("together", "Together", "Agents apart"),
            Column("agents", "Agents", "One queue"),
            Column("binding", "What sets it", "One queue"),
        ),
        row_heading="starts",
        by="day" if several else "",
        note="Agents at work at once, the fewest that meet every target. The half-hour marked binding is the one that "
        "workstations are planned for. tables/half_hours.csv has mean days, traffic, service level and occupancy as "
        "well.",
    )


def summary(release: Release) -> View:
    """What each take-up calls for in all, apart and pooled."""
    seats = _seats(release)
    return tabulate(
        seats[release.tables["seats"]["authority"] == ALL],
        "Agents, posts, workstations and floor area for each take-up of other channels, all authorities",
        (
            Column("take_up_share", "Take-up", figures=False),
            Column("working", "Way of working"),
            Column("agents", "At once", "Agents"),
            Column("binding", "What sets that", "Agents"),
            Column("posts", "Posts", "Agents"),
            Column("workstations", "Workstations"),
            Column("floor_m2", "NIA (m²)"),
        ),
        row_heading="take_up_share",
    )


def detail(release: Release) -> View:
    """Demand, agents and workstations of each authority at the take-up of the run."""
    seats = _seats(release)
    at = release.capacity.take_up_share
    return tabulate(
        seats[seats["take_up_share"] == at],
        f"Demand, agents and workstations by authority, at {_take_up(at).lower()}",
        (
            Column("authority", "Authority"),
            Column("working", "Way of working"),
            Column("contacts_per_year", "A year", "Contacts"),
            Column("busy_hour_contacts", "Busy hour", "Contacts"),
            Column("traffic_erlangs", "Erlangs"),
            Column("agents", "At once", "Agents"),
            Column("workstations", "Workstations"),
        ),
        row_heading="authority",
        note="tables/seats.csv has every take-up, with service level, wait and occupancy of each authority.",
    )


def _seats(release: Release) -> pd.DataFrame:
    seats = release.tables["seats"]
    names = {**release.authority_names, ALL: "All together"}
    return seats.assign(
        authority=named(seats["authority"], names),
        working=named(seats["working"], WAYS),
        binding=seats["binding"].map(wording.capital),
    )


def _take_up(share: float) -> str:
    return f"Take-up of {wording.number(share, wording.SHARE)}"
