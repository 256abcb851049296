import math

import pytest

from feasibility import wording


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("total_npc_gbp", 1_234_567.5, "1,234,568"),  # halves go away from nought
        ("travel_npc_gbp", -12_345.4, "−12,345"),
        ("travel_npc_gbp", 12.0, "+12"),
        ("travel_npc_gbp", -0.4, "0"),  # what rounds to nought carries no sign
        ("travel_change_minutes_mean", 3.25, "+3.3"),
        ("before_minutes_p90", 47.04, "47.0"),
        ("worse_15_share", 0.125, "13%"),
        ("above_best_share", 0.0226, "2.3%"),
        ("rent_gbp_per_m2_per_year", 118.357, "118.36"),
        ("nia_m2", 2070.0, "2,070"),
        ("first_year", 2010, "2010"),
        ("workstations", 1089, "1,089"),
        ("traffic_erlangs", 69.2, "69.2"),
        ("cash_npc_gbp", math.nan, wording.MISSING),
        ("suppressed", True, "yes"),
        ("notes", "as it is", "as it is"),
    ],
)
def test_figures_are_written_by_their_unit(column: str, value: object, words: str):
    assert wording.figure(column, value) == words


def test_rankings_are_to_the_nearest_thousand():
    assert wording.thousands("total_npc_gbp", 1_195_499) == "1,195,000"
    assert wording.thousands("total_npc_gbp", 1_195_500) == "1,196,000"
    assert wording.thousands("travel_npc_gbp", -27_600) == "−28,000"


def test_pounds_in_sentences_put_the_sign_first():
    assert wording.pounds(-12_345.6) == "−£12,346"
    assert wording.pounds(1_195_400, nearest_1000=True) == "£1,195,000"
    assert wording.pounds(math.nan) == wording.MISSING


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("total_npc_gbp", 1_234.567, "1234.57"),
        ("total_npc_gbp", -0.001, "0.00"),
        ("worse_15_share", 1 / 3, "0.333333"),
        ("heads", math.nan, ""),
        ("change_minutes_mean", -3.25, "-3.250"),
    ],
)
def test_files_hold_fixed_decimals_and_a_plain_hyphen(column: str, value: float, text: str):
    assert wording.tidy(column, value) == text


def test_counts_and_lists_read_as_words():
    assert wording.counted(1, "option") == "1 option"
    assert wording.counted(1200, "option") == "1,200 options"
    assert wording.joined(("a", "b", "c")) == "a, b and c"
    assert wording.joined(("a",)) == "a"


def test_a_list_of_choices_leaves_the_words_inside_each_alone():
    assert wording.joined(("bread and butter", "jam"), last="or") == "bread and butter or jam"
    assert wording.joined(("rent", "rates", "joining"), last="or") == "rent, rates or joining"
    assert wording.joined(("rent",), last="or") == "rent"


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.0, "none"),
        (0.001, "under 5%"),
        (0.02, "under 5%"),
        (0.03, "about 5%"),
        (0.172, "about 15%"),
        (0.97, "about 95%"),
        (0.99, "over 95%"),  # one home of a hundred
        (1.0, "all"),
        (float("nan"), wording.MISSING),
    ],
)
def test_a_share_of_homes_tells_of_no_single_one(share: float, words: str):
    assert wording.share_of_homes(share) == words


def test_only_the_first_letter_becomes_a_capital():
    assert wording.capital("bus 269 to Erith") == "Bus 269 to Erith"
    assert wording.capital("") == ""
