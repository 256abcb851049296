"""The verdict's sentences at every threshold: what is said follows from the shares beside it."""

from itertools import product

import numpy as np
import pandas as pd
import pytest

from feasibility.robustness import phrases, words
from feasibility.robustness.firmness import Firmness
from feasibility.robustness.totals import Totals
from tests.robustness.tiny_trial import NAMES, SITE_NAMES, SWINGS, distribution, found, totals, won


def said(of: Firmness) -> str:
    return "\n".join(words.sentences(of, NAMES, SITE_NAMES))


@pytest.mark.parametrize(
    ("share", "called"),
    [(1.0, "firm"), (0.9, "firm"), (0.895, "firm"), (0.8949, "leaning"), (0.66, "leaning"), (0.655, "leaning"),
     (0.6549, "not separated"), (0.1, "not separated")],
)  # fmt: skip
def test_words_follow_the_whole_per_cent_shown(share: float, called: str) -> None:
    assert words.firm(share) == called


def test_no_draws_asked() -> None:
    assert words.sentences(None, NAMES) == words.NOT_ASKED
    assert "not been tried" in words.NOT_ASKED[0]


def test_firm() -> None:
    text = said(found(won({"a": 94, "b": 4, "do-nothing": 2})))
    headline = text.splitlines()[0]
    assert (
        headline
        == "Station Road is best and stays best in 94% of 100 draws of the 1 figure that has a stated distribution."
    )
    assert "cannot be separated" not in text
    assert "lean" not in text
    assert "What does stand" not in text
    assert (
        "Station Road also has the lowest mean cost and the least regret: its worst draw leaves it £100,000 above"
        in text
    )
    assert text.endswith(
        "These are shares of 100 draws of 1 figure with a stated distribution, and say nothing of whether the "
        "distributions are right; 7 figures of the register were not drawn and stood as stated."
    )


def test_what_is_drawn_besides_and_the_only_figure_that_is_not() -> None:
    text = said(found(won({"a": 100}), besides=("the staff", "the errors of journeys"), not_drawn=1))
    assert (
        "of 1 figure with a stated distribution, and of the staff and the errors of journeys, and say nothing" in text
    )
    assert text.endswith("1 figure of the register was not drawn and stood as stated.")


def test_firm_in_all_draws_and_nearly_all() -> None:
    assert "stays best in all 100 draws of" in said(found(won({"a": 100})))
    assert "stays best in more than 99% of 1,000 draws of" in said(found(won({"a": 999, "b": 1})))


def test_firm_by_a_small_lead() -> None:
    """Behind by 4 % of the best, every other option is a near-tie in every draw."""
    text = said(found(won({"a": 95, "b": 5}, behind=4)))
    assert text.splitlines()[0].endswith("a stated distribution, by a small lead.")
    assert "The difference is small: " in text
    assert "Station Road and High Street; and doing nothing come within 5% of the best in most draws" in text
    assert "by a small lead" not in said(found(won({"a": 95, "b": 5}, behind=6)))


def test_leaning() -> None:
    text = said(found(won({"a": 75, "b": 25})))
    assert text.splitlines()[0] == (
        "Station Road is best on the figures as stated and in 75% of 100 draws of the 1 figure that has a stated "
        "distribution: the evidence leans to it and does not settle it."
    )
    # both move staff and share Station Road; the ways of working differ
    assert "What does stand: staff move in the best option of 100% of draws and Station Road is shared in" in text


def test_near_a_limit() -> None:
    # 91 of 100: standard error 2.9 points, 89.5 is nearer than two of them; 97 of 100: 1.7, and it is not
    assert "so near 90%, where the words change" in said(found(won({"a": 91, "b": 9})))
    assert "where the words change" not in said(found(won({"a": 97, "b": 3})))
    assert "so near 66%" in said(found(won({"a": 68, "b": 32})))


def test_not_separated() -> None:
    of = found(won({"a": 45, "b": 35, "do-nothing": 20}))
    # 45, then 80, then 100: three are needed for nine draws in ten
    assert words.not_separated(of) == ["a", "b", "do-nothing"]
    assert said(of).splitlines()[0] == (
        "Station Road; Station Road and High Street; and doing nothing cannot be separated on this evidence: best is "
        "Station Road in 45%; Station Road and High Street in 35%; and doing nothing in 20% of draws."
    )
    of = found(won({"a": 55, "b": 40, "do-nothing": 5}))
    assert words.not_separated(of) == ["a", "b"]


def test_many_not_separated_are_counted() -> None:
    of = found(won({"a": 30, "b": 25, "c": 25, "d": 20}, ids=("do-nothing", "a", "b", "c", "d")))
    headline = said(of).splitlines()[0]
    assert headline.startswith(
        "Station Road; Station Road and High Street; High Street; and 1 more cannot be separated"
    )
    assert headline.endswith("none is best in more than 30% of 100 draws.")
    assert "staff move in the best option of 100% of draws" in said(of)


@pytest.mark.parametrize(
    ("often", "then"),
    [(95, "The stated figures lie to one side"), (70, "The draws lean to High Street"), (55, "cannot be separated")],
)
def test_the_winner_as_stated_is_not_the_one_most_often_best(often: int, then: str) -> None:
    of = won({"c": often, "a": 100 - often}, ids=("do-nothing", "a", "c"))
    now = Totals(of.gbp, of.now_gbp.mask(of.now_gbp.index == "a", 50_000.0))
    text = said(found(now))
    assert text.splitlines()[0] == (
        "Station Road costs least on the figures as stated, but High Street is best in more draws: "
        f"{often}% of 100 draws, against {100 - often}%."
    )
    assert text.splitlines()[1].find(then) >= 0


def test_cannot_be_had_in_many_draws() -> None:
    of = won({"a": 90, "b": 10})
    gbp = of.gbp.copy()
    gbp.loc[91:, "a"] = np.nan
    text = said(found(Totals(gbp, of.now_gbp)))
    assert "Station Road cannot be had in 10% of draws; whether it can is itself not known." in text
    assert "cannot be had" not in said(found(of))


def test_one_option_only() -> None:
    rows = [{"do-nothing": 5.0, "do-minimum": 5.0, "a": float("nan")}] * 3
    lines = words.sentences(found(totals(rows, {"do-nothing": 5.0, "do-minimum": 5.0, "a": float("nan")})), NAMES)
    assert (
        lines[0] == "Doing nothing is the only option that can be had in any draw: there is nothing to hold it against."
    )
    assert len(lines) == 2


def test_ties_go_to_doing_nothing_and_are_said_to_be_small() -> None:
    rows = [{"do-nothing": 100_000.0, "a": 100_000.0, "b": 200_000.0 + i} for i in range(100)]
    of = found(totals(rows, {"do-nothing": 100_000.0, "a": 110_000.0, "b": 200_000.0}))
    assert said(of).splitlines()[0].startswith("Doing nothing is best and stays best in all 100 draws")
    assert "Station Road comes within 5% of the best in most draws" in said(of)


def _swings(rows: dict[str, list[object]]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index", columns=SWINGS)


def test_doing_nothing_wins_unless() -> None:
    of = won({"do-nothing": 95, "a": 5})
    draws = pd.DataFrame({f"seats.{k}": np.linspace(0, 1, 100) for k in "pqrst"}, index=of.gbp.index)
    titles = dict(zip("pqrst", ("Handling time", "Peak factor", "NIA", "Growth", "Span"), strict=True))
    drawn = [distribution(f"seats.{k}", title) for k, title in titles.items()]
    taking = {
        "seats.p": [180.0, 300.0, -9e4, "a", 5e4, "do-nothing", 1.4e5, ""],
        "seats.q": [1.0, 1.4, 3e4, "do-nothing", -2e4, "b", 5e4, ""],
        "seats.r": [0.05, 0.2, float("nan"), "a", 1e4, "do-nothing", float("nan"), ""],
    }
    unless = next(line for line in said(found(of, draws=draws, drawn=drawn, swings=_swings(taking))).splitlines()
                  if "unless" in line)  # fmt: skip
    assert unless == (
        "Doing nothing wins unless NIA is 0.05 seconds (then it cannot be had and Station Road leads); or handling "
        "time is 180 seconds (then Station Road leads); or peak factor is 1.4 seconds (then Station Road and High "
        "Street leads): each figure moved by itself."
    )
    more = taking | {f"seats.{k}": [1.0, 2.0, -5.0, "a", -6.0, "a", 1.0, ""] for k in "st"}
    text = said(found(of, draws=draws, drawn=drawn, swings=_swings(more)))
    assert "or one of 4 more figures is at an end of its distribution" in text
    none = {"seats.p": [180.0, 300.0, 9e4, "do-nothing", 5e4, "do-nothing", 4e4, ""],
            "seats.q": [1.0, 1.4, 2e4, "do-nothing", 2e4, "do-nothing", 0.0, ""]}  # fmt: skip
    text = said(found(of, draws=draws, drawn=drawn, swings=_swings(none)))
    assert (
        "No figure by itself, at the 5th or the 95th percentile of its distribution, takes the lead from doing "
        "nothing; handling time comes nearest: at 300 seconds it leaves a lead of £50,000."
    ) in text
    still = _swings({"seats.q": none["seats.q"]})
    assert "takes the lead from doing nothing.\n" in said(found(of, draws=draws, drawn=drawn, swings=still))
    assert "unless" not in said(found(of, draws=draws, drawn=drawn))


def _learning(spread: float, draws: int = 1000) -> Firmness:
    """Moving gains or costs up to `spread` thousands with the one figure, and nothing with the other."""
    generator = np.random.default_rng(4)
    figure, idle = generator.permutation(np.linspace(-1, 1, draws)), generator.uniform(size=draws)
    index = pd.RangeIndex(1, draws + 1, name="draw")
    gbp = pd.DataFrame({"do-nothing": 500_000.0, "a": 505_000 + 1000 * spread * figure}, index=index)
    drawn = [distribution("sites.s-1.rent", "Rent (£/m²/yr), Station Road, Sidcup", "£/m²/yr"),
             distribution("seats.idle", "Span")]  # fmt: skip
    return found(Totals(gbp, pd.Series({"do-nothing": 5e5, "a": 5.05e5})), drawn=drawn,
                 draws=pd.DataFrame({"sites.s-1.rent": figure, "seats.idle": idle}, index=index))  # fmt: skip


def test_what_to_find_out_next() -> None:
    text = said(_learning(100))
    # gains where the figure is below -0.05: (0.95 / 2) of draws, 47.5 thousand on average there: 22.6 thousand
    assert (
        "Find out next: rent at Station Road, Sidcup. Were it known, the choice would be £23,000 better on average"
        in text
    )
    assert "of draws instead of 53%." in text
    assert "not a price of research" in text
    assert "What would separate them best is to know rent at Station Road, Sidcup." in text
    assert "Span" not in text


def test_nothing_worth_finding_out() -> None:
    assert "Nothing that is drawn is worth finding out before choosing" in said(_learning(4))
    assert "too few draws to say what is worth finding out" in said(_learning(100, draws=150))


def _signs(count: int) -> Firmness:
    """Moving costs 10 thousand more, and 50 more or less by the product of so many signs."""
    each = np.array(list(product([-1.0, 1.0], repeat=count)))
    signs = np.random.default_rng(6).permutation(np.tile(each, (1000 // len(each), 1)))
    index = pd.RangeIndex(1, 1001, name="draw")
    gbp = pd.DataFrame({"do-nothing": 500_000.0, "a": 510_000 + 50_000 * signs.prod(axis=1)}, index=index)
    draws = pd.DataFrame(signs, index=index, columns=[f"seats.{k}" for k in range(count)])
    return found(Totals(gbp, pd.Series({"do-nothing": 5e5, "a": 5.1e5})), draws=draws)


def test_worth_together_and_not_alone() -> None:
    """Of two signs each tells nothing by itself; both known, moving is chosen in half of draws and gains 40 there."""
    of = _signs(2)
    assert of.find_out["step"].tolist() == [1, 1]
    text = said(of)
    assert " with seats." in text
    assert "Find out next: seats." in text
    assert "Were these known, the choice would be £20,000 better on average, and best in 100% of draws" in text


def test_worth_nothing_alone_or_by_twos() -> None:
    text = said(_signs(3))
    assert (
        "No figure, nor any few together, is worth finding out: none betters the choice by £1,000 on average." in text
    )
    assert "All together would by £20,000." in text


def test_a_group_worth_more_than_the_first_to_find_out() -> None:
    generator = np.random.default_rng(7)
    index = pd.RangeIndex(1, 2001, name="draw")
    draws = pd.DataFrame({f"sites.s-{k}.rent": generator.uniform(-1, 1, 2000) for k in range(8)}, index=index)
    gbp = pd.DataFrame({"do-nothing": 5e5, "a": 5.1e5 + 1e5 * draws.sum(axis=1)}, index=index)
    drawn = [distribution(key, f"Rent (£/m²/yr), {key}") for key in draws]
    of = found(Totals(gbp, pd.Series({"do-nothing": 5e5, "a": 5.1e5})), draws=draws, drawn=drawn)
    assert of.find_out["step"].tolist() == [1, 2, 3, 4, 5]
    assert of.find_out["worth_gbp"].is_monotonic_increasing
    assert "Find out next, in this order: rent at sites.s-" in said(of)
    assert "Of figures found out together, the most is gained by rent (£/m²/yr), every site (8 figures): £" in said(of)


def test_rules_of_choice_that_differ() -> None:
    rows = [{"do-nothing": 9e4, "a": 1e4, "b": 1.1e4}] * 20 + [{"do-nothing": 9e4, "a": 4e4, "b": 1e4}] * 10
    text = said(found(totals(rows, rows[0])))
    assert (
        "By the lowest mean cost and by the least regret the choice is Station Road and High Street: its worst" in text
    )
    # a wins by 10 in nine draws of ten and loses 80 in the tenth: a on average (8, not 9), b at the worst (10, not 80)
    rows = [{"do-nothing": 9e5, "a": 1e5, "b": 1.1e5}] * 27 + [{"do-nothing": 9e5, "a": 1.8e5, "b": 1e5}] * 3
    text = said(found(totals(rows, rows[0])))
    assert (
        "By the lowest mean cost the choice is Station Road; by the least regret it is Station Road and High Street: "
        in text
    )


def test_nothing_claims_to_be_true() -> None:
    every = [found(won(counts)) for counts in ({"a": 94, "b": 6}, {"a": 70, "b": 30}, {"a": 50, "b": 50})]
    for text in map(said, every):
        assert not {"probability", "likely", "certain", "chance", "confidence"} & set(text.replace(",", " ").split())


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(0.25, "share", "25%"), (0.0355, "share", "3.55%"), (140.0, "£/m²/yr", "£140/m²/yr"),
     (300.4, "seconds", "300 seconds"), (1.4, "ratio", "1.4 ratio"), (0.0, "months", "0 months"),
     (450_000.0, "contacts a year", "450,000 contacts a year"),
     (100_000.0, "£ once", "£100,000 once"), (-0.02, "share", "\N{MINUS SIGN}2%")],
)  # fmt: skip
def test_figures_with_their_units(value: float, unit: str, text: str) -> None:
    assert phrases.figure(value, unit) == text


def test_titles_within_a_sentence() -> None:
    assert phrases.titled("seats.floor", "Floor area for each workstation") == "floor area for each workstation"
    assert phrases.titled("authority.x.contacts", "Contacts a year, Bexley") == "contacts a year (Bexley)"
    assert phrases.titled("sites.x.nia_m2", "NIA (m²), The Mews, Sidcup") == "NIA at The Mews, Sidcup"
    assert phrases.group_title("sites.*.rent", ["Rent (£), Mews"]) == "Rent (£), every site"
    assert phrases.group_title("sites.mews.*", ["Rent (£), Mews, Sidcup"]) == "All figures of Mews, Sidcup"
    assert phrases.group_title("ways.pooled.*", ["Lead time, pooled"]) == "All figures of working pooled"
    assert phrases.group_title("sites.*", ["Rent (£), Mews"]) == "All figures of every site"
    assert phrases.group_title("seats.*", ["Span", "Peak"]) == "All figures of [seats]"
    assert phrases.group_title("costs.bias.*", ["How far", "How near"]) == "All figures of [costs.bias]"
    assert phrases.group_title("costs.*.share", ["How far", "How near"]) == "All figures of costs.*.share"


@pytest.mark.parametrize(
    ("draws", "said_of"), [(1, "1 draw is too few"), (29, "29 draws are too few"), (30, "stays best")]
)
def test_a_few_draws_are_no_verdict(draws: int, said_of: str) -> None:
    # Of 29 draws, all alike, the share may still be 1 - 3/29 = 0.897 (rule of three), which is not firm; of 30, 0.9.
    lines = said(found(won({"a": draws}))).splitlines()
    assert said_of in lines[0]
    assert (len(lines) == 2) == (draws < words.DRAWS_LEAST)
    assert f"These are shares of {draws} draw" in lines[-1]


def test_seats_that_stay_as_planned_make_the_verdict_rough() -> None:
    of = found(won({"a": 94, "b": 4, "do-nothing": 2}))
    lines = words.sentences(of, NAMES, SITE_NAMES, rough="25 draws worked out again.")
    assert lines[0].startswith(
        "Roughly, with seats as planned: Station Road is best and stays best in 94% of 100 draws"
    )
    assert lines[1] == f"{words.ROUGH} 25 draws worked out again."
    assert lines[2:] == words.sentences(of, NAMES, SITE_NAMES)[1:]
