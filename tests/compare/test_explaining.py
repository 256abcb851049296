"""Which way a change is taken apart, and what is said where it cannot be: over totals made up by hand."""

import pandas as pd
import pytest

from feasibility.compare import asking, changed, explaining
from feasibility.compare.asking import REFUSED, Asker, Step
from feasibility.compare.changed import Changed
from feasibility.compare.reading import Published
from feasibility.compare.studies import Study
from feasibility.tables.comparing import ALL_ORDERS, STATED_ORDER

NOTHING, SITE = "do-nothing", "mid--pooled"


def published(place, nothing, site):
    """A run in which staying and one site are listed; a total of None cannot be had."""
    rows = [(NOTHING, "Stay", "", "now", nothing), (SITE, "Move", "mid", "pooled", site)]
    frame = pd.DataFrame(rows, columns=["option_id", "title", "sites", "working", "total_npc_gbp"])
    frame["total_npc_gbp"] = frame["total_npc_gbp"].astype(float)
    return Published(
        place=place, name=f"run-{place}", run_id=f"{place:012d}", settings={}, inputs={}, version="", draft=True,
        options=frame.assign(key=frame["option_id"], reason=["", "" if site is not None else "too small"]),
        register=pd.DataFrame(),
    )  # fmt: skip


def inputs(*keys):
    return [Changed(key, tuple(key.split(".")), "1", "2") for key in keys]


@pytest.fixture
def explained(monkeypatch):
    """The change between two made-up runs whose steps are given by a function of the inputs changed."""

    def explain(step, keys, nothing=(100.0, 100.0), site=(200.0, 260.0)):
        monkeypatch.setattr(asking, "step", lambda _first, _other, chosen, *_: step({each.key for each in chosen}))
        monkeypatch.setattr(changed, "identity", lambda *_, **__: "")
        first, other = (Study(published(n + 1, nothing[n], site[n]), None, {}) for n in (0, 1))
        change = explaining.explained(first, other, inputs(*keys), Asker(None, lambda _: None))
        return change, {each.wanted.key: each for each in change.options}

    return explain


def pence(site, nothing=10_000):
    return Step({NOTHING: nothing, SITE: site}, {})


def parts(option):
    return {" ".join(each.key for each in part.inputs): part.pence for part in option.parts}


def test_few_inputs_are_averaged_over_all_orders(explained):
    # together 10 pounds more than apart: 20 + 5 and 30 + 5
    totals = {frozenset(): 20_000, frozenset("a"): 22_000, frozenset("b"): 23_000, frozenset("ab"): 26_000}
    change, options = explained(lambda chosen: pence(totals[frozenset(chosen)]), "ab")
    assert options[SITE].way == ALL_ORDERS
    assert parts(options[SITE]) == {"a": 2_500, "b": 3_500}
    assert parts(options[NOTHING]) == {"a": 0, "b": 0}
    assert len(change.steps) == 4


def test_many_inputs_change_in_the_order_of_the_file(explained):
    # seven inputs: the nth adds n pounds, and the last 32 more to make 60
    keys = "abcdefg"
    added = dict(zip(keys, (100, 200, 300, 400, 500, 600, 3_900), strict=True))
    change, options = explained(lambda chosen: pence(20_000 + sum(added[key] for key in chosen)), keys)
    assert options[SITE].way == STATED_ORDER
    assert parts(options[SITE]) == added
    assert len(change.steps) == 8


def test_inputs_that_cannot_be_asked_apart_are_taken_as_one(explained):
    """A new authority needs the files that speak of it: neither goes without the other."""

    def step(chosen):
        if len(chosen & {"authority.new", "files.staff"}) == 1:
            return Step({}, {}, REFUSED)
        return pence(20_000 + 5_000 * ("authority.new" in chosen) + 1_000 * ("costs.x" in chosen))

    change, options = explained(step, ["authority.new", "files.staff", "costs.x"])
    # as one they go with the third in any order
    assert options[SITE].way == ALL_ORDERS
    assert parts(options[SITE]) == {"authority.new files.staff": 5_000, "costs.x": 1_000}
    assert any(step.refused == REFUSED for _, step in change.steps)


def test_inputs_that_go_together_though_apart_in_the_file_take_what_lies_between(explained):
    def step(chosen):
        if len(chosen & {"costs.a", "costs.c"}) == 1:
            return Step({}, {}, REFUSED)
        return pence(20_000 + sum({"costs.a": 4_000, "costs.b": 1_000, "costs.d": 1_000}.get(key, 0) for key in chosen))

    _, options = explained(step, ["costs.a", "costs.b", "costs.c", "costs.d"])
    assert parts(options[SITE]) == {"costs.a costs.b costs.c": 5_000, "costs.d": 1_000}
    assert options[SITE].way == ALL_ORDERS


def test_inputs_that_go_together_only_in_the_order_of_the_file_keep_it(explained):
    # b without a is refused, a without b is not
    _, options = explained(
        lambda chosen: Step({}, {}, REFUSED) if chosen == {"b"} else pence(20_000 + 3_000 * len(chosen)), "ab"
    )
    assert options[SITE].way == STATED_ORDER
    assert parts(options[SITE]) == {"a": 3_000, "b": 3_000}


def test_many_that_journeys_rest_on_are_not_measured_in_every_combination(explained):
    change, options = explained(lambda chosen: pence(20_000 + 1_500 * len(chosen)), [f"travel.x.{n}" for n in range(4)])
    assert options[SITE].way == STATED_ORDER
    assert len(change.steps) == 5


def test_an_option_that_cannot_be_had_at_a_step_says_so_and_the_others_stand(explained):
    def step(chosen):
        if chosen == {"b"}:
            return Step({NOTHING: 10_000}, {SITE: "holds 5 workstations of 9 needed: 4 short"})
        return pence(20_000 + 6_000 * ("a" in chosen))

    _, options = explained(step, "ab")
    assert options[SITE].reason == "cannot be had with b as in the run: holds 5 workstations of 9 needed: 4 short"
    assert options[SITE].parts == ()
    assert options[NOTHING].reason == ""
    assert parts(options[NOTHING]) == {"a": 0, "b": 0}


def test_an_option_that_a_run_cannot_have_says_which(explained):
    _, options = explained(lambda _: Step({NOTHING: 10_000}, {SITE: "too small"}), "a", site=(200.0, None))
    assert options[SITE].reason == "run 2 cannot have it: too small"
    assert (options[SITE].first_pence, options[SITE].other_pence) == (20_000, None)


def test_ends_that_are_not_as_published_are_not_explained(explained):
    _, options = explained(lambda chosen: pence(20_000 + 5_000 * len(chosen)), "a")
    assert options[SITE].reason == (
        "the run could not be repeated: worked out again it is £250, and £260 was published"
    )
    assert options[NOTHING].reason == ""


def test_a_last_digit_of_another_machine_is_no_difference(explained):
    _, options = explained(lambda chosen: pence(20_001 + 5_998 * len(chosen)), "a")
    assert parts(options[SITE]) == {"a": 6_000}


def test_an_end_that_cannot_be_asked_leaves_everything_unexplained(explained):
    change, options = explained(lambda chosen: Step({}, {}, REFUSED) if chosen else pence(20_000), "a")
    assert {each.reason for each in options.values()} == {"the run could not be repeated"}
    assert change.steps == ()


def test_nothing_that_a_total_rests_on_differs(explained):
    _, options = explained(lambda _: pence(20_000), "", site=(200.0, 200.0))
    assert options[SITE].parts == ()
    assert options[SITE].reason == ""
