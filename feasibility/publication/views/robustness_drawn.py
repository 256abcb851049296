"""How the draws were made: the distributions, what is drawn together, and what besides."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal.verdict import beside_draws
from feasibility.publication.release import Release
from feasibility.publication.views.register import STATUS_TITLES
from feasibility.publication.views.view import Column, View, tabulate
from feasibility.robustness import phrases

SHAPES = {
    "triangular": "Likeliest at the value used, and ever less likely up to the low and the high, which are the ends",
    "uniform": "Every value from the low to the high alike; the value used plays no part",
    "pert": "As triangular, with thinner tails",
    "normal": "Half of the draws lie below the value used; 1 in 20 lies below the low, and 1 in 20 above the high",
    "lognormal": "As normal, of the logarithm: farther above the value used than below it",
}
"""What each of tables.DISTRIBUTIONS says of a figure."""
_METHODS = {
    "latin-hypercube": "Latin hypercube: each range is cut into as many equally likely parts as there are draws, and "
    "each part is drawn from once",
    "monte-carlo": "plain Monte Carlo",
}
_PAIR = 3
"""Words of a stated pair: two ids and their rank correlation."""
_MODES = {"car": "by car", "transit": "by public transport", "cycle": "by cycle", "walk": "on foot"}


def in_words(release: Release) -> tuple[str, ...]:
    """How the draws were made, in sentences; none where nothing was drawn."""
    if release.tables["robustness"].empty:
        return ()
    stated = _settings(release)
    return (
        *_drawn(stated), *_staff(stated), *_errors(stated), *not_drawn(release),
        *(wording.capital(note) for note in release.trial_notes),
    )  # fmt: skip


def shapes(release: Release) -> View:
    """How many figures are drawn from each distribution, and how firm they are."""
    table = release.tables["robustness_draws"]
    rows = [
        {"shape": wording.capital(shape), "words": words, "all": len(part)}
        | {status: int((part["status"] == status).sum()) for status in STATUS_TITLES}
        for shape, words in SHAPES.items()
        if len(part := table[table["distribution"] == shape])
    ]
    shown = pd.DataFrame(rows, columns=["shape", "words", *STATUS_TITLES, "all"])
    return tabulate(
        shown, "Distributions that figures were drawn from",
        (
            Column("shape", "Distribution"), Column("words", "How it is drawn"),
            *(Column(status, title, "Figures drawn") for status, title in STATUS_TITLES.items()),
            Column("all", "All", "Figures drawn"),
        ),
        row_heading="shape",
        note="Each figure keeps to what its setting allows. The file robustness_draws.csv has every one, with what was "
        "drawn of it.",
    )  # fmt: skip


def together(release: Release) -> View:
    """Figures that are not drawn independently."""
    names = {
        **dict(release.tables["unknowns_together"][["group", "title"]].itertuples(index=False, name=None)),
        **dict(release.tables["robustness_draws"][["assumption_id", "title"]].itertuples(index=False, name=None)),
    }
    rows = [
        {
            "one": names.get(one, one),
            "other": "each other" if one == other else names.get(other, other),
            "rank": phrases.figure(float(rank), "").replace("-", wording.MINUS),
        }
        for one, other, rank in _stated_pairs(release)
    ]
    return tabulate(
        pd.DataFrame(rows, columns=["one", "other", "rank"]), "Figures drawn together",
        (Column("one", "Figure"), Column("other", "With"), Column("rank", "Rank correlation", figures=True)),
        row_heading="one",
        note="1: the two rise together in every draw; 0: neither tells of the other. Figures of every site are held "
        "to those of the same site, or of every other. All else is drawn independently.",
    )  # fmt: skip


def _settings(release: Release) -> dict[str, str]:
    """Settings of the trial by name, from the register."""
    register, part = release.tables["assumptions"], "robustness."
    rows = register[register["assumption_id"].str.startswith(part)]
    return dict(zip(rows["assumption_id"].str.removeprefix(part), rows["value"], strict=True))


def _stated_pairs(release: Release) -> list[list[str]]:
    """Pairs of ids and their rank correlation; none where none is stated or nothing is drawn."""
    if release.tables["robustness_draws"].empty:
        return []
    pairs = [pair.split() for pair in _settings(release).get("correlations", "").split(";")]
    return [pair for pair in pairs if len(pair) == _PAIR]


def _drawn(stated: dict[str, str]) -> list[str]:
    """How many and by which method; nothing where the register does not say."""
    if not {"draws", "method", "seed"} <= set(stated):
        return []
    return [f"{wording.counted(int(stated['draws']), 'draw')} were asked for, by {_METHODS[stated['method']]}. The "
            f"seed is {stated['seed']}: the same seed gives the same draws."]  # fmt: skip


def _staff(stated: dict[str, str]) -> list[str]:
    if stated.get("staff_resampled") != "true":
        return ["The staff are those of the staff file in every draw."]
    return ["Each draw takes the staff anew from the staff file, with replacement, employer by employer, so that "
            "nothing hangs on a few homes."]  # fmt: skip


def _errors(stated: dict[str, str]) -> list[str]:
    errors = {mode: float(stated.get(f"journey_error_minutes.{mode}", 0)) for mode in _MODES}
    told = tuple(f"{phrases.figure(minutes, 'minutes')} {_MODES[mode]}" for mode, minutes in errors.items() if minutes)
    if not told:
        return ["Journeys stand as measured in every draw."]
    return [f"In each draw all journeys to a site by a mode are out by one error; one way, its standard deviation is "
            f"{wording.joined(told)}."]  # fmt: skip


def not_drawn(release: Release) -> list[str]:
    """How many key figures with a range stood as stated."""
    register = release.tables["assumptions"]
    ranged = register[(register["low"] != "") & (register["high"] != "")]
    still = ranged[~ranged["assumption_id"].isin(release.tables["robustness_draws"]["assumption_id"])]
    key = int(still["key"].sum())
    if not key:
        return []
    changing = len(beside_draws.left_out(release.tables["fragile"], release.tables["robustness_draws"]))
    alone = (
        f" {wording.number(changing, wording.COUNT)} of them, moved alone to an end of its range, changes which option "
        "is best."
    )
    return [
        f"Of the figures with a range that were not drawn, {wording.number(key, wording.COUNT)} "
        f"{'is' if key == 1 else 'are'} key: the shares of draws say nothing of "
        f"{'it' if key == 1 else 'them'}.{alone if changing else ''}"
    ]
