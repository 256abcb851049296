"""Agents at once into people, and never into desks by the way of people."""

import pandas as pd

from feasibility import seats
from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats import people
from feasibility.seats.people import Operation

APART = [Operation("apart", "bexley", 30, 28.6, 40.0, 4), Operation("apart", "bromley", 53, 50.9, 70.0, 4)]
POOLED = Operation("pooled", "all", 82, 79.5, 105.0, 6)
DESKS = ["agents", "agent_desks", "team_leader_desks", "support_desks", "workstations", "rooms_m2", "floor_m2"]


def table(operations, of_seats: SeatsSettings | None = None, settings: SpaceSettings | None = None) -> pd.DataFrame:
    found = people.table(operations, of_seats or SeatsSettings(), settings or SpaceSettings())
    return found.set_index(["way", "authority"])


def test_published_positions():
    # pyworkforce and ErlangC for R: 14 agents at 30 % shrinkage are 20 positions; 13 of the Erlang A case are 19
    found = table([Operation("pooled", "all", 14, 1.0, 1.0, 0)]).loc[("pooled", "all")]
    assert (found["agents"], found["agents_rostered"], found["agent_desks"]) == (14, 20, 14)
    found = table([Operation("pooled", "all", 13, 1.0, 1.0, 0)]).loc[("pooled", "all")]
    assert found["agents_rostered"] == 19


def test_people_of_one_operation():
    row = table([POOLED]).loc[("pooled", "all")]
    # 82 / 0.7 = 117.1 -> 118
    assert row["agents_rostered"] == 118
    # 79.5 / 0.8 = 99.4 -> 100; leaders 79.5 / 12 = 6.625, / 0.8 = 8.3 -> 9; support 6 / 0.8 = 7.5 -> 8
    assert row[["agents_heads", "team_leaders_heads", "support_heads", "heads"]].tolist() == [100, 9, 8, 117]
    assert row["full_time_equivalents"] == 79.5 + 6.625 + 6
    # 117 people share 95 desks
    assert (row["workstations"], row["floor_m2"]) == (95, 950)


def test_shrinkage_moves_people_and_no_desk():
    usual, shrunk = (table([POOLED, *APART], SeatsSettings(shrinkage_share=share)) for share in (0.25, 0.35))
    pd.testing.assert_frame_equal(usual[DESKS], shrunk[DESKS])
    # 82 / 0.75 = 109.3 -> 110; 82 / 0.65 = 126.2 -> 127
    assert [t.loc[("pooled", "all"), "agents_rostered"] for t in (usual, shrunk)] == [110, 127]


def test_hybrid_working_moves_desks_and_nobody():
    usual, hybrid = (table([POOLED], None, SpaceSettings(home_share_on_peak=h)) for h in (0.0, 0.3))
    same = [name for name in usual.columns if name not in DESKS]
    pd.testing.assert_frame_equal(usual[same], hybrid[same])
    # 82 x 0.7 = 57.4 -> 58 + 7 + 6
    assert hybrid["workstations"].tolist() == [71]


def test_authorities_apart_are_added_up_and_a_shared_queue_is_not():
    found = table([*APART, POOLED])
    assert found.index.tolist() == [("apart", "bexley"), ("apart", "bromley"), ("apart", "all"), ("pooled", "all")]
    parts, together = found.loc["apart"].drop("all"), found.loc[("apart", "all")]
    assert together["workstations"] == 37 + 62
    assert together["heads"] == parts["heads"].sum()
    # 30 / 0.7 = 42.9 -> 43 and 53 / 0.7 = 75.7 -> 76: more than 83 / 0.7 = 118.6 -> 119 would be by no chance
    assert together["agents_rostered"] == 43 + 76


def test_from_the_table_of_seats_of_the_study():
    planned = seats.plan({"bromley": 800_000.0, "bexley": 450_000.0}, SeatsSettings(), SpaceSettings()).seats
    found = people.of_seats(planned[planned["take_up_share"] == 0], SeatsSettings(), SpaceSettings())
    found = found.set_index(["way", "authority"])
    # 37 + 62 apart; 95 pooled; the pool over two centres keeps a support and a team leader's rounding in each
    assert found["workstations"].loc[[("apart", "all"), ("pooled", "all")]].tolist() == [99, 95]
    assert found.loc["virtual"].index.tolist() == ["bexley", "bromley", "all"]
    assert found.loc[("virtual", "all"), "agents"] == found.loc[("pooled", "all"), "agents"] == 82
    at_take_up = planned[planned["take_up_share"] == 0].set_index(["working", "authority"])
    both = at_take_up[["agents", "workstations", "floor_m2"]].rename_axis(["way", "authority"]).loc[found.index]
    pd.testing.assert_frame_equal(found[["agents", "workstations", "floor_m2"]], both)
    # 79.5 full-time equivalents in all, whatever the way
    assert found["agents_full_time_equivalents"].xs("all", level="authority").round(1).tolist() == [79.5] * 3


def test_no_agents_need_nobody():
    row = table([Operation("pooled", "all", 0, 0.0, 0.0, 6)]).loc[("pooled", "all")]
    assert (row["heads"], row["workstations"]) == (0, 0)
