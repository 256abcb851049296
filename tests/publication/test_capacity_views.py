"""The views of seats, people, space and resilience."""

from dataclasses import replace

import pandas as pd
import pytest

from feasibility.publication.appendices import e_capacity
from feasibility.publication.release import Capacity
from feasibility.publication.report.blocks import Bullets, Paragraph
from feasibility.publication.views import capacity, people
from tests.publication.example_release import example_release


@pytest.fixture(scope="module")
def release():
    return example_release()


def cells(view):
    """Row heading to the row's cells by heading, of the first group of rows."""
    heads = [head.text for head in view.columns]
    return {row[view.row_heading]: dict(zip(heads, row, strict=True)) for group in view.groups for row in group.rows}


def with_table(release, name, table):
    return replace(release, tables={**release.tables, name: table})


def test_ways_stand_side_by_side_at_the_take_up_of_the_run(release):
    shown = cells(capacity.ways(release))
    agents = shown["Agents at once in the busiest half-hour"]
    assert agents["Apart"] == "48"
    assert agents["Pooled in one building"] == "47"
    assert shown["Posts of agents, by roster"]["Apart"] == "76.0"
    assert shown["What sets that number"]["Pooled in one building"] == "occupancy cap"
    assert "Contacts given up" not in shown
    later = cells(capacity.ways(replace(release, capacity=Capacity(take_up_share=0.15))))
    assert later["Agents at once in the busiest half-hour"]["Apart"] == "41"


def test_contacts_given_up_are_shown_where_callers_give_up(release):
    seats = release.tables["seats"].assign(abandonment_share=0.021)
    shown = cells(capacity.ways(with_table(release, "seats", seats)))
    assert shown["Contacts given up"]["Apart"] == "2.1%"


def test_half_hours_of_the_peak_day_name_the_binding_one(release):
    view = capacity.half_hours(release)
    shown = cells(view)
    assert list(shown) == ["09:30", "10:00, binding"]  # the mean weekday is left to the file
    # Bexley 18 and Bromley 30 apart are 48; one queue takes 47.
    row = shown["10:00, binding"]
    assert (row["Bexley"], row["Bromley"], row["Together"], row["Agents"]) == ("18", "30", "48", "47")
    assert [group.title for group in view.groups] == [""]


def test_a_peak_saturday_gets_rows_of_its_own(release):
    table = release.tables["half_hours"]
    saturday = table[table["day"] == "peak day"].assign(day="peak Saturday", agents=3, traffic_erlangs=1.0)
    view = capacity.half_hours(with_table(release, "half_hours", pd.concat([table, saturday], ignore_index=True)))
    assert [group.title for group in view.groups] == ["Peak day", "Peak Saturday"]
    assert [row[0] for group in view.groups for row in group.rows].count("10:00, binding") == 1


def test_people_and_desks_never_share_a_table(release):
    staff, space = people.staff(release), people.space(release)
    heads, desks = ({h.text for h in (*v.columns, *v.over)} for v in (staff, space))
    assert "Staff needed" in heads
    assert not {"Workstations", "Desks", "NIA (m²)"} & heads
    assert "Workstations" in desks
    assert not {"Staff needed", "Full-time equivalents by workload", "Posts of agents"} & desks
    assert "Training places" in desks  # rooms are shown where there are any
    bare = release.tables["people"].assign(rooms_m2=0.0)
    assert "Training places" not in {h.text for h in people.space(with_table(release, "people", bare)).columns}


def test_resilience_names_the_site_and_not_its_id(release):
    view = people.resilience(release)
    text = " ".join(cell for group in view.groups for row in group.rows for cell in row)
    assert "civic-bromley" not in text
    assert "fallback seats are missing." in text
    idle = release.tables["resilience"].assign(idle_gbp_per_day=1234.56)
    shown = cells(people.resilience(with_table(release, "resilience", idle)))
    assert {row["Idle pay (£)"] for row in shown.values()} == {"1,235"}


def test_queues_are_shown_only_where_they_were_supplied(release):
    assert people.mix(release).groups
    alone = release.tables["mix"].assign(queue="all")
    assert people.mix(with_table(release, "mix", alone)).groups == ()


def test_the_appendix_says_the_warning_of_the_queues_and_the_least_volume(release):
    queues = ("Pooling unlike queues can hurt.", "So can two shifts.")
    part = e_capacity.part(replace(release, capacity=Capacity(volume="18.9 m³ for each person.", queues=queues)))
    assert any(isinstance(block, Paragraph) and "18.9 m³ for each person." in block.text for block in part.blocks)
    assert Bullets(queues) in part.blocks
