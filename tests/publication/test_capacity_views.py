"""The views of seats, people, space and resilience, and the chart of the busiest day."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pandas as pd
import pytest

from feasibility.publication import day_chart
from feasibility.publication import views as appendix
from feasibility.publication.release import Capacity
from feasibility.publication.views import capacity, options, people
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
    assert "Heads" in heads
    assert not {"Workstations", "Desks", "NIA (m²)"} & heads
    assert "Workstations" in desks
    assert not {"Heads", "FTE", "Rostered"} & desks
    assert "Training places" in desks  # rooms are shown where there are any
    bare = release.tables["people"].assign(rooms_m2=0.0)
    assert "Training places" not in {h.text for h in people.space(with_table(release, "people", bare)).columns}


def test_resilience_names_the_site_and_not_its_id(release):
    view = people.resilience(release)
    text = " ".join(cell for group in view.groups for row in group.rows for cell in row)
    assert "civic-bromley" not in text
    assert "fallback seats are missing." in text
    assert "Their value (£)" not in {head.text for head in view.columns}
    priced = release.tables["resilience"].assign(contacts_loss_gbp_per_day=1234.56)
    shown = cells(people.resilience(with_table(release, "resilience", priced)))
    assert {row["Their value (£)"] for row in shown.values()} == {"1,235"}


def test_queues_are_shown_only_where_they_were_supplied(release):
    assert people.mix(release).groups
    alone = release.tables["mix"].assign(queue="all")
    assert people.mix(with_table(release, "mix", alone)).groups == ()


def test_the_page_says_the_warning_of_the_queues_and_the_least_volume(release):
    said = Capacity(volume="18.9 m³ for each person.", queues=("Pooling <unlike> queues can hurt.",))
    page = appendix.page(replace(release, capacity=said))
    assert "18.9 m³ for each person." in page
    assert "Pooling &lt;unlike&gt; queues can hurt." in page


def test_the_way_of_working_stands_in_a_column_of_its_own(release):
    view = options.ranking(release)
    heads = [head.text for head in view.columns]
    ways = {row[heads.index("Way of working")] for group in view.groups for row in group.rows}
    assert "as now" in ways
    assert ways <= {"as now", "apart", "pooled", "one queue"}


def test_the_chart_says_in_words_what_it_draws(release):
    drawn = day_chart.agents(release.tables["half_hours"], {"bexley": "Bexley", "bromley": "<Bromley>"})
    root = ElementTree.fromstring(drawn)
    svg = "{http://www.w3.org/2000/svg}"
    description = root.find(f"{svg}desc").text
    assert "One queue: 44 to 47 agents, most at 10:00." in description
    assert "Apart, added up: 45 to 48 agents, most at 10:00." in description  # 17 + 28, 18 + 30
    assert "<Bromley> apart: 28 to 30 agents" in description
    lines = [p for p in root.iter(f"{svg}path") if p.get("class") == "step"]
    # Each of the four lines is drawn with a sample at its label; no two share their dashes.
    assert len(lines) == 8
    assert len({p.get("stroke-dasharray") for p in lines}) == 4
    labels = [float(t.get("y")) for t in root.iter(f"{svg}text") if (t.get("class") or "").startswith("label")]
    assert all(abs(a - b) >= 18 for n, a in enumerate(labels) for b in labels[:n])


def test_a_step_is_as_high_as_its_agents(release):
    drawn = day_chart.agents(release.tables["half_hours"], {})
    paths = re.findall(r'class="step" stroke="#1d4f7c" d="(M\S+ [^h"]+)"', drawn)
    # The axis ends at 50 over 300 pixels below 34: 44 agents lie at 34 + 300 x (1 - 44/50) = 70, 47 at 52. Two
    # half-hours share 640 pixels from 52.
    assert paths == ["M52 70.0V70.0H372.0V52.0H692.0"]


def test_no_peak_day_no_chart(release):
    assert day_chart.agents(release.tables["half_hours"].head(0), {}) == ""
