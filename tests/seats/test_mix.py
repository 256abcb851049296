"""Unlike queues joined: the approximation against exact results, and the warning where pooling hurts."""

import math

import pandas as pd
import pytest

from feasibility import seats
from feasibility.scenario.seats import SeatsSettings
from feasibility.scenario.space import SpaceSettings
from feasibility.seats import Demand, erlang, mix
from feasibility.seats.mix import Queue

TWO = {"bromley": 800_000.0, "bexley": 450_000.0}


def queues(*rows: tuple[str, str, float, float]) -> pd.DataFrame:
    columns = ["authority", "queue", "contacts_share", "handling_time_seconds"]
    return pd.DataFrame(rows, columns=columns).assign(source="Made up", status="illustrative")


USUAL = SeatsSettings()


def planned(table: pd.DataFrame | None, settings=USUAL, contacts=TWO) -> seats.Planned:
    return seats.plan(contacts, settings, SpaceSettings(), Demand(queues=table))


def test_variation_of_queues_joined():
    # equal contacts of 100 and 500 s: mean 300, mean square 130,000; cv^2 = 2 x 130,000 / 90,000 - 1 = 1.889
    two = [Queue("a", "x", 50.0, 100.0), Queue("a", "y", 50.0, 500.0)]
    assert mix.variation(two) ** 2 == pytest.approx(2 * 130_000 / 90_000 - 1)
    assert mix.variation([Queue("a", "x", 9.0, 240.0), Queue("b", "y", 1.0, 240.0)]) == pytest.approx(1)


def test_wait_is_exact_for_one_agent_and_for_queues_alike():
    # Pollaczek and Khinchine: one agent waits rate x E[S^2] / (2 (1 - load)); E[S^2] = 2 x mean of squares
    two = [Queue("a", "x", 3.0, 60.0), Queue("a", "y", 1.0, 400.0)]
    rate, load = 4 / 1800, (3 * 60 + 400) / 1800
    square = 2 * (3 * 60**2 + 400**2) / 4
    assert mix.wait_seconds(1, two) == pytest.approx(rate * square / (2 * (1 - load)))
    # alike, it is Erlang C: 100 contacts of 180 s in half an hour with 14 agents wait 7.83594 s
    alike = [Queue("a", "x", 40.0, 180.0), Queue("b", "y", 60.0, 180.0)]
    assert mix.wait_seconds(14, alike) == pytest.approx(7.83593701177724)
    assert mix.wait_seconds(10, alike) == math.inf


def test_without_queues_there_is_one_an_authority_and_nothing_to_warn_of():
    found = planned(None)
    assert found.mix[["authority", "queue"]].to_numpy().tolist() == [
        ["bexley", "all"], ["bromley", "all"], ["all", "all"],
    ]  # fmt: skip
    assert found.mix["agents"].tolist() == [30, 53, 82]
    assert found.mix["service_time_variation"].tolist() == pytest.approx([1, 1, 1])
    assert found.mix["contacts_share"].tolist() == pytest.approx([0.36, 0.64, 1])
    assert found.warnings == ()


def test_short_contacts_behind_long_ones_are_warned_of_by_name():
    # A small office of short calls joins a large one of long calls
    table = queues(
        ("bexley", "switchboard", 0.9, 40.0), ("bexley", "benefits", 0.1, 900.0), ("bromley", "benefits", 1.0, 900.0)
    )
    settings = SeatsSettings(occupancy_cap_share=1.0)
    found = planned(table, settings, {"bromley": 40_000.0, "bexley": 400_000.0})
    each = found.mix.set_index(["authority", "queue"])
    short, pooled = each.loc[("bexley", "switchboard")], each.loc[("all", "all")]
    assert short["wait_pooled_seconds"] > short["wait_apart_seconds"]
    assert pooled["service_time_variation"] > 1.5
    (warning,) = found.warnings
    assert warning.startswith("Pooling unlike queues can hurt (van Dijk and van der Sluis, 2008)")
    assert f"bexley, switchboard (40 s a contact): {short['wait_pooled_seconds']:.1f} s pooled" in warning
    for name, row in each.iterrows():
        hurt = row["wait_pooled_seconds"] > row["wait_apart_seconds"] + mix.LONGER_SECONDS and name != ("all", "all")
        assert (f"{name[0]}, {name[1]} (" in warning) == hurt, name
    # as many agents as apart: the whole waits less than with fewer, and the figures are those of the formula
    assert pooled["wait_pooled_same_agents_seconds"] < pooled["wait_pooled_seconds"]
    of_formula = erlang.measure(int(pooled["agents"]), pooled["traffic_erlangs"],
                                handling_time_seconds=pooled["handling_time_seconds"], answer_seconds=20.0)  # fmt: skip
    assert pooled["wait_pooled_seconds"] == pytest.approx(
        of_formula.answer_seconds_mean * (1 + pooled["service_time_variation"] ** 2) / 2
    )


def test_queues_alike_are_never_warned_of():
    found = planned(queues(("all", "tax", 0.5, 240.0), ("all", "waste", 0.5, 240.0)))
    assert len(found.mix) == 5
    assert found.warnings == ()


def test_handling_times_rise_with_take_up_as_their_authority_does():
    table = queues(("all", "tax", 0.5, 300.0), ("all", "waste", 0.5, 180.0))
    settings = SeatsSettings(handling_time_rise_per_take_up=0.5, take_up_share=0.2)
    # 1 + 0.5 x 0.2 = 1.1
    seconds = planned(table, settings).mix.set_index(["authority", "queue"])["handling_time_seconds"]
    assert seconds["bexley", "tax"] == pytest.approx(330)
    assert seconds["bexley", "waste"] == pytest.approx(198)


def test_waits_are_those_of_callers_who_stay_whatever_the_plan_allows():
    table = queues(("all", "tax", 0.5, 300.0), ("all", "waste", 0.5, 180.0))
    gives_up = planned(table, SeatsSettings(queue="erlang-a", abandonment_share_max=0.05, patience_seconds=30.0))
    pd.testing.assert_frame_equal(planned(table).mix, gives_up.mix)
