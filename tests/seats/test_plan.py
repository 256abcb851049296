"""The table of seats against the worked numbers of the study."""

import pandas as pd
import pytest
from pydantic import ValidationError

from feasibility import seats
from feasibility.errors import InputError
from feasibility.scenario.seats import SeatsSettings
from feasibility.seats import demand, space

TWO = {"bromley": 800_000.0, "bexley": 450_000.0}
NO_CAP = SeatsSettings(occupancy_cap_share=1.0)


def changed(base: SeatsSettings, **changes) -> SeatsSettings:
    return SeatsSettings(**{**base.model_dump(), **changes})


def agents(settings: SeatsSettings, contacts=TWO, take_up=0.0) -> dict[tuple[str, str], int]:
    table = seats.plan(contacts, settings)
    at = table[table["take_up_share"] == take_up]
    return at.set_index(["working", "authority"])["agents"].to_dict()


def row(table: pd.DataFrame, working: str, authority: str, take_up: float = 0.0) -> pd.Series:
    return table.set_index(["take_up_share", "working", "authority"]).loc[(take_up, working, authority)]


def test_busy_hour_of_a_peak_month_monday():
    # 800,000 / 253 x 1.25 x 1.20 x 0.14 = 664.03; 450,000 -> 373.52; both 1,037.55: shown as 664, 374 and 1,038
    hours = [demand.busy_hour(n, NO_CAP) for n in (800_000, 450_000, 1_250_000)]
    assert [round(h) for h in hours] == [664, 374, 1038]
    assert [round(h, 2) for h in hours] == [664.03, 373.52, 1037.55]
    # rounded hours do not add up (664 + 374 = 1,038 by luck of two roundings); unrounded ones do
    assert hours[0] + hours[1] == pytest.approx(hours[2], rel=1e-15)


WORKED = {
    # handling time: Bromley erlangs and agents, Bexley, apart, pooled, occupancy pooled (%), capped apart, pooled
    180.0: (33.2, 38, 18.7, 23, 61, 51.9, 58, 89, 63, 62),
    240.0: (44.3, 50, 24.9, 30, 80, 69.2, 76, 91, 83, 82),
    300.0: (55.3, 62, 31.1, 37, 99, 86.5, 94, 92, 103, 102),
    360.0: (66.4, 74, 37.4, 44, 118, 103.8, 113, 92, 123, 123),
}


@pytest.mark.parametrize("handling", WORKED)
def test_apart_and_pooled_at_four_handling_times(handling):
    settings = changed(NO_CAP, handling_time_seconds=handling)
    table = seats.plan(TWO, settings)
    bromley, bexley = row(table, "apart", "bromley"), row(table, "apart", "bexley")
    apart, pooled = row(table, "apart", "all"), row(table, "pooled", "all")
    capped = agents(changed(settings, occupancy_cap_share=0.85))
    assert (
        round(bromley["traffic_erlangs"], 1),
        bromley["agents"],
        round(bexley["traffic_erlangs"], 1),
        bexley["agents"],
        apart["agents"],
        round(pooled["traffic_erlangs"], 1),
        pooled["agents"],
        round(pooled["occupancy_share"] * 100),
        capped["apart", "all"],
        capped["pooled", "all"],
    ) == WORKED[handling]
    assert capped["apart", "all"] == capped["apart", "bromley"] + capped["apart", "bexley"]


def test_cap_binds_for_bromley_and_is_slack_for_bexley():
    # at 240 s: 44.27 / 0.85 = 52.1 -> 53 over 50 for 80 in 20; 24.90 / 0.85 = 29.3 -> 30, as 80 in 20 asks already
    table = seats.plan(TWO, SeatsSettings())
    bromley, bexley, together = (row(table, "apart", name) for name in ("bromley", "bexley", "all"))
    assert (bromley["agents_service_level"], bromley["agents"], bromley["binding"]) == (50, 53, "occupancy cap")
    assert (bexley["agents_service_level"], bexley["agents"], bexley["binding"]) == (30, 30, "service level")
    assert (together["agents_service_level"], together["binding"]) == (80, "occupancy cap and service level")
    assert (table["occupancy_share"] <= 0.85).all()
    assert (table["service_level_share"] >= 0.8).all()


def test_mean_day_and_extreme_month():
    mean = agents(changed(NO_CAP, peak_month_factor=1.0, peak_day_factor=1.0))
    assert list(mean.values()) == [21, 35, 56, 52]
    # the peak month of a council-tax line, 1.48 times its mean month
    march = agents(changed(NO_CAP, peak_month_factor=1.48))
    assert list(march.values()) == [35, 59, 94, 89]
    longer = agents(changed(NO_CAP, peak_month_factor=1.48, handling_time_seconds=300.0))
    assert list(longer.values()) == [43, 73, 116, 111]


TAKE_UP = {
    0.0: (1_250_000, (80, 76), (99, 94)),
    0.05: (1_187_500, (77, 73), (94, 90)),
    0.10: (1_125_000, (73, 69), (89, 85)),
    0.15: (1_062_500, (69, 65), (86, 81)),
    0.20: (1_000_000, (66, 62), (81, 77)),
}


@pytest.mark.parametrize("take_up", TAKE_UP)
def test_take_up(take_up):
    left, four_minutes, five_minutes = TAKE_UP[take_up]
    for handling, expected in ((240.0, four_minutes), (300.0, five_minutes)):
        table = seats.plan(TWO, changed(NO_CAP, handling_time_seconds=handling))
        apart, pooled = row(table, "apart", "all", take_up), row(table, "pooled", "all", take_up)
        assert (apart["agents"], pooled["agents"]) == expected
        assert apart["contacts_per_year"] == pooled["contacts_per_year"] == pytest.approx(left)


def test_staff_over_the_year():
    # 800,000 x 240 s = 53,333 h; a contract gives 36 x 52 x 0.7 x 0.8 = 1,048.3 h: 50.9
    table = seats.plan(TWO, NO_CAP)
    fte = [row(table, way, who)["full_time_equivalents"] for way, who in
           (("apart", "bromley"), ("apart", "bexley"), ("pooled", "all"))]  # fmt: skip
    assert [round(n, 1) for n in fte] == [50.9, 28.6, 79.5]
    # 50.88 / 0.8 = 63.6 and 28.62 / 0.8 = 35.8: the heads behind them
    assert [seats.heads(n, 0.8) for n in fte[:2]] == [64, 36]
    longer = seats.plan(TWO, changed(NO_CAP, handling_time_seconds=300.0))
    fte = [row(longer, way, who)["full_time_equivalents"] for way, who in
           (("apart", "bromley"), ("apart", "bexley"), ("pooled", "all"))]  # fmt: skip
    assert [round(n, 1) for n in fte] == [63.6, 35.8, 99.4]


def test_shrinkage_moves_heads_and_never_seats():
    usual, shrunk = (seats.plan(TWO, changed(NO_CAP, shrinkage_share=share)) for share in (0.3, 0.4))
    seat_columns = ["agents", "workstations", "floor_m2"]
    pd.testing.assert_frame_equal(usual[seat_columns], shrunk[seat_columns])
    # (1 - 0.3) / (1 - 0.4) = 7/6
    assert (shrunk["full_time_equivalents"] / usual["full_time_equivalents"]).tolist() == pytest.approx([7 / 6] * 20)


def test_workstations_and_floor_of_the_pooled_centre():
    # 76 agents + 76 / 12 = 6.3 -> 7 team leaders + 6 support = 89
    assert row(seats.plan(TWO, NO_CAP), "pooled", "all")["workstations"] == 89
    # 94 agents + 8 + 6 = 108, "about 110"
    longer = changed(NO_CAP, handling_time_seconds=300.0)
    assert row(seats.plan(TWO, longer), "pooled", "all")["workstations"] == 108
    assert [round(space.floor_m2(90, m2), 1) for m2 in (8, 9.6, 10, 11.8)] == [720, 864, 900, 1062]


def test_each_authority_apart_has_its_own_team_leaders_and_support():
    # Bexley 30 + ceil(30/12) 3 + 4 = 37; Bromley, capped, 53 + 5 + 4 = 62; pooled 82 + 7 + 6 = 95
    need = seats.required(seats.plan(TWO, SeatsSettings()), SeatsSettings())
    assert need.workstations_apart == {"bexley": 37, "bromley": 62}
    assert (need.working, need.workstations, need.workstations_pooled, need.floor_m2) == ("pooled", 95, 95, 950)
    apart = seats.required(seats.plan(TWO, SeatsSettings()), SeatsSettings(), "apart")
    assert (apart.working, apart.workstations, apart.floor_m2) == ("apart", 99, 990)
    assert [round(n, 1) for n in need.full_time_equivalents.values()] == [28.6, 50.9]


def test_run_uses_its_own_take_up_even_where_it_is_not_one_of_those_shown():
    settings = SeatsSettings(take_up_share=0.12, take_up_shares_shown=(0.0, 0.2))
    table = seats.plan(TWO, settings)
    assert table["take_up_share"].unique().tolist() == [0.0, 0.12, 0.2]
    assert seats.required(table, settings).take_up_share == 0.12
    assert seats.required(table, settings).workstations < row(table, "pooled", "all")["workstations"]


def test_harder_contacts_can_cancel_take_up():
    # 20 % fewer contacts, each 25 % longer: 0.8 x 1.25 = 1, the same traffic as before
    settings = changed(NO_CAP, handling_time_rise_per_take_up=1.25)
    table = seats.plan(TWO, settings)
    assert row(table, "pooled", "all", 0.2)["traffic_erlangs"] == pytest.approx(
        row(table, "pooled", "all")["traffic_erlangs"]
    )


def test_a_third_authority_joins():
    # Croydon at 0.83m contacts: 50 + 30 + 52 = 132 apart, 123 pooled; at five minutes 163 and 153
    three = {**TWO, "croydon": 830_000.0}
    found = agents(NO_CAP, three)
    assert [found["apart", n] for n in ("bromley", "bexley", "croydon", "all")] == [50, 30, 52, 132]
    assert found["pooled", "all"] == 123
    longer = agents(changed(NO_CAP, handling_time_seconds=300.0), three)
    assert (longer["apart", "all"], longer["pooled", "all"]) == (163, 153)


def test_workstations_a_floor_holds():
    assert space.workstations_held(950, 10) == 95
    assert space.workstations_held(949.9, 10) == 94
    # 99 x 9.6 = 950.4, which binary fractions put a hair off
    assert space.workstations_held(950.4, 9.6) == 99


def test_order_of_authorities_does_not_matter():
    reversed_ = dict(reversed(TWO.items()))
    pd.testing.assert_frame_equal(seats.plan(TWO, NO_CAP), seats.plan(reversed_, NO_CAP))


@pytest.mark.parametrize(
    ("contacts", "said"),
    [({}, "no authority"), ({"bexley": 0.0}, "above 0"), ({"bexley": float("nan")}, "above 0"), ({"all": 5.0}, "id")],
)
def test_contacts_that_make_no_sense_are_refused(contacts, said):
    with pytest.raises(InputError, match=said):
        seats.plan(contacts, SeatsSettings())


@pytest.mark.parametrize(
    "setting", [{"service_level_share": 1.0}, {"occupancy_cap_share": 0.0}, {"working": "both"}, {"take_up_shre": 0.1}]
)
def test_settings_out_of_bounds_are_refused(setting):
    with pytest.raises(ValidationError):
        SeatsSettings(**setting)


def test_shares_shown_may_come_as_a_list_as_a_scenario_file_gives_it():
    assert SeatsSettings(take_up_shares_shown=[0.0, 0.3]).take_up_shares_shown == (0.0, 0.3)
