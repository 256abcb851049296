"""The weights in words, on each side of every threshold."""

import pytest

from feasibility.appraisal.weight_space import words
from feasibility.appraisal.weight_space.words import Nearest, Share

SOME = Share(0.81, can=True, only=False)


def said(**more):
    told = {
        "leads": True,
        "anywhere": SOME,
        "in_order": Share(0.96, can=True, only=False),
        "near": (Share(1.0, can=True, only=True), 0.25),
        "nearest": Nearest("staff travel", 0.3, 0.12, False, "Erith"),
        "next_best": ("Erith", 0.15),
        "counts": (3, 204, 10_000),
    }
    return words.sentences("Sidcup", **{**told, **more})


def test_the_whole_of_it():
    assert said() == (
        "By value alone, Sidcup is first for 81% of all weights, for 96% of those that keep the stated order of "
        "importance and for all of those within 25% of the stated ones.",
        "Erith leads if staff travel is worth less than 12% of the whole (stated: 30%).",
        "Next comes Erith, first for 15%; of 204 options, 3 can be first for some weights.",
    )


def test_whatever_the_weights():
    assert said(anywhere=Share(1.0, can=True, only=True)) == ("By value alone, Sidcup is first whatever the weights.",)


def test_never_first():
    assert said(anywhere=Share(0.0, can=False, only=False)) == (
        "By value alone, no weights put Sidcup first.",
        "Erith is first for more of them than any other option: 15%; of 204 options, 3 can be first for some weights.",
    )


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (Share(0.0, can=False, only=False), "none"),
        (Share(0.0, can=True, only=False), "under 1%"),  # never drawn, yet possible
        (Share(0.0099, can=True, only=False), "under 1%"),
        (Share(0.01, can=True, only=False), "1%"),
        (Share(0.99, can=True, only=False), "99%"),
        (Share(0.9901, can=True, only=False), "over 99%"),
        (Share(1.0, can=True, only=False), "over 99%"),  # always drawn, yet another can
        (Share(1.0, can=True, only=True), "all"),
    ],
)
def test_all_and_none_are_kept_for_what_is_proved(share, text):
    assert words.share(share) == text


def test_more_weights_for_another_only_beyond_what_the_draws_may_be_out_by():
    # Shares of 40% and x: the error of their difference is sqrt((0.4 + x - (x - 0.4)^2) / 10000), 0.0091 at 42%.
    forty = Share(0.40, can=True, only=False)
    assert said(anywhere=forty, next_best=("Erith", 0.42))[2].startswith("More weights, 42%, put Erith first; of 204")
    assert said(anywhere=forty, next_best=("Erith", 0.415))[2].startswith(
        "No majority of weights puts it first; Erith is first for 42%; of 204"
    )


def test_a_majority_is_half():
    half = Share(0.5, can=True, only=False)
    assert said(anywhere=half)[2].startswith("Next comes Erith")
    assert said(anywhere=Share(0.4999, can=True, only=False))[2].startswith("No majority")
    assert said(anywhere=half, next_best=None)[2] == "Of 204 options, 3 can be first for some weights."


def test_the_nearest_change_either_way():
    more = Nearest("cost", 0.3, 0.304, True, "Erith")
    assert said(nearest=more)[1] == "Erith leads if cost is worth more than 30.4% of the whole (stated: 30.0%)."
    assert said(nearest=None)[1] == (
        "No single weight, from nothing to the whole with the others in proportion, puts another option first."
    )
    assert said(nearest=None, leads=False)[1].endswith("puts Sidcup first.")


def test_shares_are_told_apart_by_as_few_decimals_as_do():
    assert words.shown(0.12, 0.30) == ("12%", "30%")
    assert words.shown(0.304, 0.30) == ("30.4%", "30.0%")
    assert words.shown(0.3004, 0.30) == ("30.04%", "30.00%")
    assert words.shown(0.3, 0.3) == ("30.00%", "30.00%")


def test_the_note_says_how_far_out_the_draws_may_be():
    # Two standard errors of a half: 2 sqrt(0.25 / 10000) = 0.01.
    note = words.note(10_000, 0.25)
    assert "10,000 sets of weights" in note
    assert "right to 1.0 percentage points" in note
    assert "within 25% of itself" in note
    assert "1 set of weights" in words.note(1, 0.25)
