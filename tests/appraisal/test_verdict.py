"""The verdict's sentences: right words, and nothing they say is false."""

import re

import pandas as pd
import pytest

from feasibility.appraisal import verdict
from feasibility.options import DO_NOTHING
from feasibility.tables import OptionsTable, headings

YEARS = 10
"""Not discounted."""
NAMES = {"bexley": "Bexley", "bromley": "Bromley"}


def lines(option_id: str, **money: float) -> list[dict[str, object]]:
    """Cost lines of an option: rent as 100 m² at its site for ten years, everything else as one sum."""
    rows = [
        {"line": name, "kind": "capital", "unit": "one", "quantity": 1.0, "npc_gbp": gbp} for name, gbp in money.items()
    ]
    return [row | {"option_id": option_id, "place": option_id, "rate_gbp": row["npc_gbp"]} for row in rows]


def rent(option_id: str, place: str, rate_gbp: float, area_m2: float = 100.0) -> dict[str, object]:
    npc = area_m2 * rate_gbp * YEARS
    money = {"quantity": area_m2, "rate_gbp": rate_gbp, "npc_gbp": npc}
    return {"option_id": option_id, "line": "Rent", "place": place, "kind": "revenue", "unit": "m²", **money}


def options(*rows: dict[str, object], costs: pd.DataFrame, near_tie_share: float = 0.05) -> pd.DataFrame:
    """A ranked table from option id, title, sites and what else differs; totals are those of the costs."""
    from feasibility.appraisal.ranking import _against_best  # noqa: PLC0415  the columns that compare

    base = dict.fromkeys(headings(OptionsTable), 0.0)
    base |= {"reason": "", "workstations_needed": 90, "workstations_available": 120, "sourced_share": 0.1}
    base |= {"assumed_share": 0.3, "illustrative_share": 0.6}
    table = pd.DataFrame([base | row for row in rows])
    totals = costs.groupby("option_id")["npc_gbp"].sum()
    table["total_npc_gbp"] = table["option_id"].map(totals)
    table = table.sort_values("total_npc_gbp", na_position="last")
    table["rank"] = range(1, len(table) + 1)
    return _against_best(table, near_tie_share, costs)


def ranked_apart(table: pd.DataFrame, *option_ids: str) -> pd.DataFrame:
    """The table with some options out of reach: a count too small to publish, and the last ranks."""
    apart = table["option_id"].isin(option_ids)
    table = pd.concat([table[~apart], table[apart].assign(unreached_heads=float("nan"), above_best_gbp=float("nan"))])
    leader = float(table["total_npc_gbp"].iloc[0])
    above = (table["total_npc_gbp"] - leader).where(table["unreached_heads"] == 0)
    verdicts = ["best", *("behind" for _ in range(len(table) - 1))]
    return table.assign(rank=range(1, len(table) + 1), above_best_gbp=above, verdict=verdicts)


def journeys(option_id: str, *rows: tuple[str, float, float, float]) -> pd.DataFrame:
    columns = ["employer", "change_minutes_mean", "worse_15_share", "worse_30_share"]
    return pd.DataFrame(rows, columns=columns).assign(option_id=option_id, heads=100, heads_measured=100.0)


STAY = {"option_id": DO_NOTHING, "option": "Do nothing: the centres stay as they are", "sites": "civic"}
MILL = {"option_id": "mill", "option": "The Mill", "sites": "mill"}
YARD = {"option_id": "yard", "option": "The Yard", "sites": "yard"}
TINY = {"option_id": "tiny", "option": "The Hut", "sites": "tiny", "reason": "holds 5 of 90"}
UNCHANGED = journeys(DO_NOTHING, ("all", 0, 0, 0))
YARD_MOVED = journeys("yard", ("all", 3.2, 0.1, 0.0))
MOVED = journeys("mill", ("all", 3.2, 0.1, 0.0), ("bexley", -1.0, 0.0, 0.0), ("bromley", 5.64, 0.15, 0.05))


def said(table: pd.DataFrame, costs: pd.DataFrame, travelled: pd.DataFrame = UNCHANGED, share: float = 0.05):
    return verdict.told(table, costs, travelled, NAMES, years=YEARS, near_tie_share=share).sentences


@pytest.fixture
def staying_is_best():
    # Do nothing: rent 100 m² x £150 x 10 years = 150 000. The Mill: 120 000 of rent, 90 000 of joining, 20 000 less
    # travel: 190 000. The Yard: 130 000 of rent, 90 000 of joining: 220 000. The Hut cannot be had.
    costs = pd.DataFrame(
        [
            rent(DO_NOTHING, "civic", 150),
            rent("mill", "mill", 120),
            *lines("mill", **{"Joining telephony and customer records": 90_000.0}),
            *lines("mill", **{"Staff travel time added": -20_000.0}),
            rent("yard", "yard", 130),
            *lines("yard", **{"Joining telephony and customer records": 90_000.0}),
        ]
    )
    return options(STAY, MILL, YARD, TINY, costs=costs), costs


@pytest.fixture
def mill_is_best():
    # The Mill: rent 120 000 and fit-out 30 000, 150 000. The Yard: 125 000 and 31 000, 156 000: 4 % more.
    # Do nothing: 300 000, twice as much.
    costs = pd.DataFrame(
        [
            rent("mill", "mill", 120),
            *lines("mill", **{"Fit-out": 30_000.0}),
            rent("yard", "yard", 125),
            *lines("yard", **{"Fit-out": 31_000.0}),
            rent(DO_NOTHING, "civic", 300),
        ]
    )
    return options(STAY, MILL, YARD, costs=costs), costs


def test_doing_nothing_is_best(staying_is_best):
    assert said(*staying_is_best) == (
        "Doing nothing costs least over 10 years: £150,000. No shared option does better on these figures.",
        "No other option comes within 5% of it.",
        "The cheapest alternative is The Mill. It costs £40,000 more (chiefly joining telephony and customer records "
        "£90,000 more; rent £30,000 less; staff travel time £20,000 less).",
        # 40 000 over 100 m² and ten years is £40.
        "The lead passes to The Mill if rent at the present centres is more than £40.00 a m² a year above the £150.00 "
        "used, all else unchanged.",
        "The Mill draws level if rent there is £40.00 a m² a year lower.",
        "The present centres need 90 workstations; the floor area there holds 120.",
        "Nobody's journey changes.",
        "Of the money behind the answer, 10% rests on sourced figures, 30% on assumed and 60% on illustrative ones.",
    )


def test_a_site_is_best_with_a_near_tie(mill_is_best):
    assert said(*mill_is_best, MOVED) == (
        "The Mill costs least over 10 years: £150,000, with the staff's travel time counted.",
        "The Yard comes within 5% of it: on this evidence the two cannot be told apart.",
        "The next is The Yard. It costs £6,000 more (chiefly rent £5,000 more; fit-out £1,000 more).",
        "Doing nothing ranks 3 of 3 and costs £150,000 more (chiefly rent £180,000 more; fit-out £30,000 less).",
        "The lead passes to The Yard if rent at The Mill is more than £6.00 a m² a year above the £120.00 used, all "
        "else unchanged.",
        "The Yard draws level if rent there is £6.00 a m² a year lower.",
        "The Mill needs 90 workstations; the floor area there holds 120.",
        "For Bexley staff the one-way journey is 1.0 minute shorter on average; under 3% travel more than 15 minutes "
        "longer, under 3% more than 30.",
        "For Bromley staff the one-way journey is 5.6 minutes longer on average; about 15% travel more than 15 minutes "
        "longer, about 5% more than 30.",
        "Of the money behind the answer, 10% rests on sourced figures, 30% on assumed and 60% on illustrative ones.",
    )


def test_no_near_tie_where_the_share_is_narrower(mill_is_best):
    _, costs = mill_is_best
    table = options(STAY, MILL, YARD, costs=costs, near_tie_share=0.025)
    assert said(table, costs, MOVED, 0.025)[1] == "No other option comes within 2.5% of it."


class TestOutOfReach:
    """The Mill seats staff where they have no journey to: it costs least, and ranks last."""

    @pytest.fixture
    def words(self, mill_is_best):
        _, costs = mill_is_best
        return said(ranked_apart(options(STAY, MILL, YARD, costs=costs), "mill"), costs, YARD_MOVED)

    def test_others_lead_and_are_compared_with_each_other(self, words):
        assert words[0].startswith("The Yard costs least over 10 years: £156,000")
        assert words[1] == "No other option comes within 5% of it."
        assert words[2].startswith("Doing nothing comes next and costs £144,000 more")

    def test_it_is_named_and_its_cost_is_not_held_against_others(self, words):
        assert "Ranked last whatever the cost, for seating staff where they have no journey to: The Mill." in words
        assert sum("The Mill" in sentence for sentence in words) == 1

    def test_nothing_is_said_where_all_are_within_reach(self, mill_is_best):
        assert not any("no journey" in sentence for sentence in said(*mill_is_best, MOVED))

    def test_nothing_but_doing_nothing_is_within_reach(self, mill_is_best):
        _, costs = mill_is_best
        words = said(ranked_apart(options(STAY, MILL, YARD, costs=costs), "mill", "yard"), costs)
        assert words[0].startswith("Doing nothing costs least")
        assert (
            words[1] == "No other option seats everybody where they have a journey to; the reason stands beside each."
        )
        assert words[2] == "No single shared site is within reach of all staff."
        assert words[3].endswith("where they have no journey to: The Mill; The Yard.")


def test_many_near_ties_are_named_and_counted(mill_is_best):
    _, costs = mill_is_best
    twins = [{"option_id": f"t-{i}", "option": f"Twin {i}", "sites": f"t-{i}"} for i in range(4)]
    costs = pd.concat([costs, pd.DataFrame([rent(t["option_id"], t["option_id"], 156) for t in twins])])
    assert said(options(STAY, MILL, YARD, *twins, costs=costs), costs, MOVED)[1] == (
        "5 others come within 5% of it and cannot be told apart on this evidence: The Yard; Twin 0; Twin 1; and 2 more."
    )


def test_doing_nothing_as_the_only_near_tie_and_the_next():
    costs = pd.DataFrame([rent("mill", "mill", 100), rent(DO_NOTHING, "civic", 100.3)])
    words = said(options(STAY, MILL, costs=costs), costs, MOVED)
    assert words[1] == "Doing nothing comes within 5% of it: on this evidence the two cannot be told apart."
    # 300 of 100 000: not "£0".
    assert words[2] == "Doing nothing comes next and costs less than £500 more."
    assert words[3].startswith(
        "The lead passes to doing nothing if rent at The Mill is more than £0.30 a m² a year above"
    )
    assert words[4] == "Doing nothing draws level if rent at the present centres is £0.30 a m² a year lower."


def test_no_cut_in_rent_is_promised_that_exceeds_the_rent():
    # The Mill would have to pay 40 a m² less than nothing.
    costs = pd.DataFrame(
        [
            rent(DO_NOTHING, "civic", 100),
            rent("mill", "mill", 60),
            *lines("mill", Moving=140_000.0),
        ]
    )
    assert "No cut in rent alone would bring The Mill level." in said(options(STAY, MILL, costs=costs), costs)


def test_no_rent_sentence_where_both_pay_the_same_rent():
    # Both keep the same space: no rent there can tell them apart.
    both = {"option_id": "both", "option": "Both centres", "sites": "civic"}
    costs = pd.DataFrame([rent(DO_NOTHING, "civic", 100), rent("both", "civic", 100), *lines("both", Moving=50_000.0)])
    assert not any(" rent " in s for s in said(options(STAY, both, costs=costs), costs))


def test_nothing_else_can_be_had():
    costs = pd.DataFrame([rent(DO_NOTHING, "civic", 100)])
    words = said(options(STAY, TINY, costs=costs), costs)
    assert words[1] == "No other option can be had; the reason stands beside each."
    assert len(words) == 5
    assert not any("nan" in s or "not known" in s for s in words)


def test_capacity_short():
    costs = pd.DataFrame([rent(DO_NOTHING, "civic", 100), rent("mill", "mill", 200)])
    short = STAY | {"workstations_needed": 99, "workstations_available": 90}
    assert "The present centres need 99 workstations; the floor area there holds 90, 9 short." in said(
        options(short, MILL, costs=costs), costs
    )


def test_employers_too_few_to_show_are_spoken_of_together(mill_is_best):
    together = MOVED[MOVED["employer"] == "all"]
    assert [s for s in said(*mill_is_best, together) if s.startswith("For")] == [
        "For all staff together the one-way journey is 3.2 minutes longer on average; about 10% travel more than 15 "
        "minutes longer, under 3% more than 30."
    ]


def test_journeys_known_for_too_few_to_be_shown_are_said_to_be(mill_is_best):
    blank = float("nan")
    words = said(*mill_is_best, journeys("mill", ("all", blank, blank, blank)))
    assert "For all staff together the journeys known are too few to be shown." in words


def test_a_change_that_rounds_to_nought_is_none(mill_is_best):
    still = journeys("mill", ("bexley", 0.04, 0, 0))
    assert any("the one-way journey stays the same on average" in s for s in said(*mill_is_best, still))


def test_space_not_released_is_one_difference():
    costs = pd.DataFrame(
        [
            rent(DO_NOTHING, "civic", 100),
            rent("mill", "mill", 100),
            rent("mill", "civic", 30) | {"line": "Not released: Rent"},
            rent("mill", "civic", 20) | {"line": "Not released: Service charge"},
        ]
    )
    assert said(options(STAY, MILL, costs=costs), costs)[2].endswith(
        "It costs £50,000 more: all of it present space not released."
    )


def test_differences_and_the_gap_agree(staying_is_best):
    # Where all lines that differ are named, they add up to the gap: 90 - 30 - 20 = 40.
    sentence = said(*staying_is_best)[2]
    gap, *parts = re.findall(r"£([\d,]+) (more|less)", sentence)
    signed = [int(n.replace(",", "")) * (1 if way == "more" else -1) for n, way in parts]
    assert sum(signed) == int(gap[0].replace(",", ""))


@pytest.mark.parametrize("world", ["staying_is_best", "mill_is_best"])
def test_sentences_are_sentences(world, request):
    table, costs = request.getfixturevalue(world)
    for sentence in said(table, costs, UNCHANGED if world == "staying_is_best" else MOVED):
        assert sentence.endswith(".")
        assert sentence[0].isupper()
        assert "  " not in sentence
        assert "nan" not in sentence


@pytest.mark.parametrize(
    ("heads", "measured", "share", "none", "some"),
    [
        (100, 100.0, 0.2, "under 3% travel", "about 20% more"),
        (35, 35.0, 0.2, "under 10% travel", "about 20% more"),  # in steps of 20 points, which are seven staff
        (35, float("nan"), 0.2, "under 10% travel", "about 20% more"),
        (10, 10.0, 0.5, "under 25% travel", "about 50% more"),
        (10, 10.0, 1.0, "under 25% travel", "over 75% more"),
    ],
)
def test_no_share_of_staff_says_more_than_its_step(heads, measured, share, none, some):
    moved = journeys("mill", ("bexley", 1.0, 0.0, share)).assign(heads=heads, heads_measured=measured)
    costs = pd.DataFrame([rent("mill", "mill", 120), rent(DO_NOTHING, "civic", 300)])
    sentence = said(options(MILL, STAY, costs=costs), costs, moved)[-2]
    assert none in sentence and some in sentence


def left_out(*, changes: bool, drawn: list[str]) -> str:
    """What is said of one figure, the share of posts given up, that changes the winner or not, and of those drawn."""
    fragile = pd.DataFrame({"assumption_id": ["people.posts_released_share"], "changes": [changes]})
    switching = pd.DataFrame({"input_id": ["people.posts_released_share"], "input": ["the share of posts given up"]})
    return verdict.beside_draws.sentence(fragile, switching, pd.DataFrame({"assumption_id": drawn}, dtype="str"))


def test_draws_that_leave_out_what_changes_the_answer_say_so():
    assert left_out(changes=True, drawn=["costs.discount_rate"]) == (
        "The draws leave out 1 figure that by itself changes the answer: the share of posts given up."
    )


@pytest.mark.parametrize(
    ("changes", "drawn"), [(False, ["costs.discount_rate"]), (True, ["people.posts_released_share"]), (True, [])]
)
def test_draws_that_leave_out_nothing_that_matters_say_nothing(changes, drawn):
    assert left_out(changes=changes, drawn=drawn) == ""
