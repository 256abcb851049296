"""The table of seats against the worked numbers of the study, for every way of working."""

import pandas as pd
import pytest
from pydantic import ValidationError

from feasibility import seats
from feasibility.errors import InputError
from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats.operations import shared_out

TWO = {"bromley": 800_000.0, "bexley": 450_000.0}
NO_CAP = SeatsSettings(occupancy_cap_share=1.0)
SPACE = SpaceSettings()


def changed(base: SeatsSettings, **changes) -> SeatsSettings:
    return SeatsSettings(**{**base.model_dump(), **changes})


def table(settings: SeatsSettings, contacts=TWO) -> pd.DataFrame:
    return seats.plan(contacts, settings, SPACE).seats


def agents(settings: SeatsSettings, contacts=TWO, take_up=0.0) -> dict[tuple[str, str], int]:
    found = table(settings, contacts)
    at = found[found["take_up_share"] == take_up]
    return at.set_index(["working", "authority"])["agents"].to_dict()


def four(settings: SeatsSettings) -> list[int]:
    """Bexley, Bromley, both apart, pooled."""
    found = agents(settings)
    return [found[key] for key in (("apart", "bexley"), ("apart", "bromley"), ("apart", "all"), ("pooled", "all"))]


def row(of: pd.DataFrame, working: str, authority: str, take_up: float = 0.0) -> pd.Series:
    return of.set_index(["take_up_share", "working", "authority"]).loc[(take_up, working, authority)]


def test_busy_hour_of_a_peak_month_monday():
    # 800,000 / 253 x 1.25 x 1.20 x 0.14 = 664.03; 450,000 -> 373.52; both 1,037.55: shown as 664, 374 and 1,038
    found = table(NO_CAP)
    hours = [row(found, *key)["busy_hour_contacts"]
             for key in (("apart", "bromley"), ("apart", "bexley"), ("pooled", "all"))]  # fmt: skip
    assert [round(h) for h in hours] == [664, 374, 1038]
    assert [round(h, 2) for h in hours] == [664.03, 373.52, 1037.55]
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
    found = table(settings)
    bromley, bexley = row(found, "apart", "bromley"), row(found, "apart", "bexley")
    apart, pooled = row(found, "apart", "all"), row(found, "pooled", "all")
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
    found = table(SeatsSettings())
    bromley, bexley, together = (row(found, "apart", name) for name in ("bromley", "bexley", "all"))
    assert (bromley["agents_service_level"], bromley["agents"], bromley["binding"]) == (50, 53, "occupancy cap")
    assert (bexley["agents_service_level"], bexley["agents"], bexley["binding"]) == (30, 30, "service level")
    assert (together["agents_service_level"], together["binding"]) == (80, "occupancy cap and service level")
    assert (found["occupancy_share"] <= 0.85).all()
    assert (found["service_level_share"] >= 0.8).all()


def test_mean_day_and_extreme_month():
    assert four(changed(NO_CAP, peak_month_factor=1.0, peak_day_factor=1.0)) == [21, 35, 56, 52]
    # the peak month of a council-tax line, 1.48 times its mean month
    assert four(changed(NO_CAP, peak_month_factor=1.48)) == [35, 59, 94, 89]
    assert four(changed(NO_CAP, peak_month_factor=1.48, handling_time_seconds=300.0)) == [43, 73, 116, 111]


def test_callers_who_give_up():
    # Erlang A, patience of 180 s, at most 5 % given up, nothing else asked: 46 + 28 = 74 against 70
    gives_up = changed(NO_CAP, queue="erlang-a", service_level_share=0.0, abandonment_share_max=0.05)
    assert four(gives_up) == [28, 46, 74, 70]
    found = table(gives_up)
    assert set(found["binding"]) == {"abandonment"}
    assert found["abandonment_share"].between(0, 0.05, inclusive="right").all()
    # with no service level asked for, none is shown to need agents
    assert (found["agents_service_level"] == 0).all()
    # the service level on top asks for more again
    assert four(changed(gives_up, service_level_share=0.8))[3] > 70


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
        found = table(changed(NO_CAP, handling_time_seconds=handling))
        apart, pooled = row(found, "apart", "all", take_up), row(found, "pooled", "all", take_up)
        assert (apart["agents"], pooled["agents"]) == expected
        assert apart["contacts_per_year"] == pooled["contacts_per_year"] == pytest.approx(left)


def test_staff_over_the_year():
    # 800,000 x 240 s = 53,333 h; a contract gives 36 x 52 x 0.7 x 0.8 = 1,048.3 h: 50.9
    found = table(NO_CAP)
    fte = [row(found, way, who)["full_time_equivalents"] for way, who in
           (("apart", "bromley"), ("apart", "bexley"), ("pooled", "all"))]  # fmt: skip
    assert [round(n, 1) for n in fte] == [50.9, 28.6, 79.5]
    # 50.88 / 0.8 = 63.6 and 28.62 / 0.8 = 35.8: the heads behind them
    assert [seats.heads(n, 0.8) for n in fte[:2]] == [64, 36]
    longer = table(changed(NO_CAP, handling_time_seconds=300.0))
    fte = [row(longer, way, who)["full_time_equivalents"] for way, who in
           (("apart", "bromley"), ("apart", "bexley"), ("pooled", "all"))]  # fmt: skip
    assert [round(n, 1) for n in fte] == [63.6, 35.8, 99.4]


def test_shrinkage_moves_heads_and_never_seats():
    usual, shrunk = (table(changed(NO_CAP, shrinkage_share=share)) for share in (0.3, 0.4))
    seat_columns = ["agents", "workstations", "floor_m2"]
    pd.testing.assert_frame_equal(usual[seat_columns], shrunk[seat_columns])
    # (1 - 0.3) / (1 - 0.4) = 7/6
    for column in ("full_time_equivalents", "posts"):
        assert (shrunk[column] / usual[column]).tolist() == pytest.approx([7 / 6] * len(usual))


def test_workstations_and_floor_of_the_pooled_centre():
    # 76 agents + 76 / 12 = 6.3 -> 7 team leaders + 6 support = 89
    assert row(table(NO_CAP), "pooled", "all")["workstations"] == 89
    # 94 agents + 8 + 6 = 108, "about 110"
    longer = changed(NO_CAP, handling_time_seconds=300.0)
    assert row(table(longer), "pooled", "all")["workstations"] == 108


def test_what_the_study_requires_in_every_way_of_working():
    # Bexley 30 + ceil(30/12) 3 + 4 = 37; Bromley, capped, 53 + 5 + 4 = 62; pooled 82 + 7 + 6 = 95
    need = seats.required(seats.plan(TWO, SeatsSettings(), SPACE), SeatsSettings())
    assert need.workstations_now == {"bexley": 37, "bromley": 62}
    # 82 x 0.36 = 29.52 and 52.48: the half agent left goes to Bexley; 30 + 3 + 4 = 37 and 52 + 5 + 4 = 61
    assert need.workstations_virtual == {"bexley": 37, "bromley": 61}
    assert need.workstations == {"apart": 99, "pooled": 95, "virtual": 98}
    assert need.floor_m2 == {"apart": 990, "pooled": 950, "virtual": 980}
    assert need.agents == {"now": 83, "apart": 83, "pooled": 82, "virtual": 82}
    assert [round(n, 1) for n in need.full_time_equivalents.values()] == [28.6, 50.9]
    assert need.binding_half_hour == dict.fromkeys(("apart", "pooled", "virtual"), "10:00")
    assert need.posts["now"] == need.posts["apart"] > need.posts["pooled"] == need.posts["virtual"]


def test_virtual_pool_is_the_pooled_queue_at_the_present_centres():
    found = table(SeatsSettings())
    pooled, virtual = row(found, "pooled", "all"), row(found, "virtual", "all")
    centres = [row(found, "virtual", name) for name in TWO]
    moved = ["working", "workstations", "floor_m2"]
    pd.testing.assert_series_equal(
        pooled.drop(moved, errors="ignore"), virtual.drop(moved, errors="ignore"), check_names=False
    )
    for column in ("agents", "agents_service_level", "workstations", "contacts_per_year", "busy_hour_contacts",
                   "traffic_erlangs", "full_time_equivalents", "posts"):  # fmt: skip
        assert sum(centre[column] for centre in centres) == pytest.approx(virtual[column]), column


def test_agents_are_shared_out_whole():
    # 10 x 1/3 = 3.33 each: one over, and of equals the first is served first
    assert shared_out(10, {"a": 5.0, "b": 5.0, "c": 5.0}) == {"a": 4, "b": 3, "c": 3}
    assert shared_out(0, {"a": 1.0, "b": 2.0}) == {"a": 0, "b": 0}
    # 7 x 0.1 = 0.7 and 6.3: the larger remainder wins, not the larger authority
    assert shared_out(7, {"a": 10.0, "b": 90.0}) == {"a": 1, "b": 6}


def test_run_uses_its_own_take_up_even_where_it_is_not_one_of_those_shown():
    settings = SeatsSettings(take_up_share=0.12, take_up_shares_shown=(0.0, 0.2))
    planned = seats.plan(TWO, settings, SPACE)
    assert planned.seats["take_up_share"].unique().tolist() == [0.0, 0.12, 0.2]
    need = seats.required(planned, settings)
    assert need.take_up_share == 0.12
    assert need.workstations["pooled"] < row(planned.seats, "pooled", "all")["workstations"]
    # the half-hours are those of the run's own take-up
    busiest = planned.half_hours[planned.half_hours["working"] == "pooled"]["agents"].max()
    assert busiest == need.agents["pooled"]


def test_harder_contacts_can_cancel_take_up():
    # 20 % fewer contacts, each 25 % longer: 0.8 x 1.25 = 1, the same traffic as before
    found = table(changed(NO_CAP, handling_time_rise_per_take_up=1.25))
    assert row(found, "pooled", "all", 0.2)["traffic_erlangs"] == pytest.approx(
        row(found, "pooled", "all")["traffic_erlangs"]
    )


def test_simple_contacts_leave_first_and_take_their_time_with_them():
    # 30 % of contacts take 100 s. At 20 % take-up what is left takes (240 - 0.2 x 100) / 0.8 = 275 s
    settings = changed(NO_CAP, simple_contacts_share=0.3, simple_handling_time_seconds=100.0,
                       take_up_shares_shown=(0.0, 0.2, 0.3, 0.4))  # fmt: skip
    found = table(settings).set_index(["take_up_share", "working", "authority"]).xs(("pooled", "all"), level=(1, 2))
    seconds = found["traffic_erlangs"] / found["busy_hour_contacts"] * 3600
    # at 30 % all have left: (240 - 30) / 0.7 = 300 s; those who leave after them are like those who stay
    assert seconds.tolist() == pytest.approx([240, 275, 300, 300])
    # the work that leaves with 20 % of contacts is 0.2 x 100 / 240 = 8.3 % of it, not 20 %
    assert found["traffic_erlangs"][0.2] / found["traffic_erlangs"][0.0] == pytest.approx(1 - 20 / 240)


def test_simple_contacts_take_no_longer_than_the_mean():
    settings = SeatsSettings(simple_contacts_share=0.3, simple_handling_time_seconds=300.0)
    with pytest.raises(InputError) as told:
        seats.plan(TWO, settings, SPACE)
    assert [fault.split(";")[0] for fault in told.value.faults] == [
        f"seats.simple_handling_time_seconds: found 300, above the mean of {name} (240)"
        for name in ("bexley", "bromley")
    ]


def test_growth_and_contained_contacts_change_what_reaches_an_agent():
    # 1,250,000 x 1.02^5 x 0.9 = 1,242,091
    settings = changed(NO_CAP, growth_share_per_year=0.02, growth_years=5.0, contained_share=0.1)
    assert row(table(settings), "pooled", "all")["contacts_per_year"] == pytest.approx(1_250_000 * 1.02**5 * 0.9)
    # by default none: the contacts given are those that reach an agent
    assert row(table(NO_CAP), "pooled", "all")["contacts_per_year"] == 1_250_000


def test_a_third_authority_joins():
    # Croydon at 0.83m contacts: 50 + 30 + 52 = 132 apart, 123 pooled; at five minutes 163 and 153
    three = {**TWO, "croydon": 830_000.0}
    found = agents(NO_CAP, three)
    assert [found["apart", n] for n in ("bromley", "bexley", "croydon", "all")] == [50, 30, 52, 132]
    assert found["pooled", "all"] == 123
    longer = agents(changed(NO_CAP, handling_time_seconds=300.0), three)
    assert (longer["apart", "all"], longer["pooled", "all"]) == (163, 153)


def test_order_of_authorities_does_not_matter():
    usual, reversed_ = seats.plan(TWO, NO_CAP, SPACE), seats.plan(dict(reversed(TWO.items())), NO_CAP, SPACE)
    for name in ("seats", "half_hours", "mix"):
        pd.testing.assert_frame_equal(getattr(usual, name), getattr(reversed_, name))


@pytest.mark.parametrize(
    ("contacts", "said"),
    [({}, "no authority"), ({"bexley": 0.0}, "above 0"), ({"bexley": float("nan")}, "above 0"), ({"all": 5.0}, "id")],
)
def test_contacts_that_make_no_sense_are_refused(contacts, said):
    with pytest.raises(InputError, match=said):
        seats.plan(contacts, SeatsSettings(), SPACE)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"service_level_share": 1.0}, "less than 1"),
        ({"occupancy_cap_share": 0.0}, "greater than 0"),
        ({"working": "pooled"}, "Extra inputs"),
        ({"queue": "erlang-b"}, "erlang-c"),
        ({"opens": "08:15"}, 'found the text "08:15"; write a full or half hour such as "08:30"'),
        ({"opens": "18:00"}, r"closes is 18:00, not after opens \(18:00\)"),
        ({"saturday_opens": "09:00"}, "give both, or neither"),
        ({"saturday_opens": "13:00", "saturday_closes": "09:00"}, "saturday_closes is 09:00, not after"),
        ({"simple_contacts_share": 0.3}, "go together"),
        (
            {"simple_contacts_share": 0.3, "simple_handling_time_seconds": 90.0, "handling_time_rise_per_take_up": 0.5},
            "both say how the mean handling time rises",
        ),
        ({"abandonment_share_max": 0.05}, 'nobody gives up under erlang-c; write queue = "erlang-a"'),
        ({"service_level_share": 0.0, "occupancy_cap_share": 1.0}, "no target is set"),
    ],
)
def test_settings_out_of_bounds_or_at_odds_are_refused(setting, said):
    with pytest.raises(ValidationError, match=said):
        SeatsSettings(**setting)


def test_shares_shown_may_come_as_a_list_as_a_scenario_file_gives_it():
    assert SeatsSettings(take_up_shares_shown=[0.0, 0.3]).take_up_shares_shown == (0.0, 0.3)
