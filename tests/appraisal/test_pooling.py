"""What one queue spares, what that is worth, and the sentences that say so."""

import pandas as pd
import pytest

from feasibility.appraisal import pooling
from feasibility.appraisal.pooling import Pooling
from feasibility.appraisal.verdict import one_queue
from feasibility.costs import people_lines
from feasibility.costs.lines import Book
from feasibility.costs.timeline import Timeline
from feasibility.scenario.people import PeopleSettings

TWO_YEARS = Timeline(2010, 1)
"""Year 0 and year 1: eight quarters."""
POSTS = {"now": 80.0, "pooled": 76.0, "virtual": 76.0}
TITLES = {"now": ("do-nothing", "Do nothing"), "virtual": ("virtual-pool", "Virtual pool"), "pooled": ("mill", "Mill")}


def books(settings: PeopleSettings) -> dict[str, Book]:
    """Books of posts alone: a pound of year 1 is worth 90p. Pooled moves after a year, virtual after half a year."""
    quarters = {"pooled": 4, "virtual": 2}
    return {
        way: Book(
            timeline=TWO_YEARS,
            factors=(1.0,) * 4 + (0.9,) * 4,
            lines=tuple(people_lines.lines(way, POSTS, 0, quarter, TWO_YEARS, settings, {})),
            move_quarter=quarter,
        )
        for way, quarter in quarters.items()
    }


def options(**totals: float) -> pd.DataFrame:
    rows = [
        {"working": way, "option_id": TITLES[way][0], "option": TITLES[way][1], "total_npc_gbp": float(total)}
        for way, total in totals.items()
    ]
    table = pd.DataFrame(rows).sort_values("total_npc_gbp", ignore_index=True)
    return table.assign(verdict=["best"] + ["behind"] * (len(table) - 1))


@pytest.mark.parametrize("released", [0.0, 0.25])
def test_the_worth_of_posts_not_yet_given_up(released):
    settings = PeopleSettings(posts_released_share=released, post_gbp_per_year=10_000)
    found = pooling.find(POSTS, books(settings), settings)
    # 4 posts x £10 000: pooled saves year 1, 40 000 x 0.9 = 36 000; virtual half of year 0 besides, 20 000 more.
    # What the totals count already is not counted again.
    left = 1 - released
    assert found.given_up_gbp == pytest.approx({"pooled": -36_000 * left, "virtual": -56_000 * left})
    assert (found.spared, found.released_share) == (4.0, released)


def test_the_worth_is_what_the_lines_of_a_run_with_all_posts_given_up_come_to():
    none, every = (PeopleSettings(posts_released_share=share) for share in (0.0, 1.0))
    at_none, at_every = books(none)["pooled"], books(every)["pooled"]
    difference = sum(map(at_every.npc_gbp, at_every.lines)) - sum(map(at_none.npc_gbp, at_none.lines))
    assert difference < 0
    assert pooling.find(POSTS, books(none), none).given_up_gbp["pooled"] == pytest.approx(difference)


def test_nothing_is_found_where_no_way_has_one_queue():
    assert pooling.find(POSTS, {}, PeopleSettings()) is None


def test_giving_up_the_posts_changes_the_lead():
    compared = options(now=100_000, virtual=130_000, pooled=125_000)
    found = Pooling(80.0, 76.0, 0.0, {"pooled": -36_000.0, "virtual": -56_000.0})
    # Virtual: 130 000 - 56 000 = 74 000, 26 000 below doing nothing; pooled: 89 000.
    assert one_queue.sentences(compared, found) == [
        "One queue covers the same hours with 76.0 full-time posts of agents where one for each authority takes 80.0: "
        "4.0 fewer, none of them counted as given up.",
        "If all 4.0 were given up, a virtual pool with no move would cost £26,000 less than doing nothing and would "
        "lead.",
    ]


def test_giving_up_the_posts_does_not_suffice():
    compared = options(now=100_000, pooled=150_000)
    found = Pooling(80.0, 76.0, 0.5, {"pooled": -36_000.0})
    # 150 000 - 36 000 = 114 000.
    said = one_queue.sentences(compared, found)
    assert said[0].endswith("4.0 fewer, 50% of them counted as given up.")
    assert said[1] == "Even if all 4.0 were given up, Mill would cost £14,000 more than doing nothing."


def test_one_queue_that_leads_already_is_not_said_to_lead_for_its_posts():
    found = Pooling(80.0, 76.0, 0.0, {"pooled": -36_000.0})
    said = one_queue.sentences(options(now=100_000, pooled=90_000), found)
    assert said[1] == "If all 4.0 were given up, Mill would cost £46,000 less than doing nothing."


@pytest.mark.parametrize(
    ("pooled_posts", "released", "words"),
    [
        (80.0, 0.0, "it spares none"),
        (82.0, 0.0, "the posts added are counted"),
        (76.0, 1.0, "all of them counted as given up"),
    ],
)
def test_one_sentence_where_nothing_is_left_to_give_up(pooled_posts, released, words):
    found = Pooling(80.0, pooled_posts, released, {"pooled": 0.0})
    (said,) = one_queue.sentences(options(now=100_000, pooled=120_000), found)
    assert words in said


def test_nothing_is_said_where_no_option_has_one_queue():
    assert one_queue.sentences(options(now=100_000), Pooling(80.0, 76.0, 0.0, {"pooled": -1.0})) == []
    assert one_queue.sentences(options(now=100_000, pooled=120_000), None) == []
