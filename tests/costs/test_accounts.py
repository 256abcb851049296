"""Lines of options put together, against sums done by hand."""

import time
from dataclasses import replace

import pytest

from feasibility.costs.accounts import cash_quarterly, gathered, npc_by_option
from feasibility.costs.lines import Line, quantities
from feasibility.costs.timeline import Timeline
from feasibility.tables import STATUSES
from tests.costs.ledgers import FIT_OUT, OWNED, RATES, RENT, TENTH_OFF, TRAVEL, UPKEEP, YEARS, book

MOVE = book(RENT, FIT_OUT, RATES, OWNED)
STAY = book(OWNED, UPKEEP)


def two_options():
    """An option that moves to the hub with staff travel of its own, and one that stays."""
    moves = quantities(MOVE, {"hub": 3}, ["old"], stays=False)
    stays = quantities(STAY, {}, ["old"], stays=True)
    return gathered([("hub", MOVE, moves, [TRAVEL]), ("stay", STAY, stays, [])])


def row(accounts, option_id, line_id):
    lines = accounts.costs
    return lines[(lines["option_id"] == option_id) & (lines["line_id"] == line_id)].iloc[0]


def test_lines_stand_in_the_order_given():
    accounts = two_options()
    assert list(zip(accounts.costs["option_id"], accounts.costs["line_id"], strict=True)) == [
        ("hub", "rent@hub"), ("hub", "fit-out@hub"), ("hub", "rates@hub"), ("hub", "owned@old"), ("hub", "travel@all"),
        ("stay", "owned@old"), ("stay", "upkeep@old"),
    ]  # fmt: skip
    assert accounts.costs.index.equals(accounts.quarterly.index)
    assert accounts.costs.index.equals(accounts.shares.index)
    assert accounts.factors == TENTH_OFF


def test_figures_of_a_line_with_bias_and_vat():
    # 2,000 in year 0; bias 25 % = 500; VAT 10 % of the rate = 200; cash 2,700; present cost 2,500 without VAT.
    found = row(two_options(), "hub", "fit-out@hub")
    figures = ["quantity", "rate_gbp", "real_gbp", "bias_gbp", "vat_gbp", "cash_gbp", "npc_gbp"]
    assert found[figures].to_list() == pytest.approx([1, 2_000, 2_000, 500, 200, 2_700, 2_500])
    assert (found["first_quarter"], found["last_quarter"]) == ("2010-11 Q2", "2010-11 Q2")
    assert (found["kind"], found["payer"]) == ("capital", "shared")


def test_a_yearly_line_is_discounted_quarter_by_quarter():
    # 100 m2 x 10 in the second year = 1,000; at 0.9: 900.
    found = row(two_options(), "hub", "rent@hub")
    assert found[["quantity", "real_gbp", "cash_gbp", "npc_gbp"]].to_list() == pytest.approx([100, 1_000, 1_000, 900])
    assert (found["first_quarter"], found["last_quarter"]) == ("2011-12 Q1", "2011-12 Q4")


@pytest.mark.parametrize(
    ("line_id", "cash_gbp", "npc_gbp", "kind"),
    [
        ("rates@hub", 400, 0, "revenue"),  # a tax: cash, no resource
        ("owned@old", 0, 1_520, "revenue"),  # a resource, no cash: 800 + 800 x 0.9
        ("travel@all", 0, 270, "travel"),  # 50 h x 6 = 300 x 0.9, paid by staff
    ],
)
def test_transfers_owned_space_and_travel(line_id, cash_gbp, npc_gbp, kind):
    found = row(two_options(), "hub", line_id)
    assert (found["cash_gbp"], found["npc_gbp"], found["kind"]) == (
        pytest.approx(cash_gbp),
        pytest.approx(npc_gbp),
        kind,
    )


def test_travel_that_a_council_pays_stays_revenue():
    paid = replace(TRAVEL, line_id="pool-car@all", cash=True)
    accounts = gathered([("stay", STAY, {"upkeep@old": 1.0}, [paid])])
    assert row(accounts, "stay", "pool-car@all")["kind"] == "revenue"


def test_cash_by_quarter():
    cash = cash_quarterly(two_options())
    # Fit-out 2,700 in quarter 1; rent 250 and rates 100 a quarter from quarter 4; owned space and travel no cash.
    assert cash.loc[0:4].sum().to_list() == pytest.approx([0, 2_700, 0, 0, 350, 350, 350, 350])
    # Upkeep 400 a quarter.
    assert cash.loc[5:6].sum().to_list() == pytest.approx([400] * 8)


def test_cash_by_quarter_sums_to_the_cash_of_each_line():
    accounts = two_options()
    assert cash_quarterly(accounts).sum(axis=1).to_list() == pytest.approx(accounts.costs["cash_gbp"].to_list())
    assert accounts.quarterly.sum(axis=1).to_list() == pytest.approx(accounts.costs["real_gbp"].to_list())


def test_present_cost_of_each_option_is_that_of_its_book():
    found = npc_by_option(two_options())
    # hub: 900 + 2,500 + 0 + 1,520 + 270; stay: 1,520 + 1,600 x 1.9.
    assert found.to_dict() == pytest.approx({"hub": 5_190, "stay": 4_560})
    assert found["stay"] == pytest.approx(sum(STAY.npc_gbp(line) for line in STAY.lines))


def test_quantities_scale_a_line():
    accounts = gathered([("hub", MOVE, {"rent@hub": 250.0}, [])])
    # 250 m2 x 10 = 2,500.
    assert accounts.costs.loc[0, ["quantity", "real_gbp"]].to_list() == pytest.approx([250, 2_500])


def test_money_received_is_negative():
    receipt = replace(FIT_OUT, line_id="receipt@old", rate_gbp=-5_000.0, bias_share=0.0, vat_share=0.0)
    accounts = gathered([("stay", STAY, {}, [receipt])])
    assert accounts.costs.loc[0, ["cash_gbp", "npc_gbp"]].to_list() == pytest.approx([-5_000, -5_000])


def test_a_line_wholly_after_the_period_costs_nothing_and_has_no_quarters():
    late = replace(RENT, line_id="late@hub", timing=YEARS.once(8))
    accounts = gathered([("stay", STAY, {}, [late])])
    assert accounts.costs.loc[0, ["first_quarter", "last_quarter"]].to_list() == ["", ""]
    assert accounts.costs.loc[0, ["real_gbp", "npc_gbp"]].to_list() == [0, 0]


def test_faults_of_the_programme_are_refused():
    with pytest.raises(ValueError, match="books have 0"):
        gathered([])
    with pytest.raises(ValueError, match="books have 2"):
        gathered([("a", STAY, {}, []), ("b", book(OWNED, factors=(1.0,) * 8), {}, [])])
    with pytest.raises(ValueError, match="rent@nowhere"):
        gathered([("a", STAY, {"rent@nowhere": 1.0}, [])])
    with pytest.raises(ValueError, match="rent@hub is not laid out over the 8 quarters"):
        gathered([("a", book(replace(RENT, timing=(1.0,))), {"rent@hub": 1.0}, [])])


def test_many_options_are_put_together_quickly():
    timeline = Timeline(2010, 10)
    factors = tuple(1.035 ** -timeline.year_of(q) for q in range(timeline.quarters))

    def line(place: int, number: int) -> Line:
        return replace(
            RENT, line_id=f"line-{number}@site-{place}", place=f"site-{place}", timing=timeline.each_quarter(number),
            status=STATUSES[number % 3],
        )  # fmt: skip

    books = [book(*(line(p, n) for p in range(20) for n in range(15)), factors=factors, timeline=timeline)] * 2
    own = [replace(TRAVEL, timing=timeline.each_quarter())] * 3
    items = [
        (
            f"option-{i}",
            books[i % 2],
            quantities(books[i % 2], {f"site-{i % 20}": 1, f"site-{(i + 7) % 20}": 1}, [], stays=False),
            own,
        )
        for i in range(240)
    ]
    gathered(items[:1])  # the first check of a schema is slow: it is built then
    begun = time.process_time()
    accounts = gathered(items)
    taken_seconds = time.process_time() - begun
    assert len(accounts.costs) == 240 * 33
    # About 0.04 s where it was measured: an order of magnitude is left for a busy machine.
    assert taken_seconds < 0.5
