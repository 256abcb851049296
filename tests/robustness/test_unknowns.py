"""What knowing a figure is worth: against the sum of theory, against chance, and one or many at once."""

import numpy as np
import pandas as pd
import pytest
from scipy.special import ndtr, ndtri

from feasibility.robustness import unknowns
from feasibility.robustness.totals import Totals
from feasibility.robustness.unknowns import Choice
from tests.robustness.tiny_trial import OPTIONS, distribution, found

DRAWS = 10_000


def _normal(seed: int, draws: int = DRAWS) -> np.ndarray:
    """Standard normal draws, one from each of as many equal parts."""
    return np.asarray(ndtri((np.random.default_rng(seed).permutation(draws) + 0.5) / draws))


def _worth(mean: float, spread: float) -> float:
    """Of knowing a normal gain before choosing, where not choosing costs nothing: s phi(m / s) - m Phi(-m / s)."""
    z = mean / spread
    return float(spread * np.exp(-z * z / 2) / np.sqrt(2 * np.pi) - mean * ndtr(-z))


@pytest.fixture(scope="module")
def figures() -> dict[str, np.ndarray]:
    return {name: _normal(seed) for seed, name in enumerate(("x", "y", "idle"))}


@pytest.fixture(scope="module")
def made(figures: dict[str, np.ndarray]) -> Choice:
    """Doing nothing costs 1000; moving 1050 and 100 more for each unit of x, and of y."""
    moving = 1050 + 100 * figures["x"] + 100 * figures["y"]
    return unknowns.choice(np.column_stack([np.full(DRAWS, 1000.0), moving]), 0)


def test_worth_of_one_figure_and_of_both_is_that_of_theory(made: Choice, figures: dict[str, np.ndarray]) -> None:
    # z = 0.5: 100 x 0.35207 - 50 x 0.30854 = 19.78; both: spread 141.42, z = 0.35355: 53.00 - 18.09 = 34.91
    assert _worth(50, 100) == pytest.approx(19.78, abs=0.01)
    assert _worth(50, 100 * np.sqrt(2)) == pytest.approx(34.91, abs=0.01)
    one = unknowns.worth_of(made, figures["x"][:, None])
    both = unknowns.worth_of(made, np.column_stack([figures["x"], figures["y"]]))
    # What 10,000 draws gain on average has a standard error of about 0.5; wrong choices near the crossing cost little.
    assert one.gbp == pytest.approx(19.78, abs=1.5)
    assert both.gbp == pytest.approx(34.91, abs=1.5)
    assert made.evpi_gbp == pytest.approx(34.91, abs=1.5)
    assert both.gbp <= made.evpi_gbp
    # won now: moving costs more in Phi(0.35355) = 63.8 % of draws; both known, nearly all
    assert made.won_now_share == pytest.approx(0.638, abs=0.01)
    assert both.won_share > 0.98
    assert made.won_now_share < one.won_share < both.won_share


def test_a_straight_answer_far_from_normal(figures: dict[str, np.ndarray]) -> None:
    """A lognormal figure: what moving costs above staying is 20 (e^x - 2), worth E max(0, 20 (2 - e^x)) - 0.

    The mean of e^x is 1.6487, so that moving is chosen now: 20 (1.6487 - 2) = -7.03. Known, it is worth
    20 (2 Phi(ln 2) - e^0.5 Phi(ln 2 - 1)) - 7.03.
    """
    moving = 1000 + 20 * (np.exp(figures["x"]) - 2)
    made = unknowns.choice(np.column_stack([np.full(DRAWS, 1000.0), moving]), 1)
    theory = 20 * (2 * ndtr(np.log(2)) - np.exp(0.5) * ndtr(np.log(2) - 1)) + 20 * (np.exp(0.5) - 2)
    assert unknowns.worth_of(made, np.exp(figures["x"])[:, None]).gbp == pytest.approx(theory, rel=0.02)


def test_a_step_is_met_nearly(figures: dict[str, np.ndarray]) -> None:
    """Moving gains 30 in the lower quarter of x and costs 10 in the rest: worth 30 / 4 = 7.5 to know."""
    moving = 1000 + np.where(figures["x"] < ndtri(0.25), -30.0, 10.0)
    made = unknowns.choice(np.column_stack([np.full(DRAWS, 1000.0), moving]), 0)
    known = unknowns.worth_of(made, figures["x"][:, None]).gbp
    assert made.evpi_gbp == pytest.approx(7.5, abs=0.01)
    assert 0.8 * 7.5 < known <= 7.5 + 0.01


def test_a_figure_that_does_nothing_is_worth_nothing(made: Choice, figures: dict[str, np.ndarray]) -> None:
    noise = unknowns.noise_gbp(made, seed=1)
    assert 0 <= noise < 2  # a tenth of what x is worth
    idle = [unknowns.worth_of(made, _normal(seed, DRAWS)[:, None]) for seed in range(10, 30)]
    assert np.mean([each.gbp for each in idle]) <= 0.2  # chance costs: no bias upwards
    told = [unknowns.above_noise(each, made, noise) for each in idle]
    assert sum(each.gbp == 0 for each in told) >= 19
    assert all(each.won_share == made.won_now_share for each in told if each.gbp == 0)
    real = unknowns.above_noise(unknowns.worth_of(made, figures["x"][:, None]), made, noise)
    assert real.gbp > 10


def test_a_fit_judged_on_its_own_draws_would_find_worth_in_chance() -> None:
    """Why halves are judged by each other: of many options alike, one always looks better."""
    generator = np.random.default_rng(5)
    costs = 1000 + 100 * generator.standard_normal((1000, 40))
    made = unknowns.choice(costs, int(costs.mean(axis=0).argmin()))
    idle = generator.uniform(size=(1000, 1))
    tenth = np.floor(10 * idle[:, 0])
    picked = {part: made.gains_gbp[tenth == part].mean(axis=0).argmin() for part in range(10)}
    own = -np.mean([made.gains_gbp[draw, picked[tenth[draw]]] for draw in range(1000)])
    assert (
        own > 10
    )  # the least of forty means of a hundred draws lies about two standard errors, of 10 each, below nought
    assert unknowns.worth_of(made, idle).gbp < 1


def test_too_few_draws_and_figures_that_never_change() -> None:
    costs = np.column_stack([np.full(199, 10.0), np.linspace(0, 20, 199)])
    assert np.isnan(unknowns.worth_of(unknowns.choice(costs, 0), costs[:, [1]]).gbp)
    assert np.isnan(unknowns.noise_gbp(unknowns.choice(costs, 0), 1))
    longer = unknowns.choice(np.vstack([costs, costs]), 0)
    assert unknowns.worth_of(longer, np.ones((398, 1))).gbp == 0
    # no option is ever cheaper than the choice: nothing to learn
    settled = unknowns.choice(np.column_stack([np.full(398, 1.0), np.full(398, 2.0)]), 0)
    assert unknowns.worth_of(settled, np.linspace(0, 1, 398)[:, None]) == unknowns.Worth(0.0, 1.0)


def test_a_choice_between_two_values() -> None:
    """Half of the draws have the figure at 0, where moving gains 10, and half at 1, where it costs 20: worth 5."""
    figure = np.random.default_rng(2).permutation(np.repeat([0.0, 1.0], 500))
    made = unknowns.choice(np.column_stack([np.full(1000, 50.0), 40 + 30 * figure]), 0)
    assert unknowns.worth_of(made, figure[:, None]) == unknowns.Worth(pytest.approx(5.0), 1.0)


def test_figures_found_out_together() -> None:
    keys = ["authority.x.contacts", "authority.y.contacts", "seats.a", "seats.b", "sites.p.nia", "sites.p.rent",
            "sites.q.rent", "costs.a"]  # fmt: skip
    assert unknowns.together(keys) == {
        "authority.*.contacts": ("authority.x.contacts", "authority.y.contacts"),
        "seats.*": ("seats.a", "seats.b"),
        "sites.p.*": ("sites.p.nia", "sites.p.rent"),
        "sites.*": ("sites.p.nia", "sites.p.rent", "sites.q.rent"),
        "sites.*.rent": ("sites.p.rent", "sites.q.rent"),
    }


def test_tables_of_unknowns(figures: dict[str, np.ndarray]) -> None:
    index = pd.RangeIndex(1, 2001, name="draw")
    draws = pd.DataFrame({f"sites.{k}.rent": v[:2000] for k, v in figures.items()}, index=index)
    moving = 1050 + 100 * draws["sites.x.rent"] + 30 * draws["sites.y.rent"]
    gbp = pd.DataFrame({"do-nothing": 1000.0, "a": moving}, index=index)
    swings = pd.DataFrame([[-2.0, 2.0, -150.0, "a", 250.0, "do-nothing", 400.0, ""]], index=["sites.x.rent"],
                          columns=["low", "high", "gap_low_gbp", "best_low", "gap_high_gbp", "best_high", "swing_gbp",
                                   "note"])  # fmt: skip
    drawn = [distribution("sites.x.rent", "Rent (£/m²/yr), Station Road", "£/m²/yr", (-2, 2))]
    of = found(Totals(gbp, pd.Series({"do-nothing": 1000.0, "a": 1050.0})), draws=draws, drawn=drawn, swings=swings)
    table = of.unknowns.set_index("assumption_id")
    assert (table.index[0], table["rank"].tolist()) == ("sites.x.rent", [1, 2, 3])
    assert table.loc["sites.idle.rent", "worth_gbp"] == 0
    first = table.loc["sites.x.rent"]
    assert (first["low"], first["value"], first["high"], first["distribution"]) == (-2.0, 0.0, 2.0, "uniform")
    assert (first["gap_low_gbp"], first["best_low"], first["swing_gbp"]) == (-150.0, "a", 400.0)
    assert first["worth_gbp"] == pytest.approx(_worth(50, 100), abs=4)
    untried = table.loc["sites.y.rent"]
    assert np.isnan(untried["swing_gbp"])
    assert untried["best_low"] == ""
    assert untried["low"] == pytest.approx(np.quantile(figures["y"][:2000], 0.05))
    together = of.together.iloc[0]
    assert (together["group"], together["assumptions"]) == ("sites.*.rent", 3)
    assert first["worth_gbp"] <= together["worth_gbp"] <= of.evpi_gbp
    regret = of.options.set_index("option_id")["regret_mean_gbp"]
    assert of.evpi_gbp == pytest.approx(regret["do-nothing"], abs=0.01)  # regret is counted to the penny
    assert {option.option_id for option in OPTIONS} > set(of.options["option_id"])


def test_a_gain_of_a_few_draws_is_no_worth_knowing() -> None:
    """Six draws of 250 that each gain 60,000: mean 1,440, standard error 60,000 x sqrt(0.024 x 0.976 / 250) = 581."""
    saved = np.zeros(250)
    saved[:6] = 60_000.0
    few = unknowns.Worth(float(saved.mean()), 1.0, saved)
    assert not unknowns.sure(few)  # 1,440 is 2.5 standard errors
    assert unknowns.sure(unknowns.Worth(1440.0, 1.0, np.tile(saved, 2)))  # of twice as many draws 3.5
    assert not unknowns.sure(few, few)
    assert unknowns.sure(unknowns.Worth(2440.0, 1.0, saved + np.tile([900.0, 1100.0], 125)), few)
    assert not unknowns.sure(unknowns.UNTOLD)


def test_too_few_draws_stay_untold() -> None:
    costs = np.column_stack([np.full(199, 10.0), np.linspace(0, 20, 199)])
    made = unknowns.choice(costs, 0)
    assert np.isnan(unknowns.above_noise(unknowns.UNTOLD, made, float("nan")).gbp)
