"""The verdict where the same sites are worked in several ways."""

import pandas as pd

from feasibility.appraisal.verdict import changes, names, said


def row(option_id: str, title: str, working: str, rank: int = 1, **more: object) -> dict[str, object]:
    return {"option_id": option_id, "option": title, "working": working, "rank": rank, "sites": "mill", **more}


def test_the_same_sites_in_two_ways_are_named_once():
    ties = pd.DataFrame(
        [
            row("mill--apart", "The Mill (apart)", "apart"),
            row("mill--pooled", "The Mill (pooled)", "pooled"),
            row("yard--pooled", "The Yard (pooled)", "pooled"),
            row("virtual-pool", "Virtual pool", "virtual"),
            row("hut--apart", "The Hut (apart)", "apart"),
            row("barn--apart", "The Barn (apart)", "apart"),
        ]
    )
    # Three places of six options; the first has two ways, so two options are left.
    assert names.several(ties) == (
        "The Mill (apart or pooled); The Yard (pooled); a virtual pool with no move; and 2 more"
    )


def test_names_without_a_way_stay_as_they_are():
    assert names.several(pd.DataFrame([row("mill", "The Mill", "pooled")])) == "The Mill"


def test_the_cheapest_move_is_said_where_staying_takes_both_first_places():
    compared = pd.DataFrame(
        [
            row("do-nothing", "Do nothing", "now", 1, above_best_gbp=0.0),
            row("do-minimum", "Do minimum", "now", 2, above_best_gbp=10_000.0),
            row("mill--apart", "The Mill (apart)", "apart", 3, above_best_gbp=38_000.0),
        ]
    )
    assert said._cheapest_move(compared) == [
        "The cheapest option in which staff move is The Mill (apart), a single site, which ranks 3 and costs £38,000 "
        "more than the best."
    ]
    assert said._cheapest_move(compared.iloc[[0, 2]].assign(rank=[1, 2])) == []
    assert said._cheapest_move(compared.head(2)) == []


def line(option_id: str, name: str, place: str, rate_gbp: float, m2: float) -> dict[str, object]:
    money = {"quantity": m2, "rate_gbp": rate_gbp, "npc_gbp": rate_gbp * m2 * 10}
    return {"option_id": option_id, "line": name, "place": place, **money}


def test_owned_space_has_a_letting_value_and_space_left_behind_is_not_in_its_mean():
    compared = pd.DataFrame(
        [
            row("do-nothing", "Do nothing", "now", 1, sites="town hall", total_npc_gbp=250_000.0,
                verdict="best", unreached_heads=0.0, rent_change_to_lead_gbp_per_m2_per_year=float("nan")),
            row("mill--apart", "The Mill (apart)", "apart", 2, total_npc_gbp=300_000.0,
                verdict="behind", unreached_heads=0.0, rent_change_to_lead_gbp_per_m2_per_year=-50.0),
        ]
    )  # fmt: skip
    costs = pd.DataFrame(
        [
            line("do-nothing", "Opportunity cost of space", "town", 100, 100),
            line("do-nothing", "Opportunity cost of space", "hall", 300, 50),
            line("mill--apart", "Rent", "mill", 120, 100),
            line("mill--apart", "Not released: Opportunity cost of space", "town", 100, 100),
        ]
    )
    # Do nothing alone pays for the hall, 50 m² x 10 years: 50 000 / 500 = £100. Its mean is
    # (100 x 100 + 300 x 50) / 150 = £166.67. The Mill would need 50 off its own £120, whatever the town costs.
    assert changes.sentences(compared, costs) == [
        "The lead passes to The Mill (apart) if the letting value of space at the present centres is more than £100.00 "
        "a m² a year above the £166.67 used on average, all else unchanged.",
        "The Mill (apart) draws level if rent there is £50.00 a m² a year lower.",
    ]


def test_a_do_minimum_that_costs_nothing_more_is_no_rival():
    same = pd.DataFrame(
        [
            row("do-nothing", "Do nothing", "now", 1, total_npc_gbp=100.0),
            row("do-minimum", "Do minimum", "now", 2, total_npc_gbp=100.0),
            row("mill--apart", "The Mill (apart)", "apart", 3, total_npc_gbp=120.0),
        ]
    )
    kept, sentences = said._without_a_second_name(same)
    assert kept["option_id"].tolist() == ["do-nothing", "mill--apart"]
    assert sentences == [
        "The study gives no cost of mending the present centres, so doing the minimum is doing nothing."
    ]
    dearer = same.assign(total_npc_gbp=[100.0, 101.0, 120.0])
    assert said._without_a_second_name(dearer)[0]["option_id"].tolist() == dearer["option_id"].tolist()
