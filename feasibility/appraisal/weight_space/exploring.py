"""The weights explored: values and a tree of weights into tables and sentences."""

from collections.abc import Mapping

import pandas as pd

from feasibility import wording
from feasibility.appraisal.value.tree import Tree
from feasibility.appraisal.weight_space import leading, listed, ranks, reversals, words
from feasibility.appraisal.weight_space import names as called_by
from feasibility.appraisal.weight_space.names import Names
from feasibility.appraisal.weight_space.regions import ALIKE, Region
from feasibility.appraisal.weight_space.results import Explored, Spread
from feasibility.appraisal.weight_space.reversals import Change, Line
from feasibility.errors import InputError, raise_all

WHERE = "the weights of the value score"
FULL = 100.0


def explored(
    values: pd.DataFrame,
    tree: Tree,
    names: Names,
    *,
    draws: int,
    seed: int,
    near_share: float,
    leader: str | None = None,
) -> Explored:
    """Who is first for which weights, by value alone, and where the lead passes.

    `values` is options by criteria of the tree, points from 0 to 100 without blanks, rows in the order of the ranking:
    of options that are level the first is named. Near are weights within `near_share` of those stated, as a share of
    each. `leader` is the option the sentences speak of; by default the first for the stated weights. Raises
    `InputError` with every fault of the values, the draws and the share.
    """
    raise_all(InputError, WHERE, _faults(values, tree, draws, near_share, leader))
    points = values[list(tree.shares)].round(9)
    first = first_as_stated(points, tree)
    speaks_of = leader or first
    spread = _spread(points, tree, draws=draws, seed=seed, near_share=near_share)
    lines = _lines(points, tree, speaks_of)
    options = listed.listed(spread, speaks_of)
    namesakes = spread.anywhere.namesakes
    own = namesakes[speaks_of]  # lines and counts go by the first of those alike
    return Explored(
        space=listed.space(spread, options, tree, names, draws=draws),
        reversals=listed.reversals(lines, names),
        rivals=listed.rivals(lines, listed.close(spread, options), names),
        words=_words(
            spread,
            reversals.nearest(lines, first, own),
            names,
            first=first,
            leader=own,
            sizes=(draws, near_share),
        ),
        note=words.note(draws, near_share),
        leader=speaks_of,
        level_with=tuple(o for o in namesakes.index if namesakes[o] == namesakes[speaks_of] and o != speaks_of),
        spread=spread,
        lines=lines,
        draws=draws,
        unlisted=len(values) - len(options),
    )


def first_as_stated(values: pd.DataFrame, tree: Tree) -> str:
    """The option of the highest score for the stated weights; of those that are level, the first of the rows."""
    scores = values[list(tree.shares)] @ pd.Series(tree.shares, dtype=float)
    return str(scores.index[scores >= scores.max() - ALIKE][0])


def _spread(points: pd.DataFrame, tree: Tree, *, draws: int, seed: int, near_share: float) -> Spread:
    everywhere = Region(tree)
    in_order, near = Region(tree, "in order"), Region(tree, "near", near_share)
    over_all = ranks.taken(points, everywhere, draws=draws, seed=seed)
    ordered = ranks.first(points, in_order, draws=draws, seed=seed)
    close = ranks.first(points, near, draws=draws, seed=seed)
    anywhere = leading.can_lead(points, everywhere, known=over_all.times_first > 0)
    can_lead = {
        "anywhere": anywhere,
        "in_order": leading.can_lead(points, in_order, known=ordered.times > 0, anywhere=anywhere),
        "near": leading.can_lead(points, near, known=close.times > 0, anywhere=anywhere),
    }
    return Spread(over_all, ordered, close, pd.DataFrame(can_lead))


def _lines(points: pd.DataFrame, tree: Tree, leader: str) -> tuple[Line, ...]:
    found = []
    for moved in reversals.weights(tree):
        ends = reversals.ends(points, moved)
        found.append(Line(moved, reversals.stretches(ends), reversals.level_at(ends, leader)))
    return tuple(found)


def _words(
    spread: Spread,
    change: Change | None,
    names: Names,
    *,
    first: str,
    leader: str,
    sizes: tuple[int, float],
) -> tuple[str, ...]:
    """Options that are alike speak as one, under all their titles and with the sum of their shares."""
    draws, near_share = sizes
    namesakes = spread.anywhere.namesakes
    own = {o: [called_by.option(names, n) for n in namesakes.index[namesakes == o]] for o in namesakes.unique()}
    called = {o: wording.joined(tuple(own[namesakes[o]]), last="or") for o in namesakes.index}
    can_lead = spread.can_lead.loc[list(own)]
    times = {"anywhere": spread.anywhere.times_first, "in_order": spread.in_order.times, "near": spread.near.times}

    def share(region: str) -> words.Share:
        can = bool(can_lead[region][namesakes[leader]])
        return words.Share(times[region][leader] / draws, can=can, only=can and int(can_lead[region].sum()) == 1)

    others = times["anywhere"].loc[list(own)].drop(namesakes[leader])
    best = str(others.idxmax()) if len(others) and others.max() > 0 else None
    return words.sentences(
        called[leader],
        leads=first == leader,
        anywhere=share("anywhere"),
        in_order=share("in_order"),
        near=(share("near"), near_share),
        nearest=None if change is None else _named(change, names, called),
        next_best=None if best is None else (called[best], others[best] / draws),
        counts=(int(spread.can_lead["anywhere"].sum()), len(namesakes), draws),
    )


def _named(change: Change, names: Names, called: Mapping[str, str]) -> words.Nearest:
    weight = called_by.weight(names, change.weight_id, change.kind)
    return words.Nearest(weight, change.stated_share, change.at_share, change.above, called[change.leader])


def _faults(values: pd.DataFrame, tree: Tree, draws: int, near_share: float, leader: str | None) -> list[str]:
    faults = []
    if values.empty:
        faults.append("found no option with values; score at least one")
    if repeated := list(values.index[values.index.duplicated()]):
        faults.append(f"found {wording.joined(tuple(map(str, repeated)))} twice; name each option once")
    if set(values.columns) != set(tree.shares):
        apart = sorted({str(c) for c in values.columns} ^ set(tree.shares))
        faults.append(f"found {wording.joined(tuple(apart))} among the values or among the weights alone; give both")
    else:
        faults += [
            f"option {option}, criterion {criterion}: found {points}; give points from 0 to 100"
            for criterion, column in values.items()
            for option, points in column.items()
            if not 0 <= points <= FULL  # a blank is neither
        ]
    if draws < 1:
        faults.append(f"found {draws} draws; draw at least once")
    if not 0 < near_share <= 1:
        faults.append(f"found {near_share} as the share that weights may be out by; give more than 0, up to 1")
    if leader is not None and leader not in values.index:
        faults.append(f"found {leader} as the option to speak of, which has no values; name one that has")
    return faults
