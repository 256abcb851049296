"""The change of an option's total between two runs, taken apart by the inputs that differ."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import pandas as pd

from feasibility import wording
from feasibility.appraisal import ranking
from feasibility.compare import asking, changed, shapley
from feasibility.compare.asking import Asker, Step, Wanted
from feasibility.compare.changed import Changed
from feasibility.compare.reading import Published
from feasibility.compare.studies import Study
from feasibility.options import DO_NOTHING
from feasibility.tables.comparing import ALL_ORDERS, STATED_ORDER

INPUTS_MOST = 6
"""Inputs that change at most for the mean over all orders: 64 steps, of half a second each on the example."""
OF_JOURNEYS_MOST = 3
"""Of those, the ones that journeys rest on: each of their 8 combinations is measured anew, some five seconds each."""
CANNOT_REPEAT = "the run could not be repeated"
Chosen = frozenset[str]
"""Keys of the inputs that are those of the other run."""
Block = tuple[Changed, ...]
"""Inputs that change together."""


@dataclass(frozen=True)
class Part:
    """What one input, or several that only work together, add to a total."""

    inputs: tuple[Changed, ...]
    pence: int


@dataclass(frozen=True)
class Explained:
    """The change of one option: its parts, or why it has none."""

    wanted: Wanted
    title: str
    first_pence: int | None
    """As published; None where it cannot be had, or is not listed."""
    other_pence: int | None
    parts: tuple[Part, ...] = ()
    way: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Change:
    """One run against the first: its options explained, and the steps they rest on in the order asked."""

    run: Published
    options: tuple[Explained, ...]
    steps: tuple[tuple[tuple[str, ...], Step], ...] = ()


def unexplained(first: Published, other: Published, reason: str) -> Change:
    """What stands where nothing can be taken apart, and why."""
    return Change(other, tuple(replace(each, reason=reason) for each in _published(first, other)))


def explained(first: Study, other: Study, inputs: Sequence[Changed], asker: Asker) -> Change:
    """The change, input by input, of what leads in each run, what leads of all that move, and doing nothing.

    Both ends are worked out first, and must be what the runs published. Where a step cannot be asked, inputs that only
    go together are taken as one; where there are too many for all orders, they change in the order of the file.
    """
    options, ids = _published(first.run, other.run), [each.key for each in inputs]
    known: dict[Chosen, Step] = {}

    def ask(sets: Iterable[Chosen]) -> None:
        for chosen in sets:
            if chosen not in known:
                some = [each for each in inputs if each.key in chosen]
                known[chosen] = asking.step(first, other, some, [each.wanted for each in options], asker)

    in_order = [frozenset(ids[:count]) for count in range(len(ids) + 1)]
    ask((in_order[0], in_order[-1]))
    if known[in_order[0]].refused or known[in_order[-1]].refused:
        return unexplained(first.run, other.run, CANNOT_REPEAT)
    few = len(ids) <= INPUTS_MOST and sum(each.of_journeys for each in inputs) <= OF_JOURNEYS_MOST
    sets = shapley.subsets(ids) if few else in_order
    _tell(first, other, [chosen for chosen in sets if chosen not in known], inputs, asker)
    ask(sets)
    blocks: list[Block] = [(each,) for each in inputs]
    if any(known[chosen].refused for chosen in sets):
        blocks = _going_together(inputs, known)
        few = few and not any(known[_keys(some)].refused for some in _sets(blocks, few=True))
    told = tuple(_explained(each, blocks, known, few=few) for each in options)
    return Change(
        other.run, told, tuple((tuple(k for k in ids if k in chosen), step) for chosen, step in known.items())
    )


def _going_together(inputs: Sequence[Changed], known: Mapping[Chosen, Step]) -> list[Block]:
    """Inputs in their order, one that cannot change without those after it in one block with them."""
    found, together = [], list[Changed]()
    for count, each in enumerate(inputs, start=1):
        together.append(each)
        if not known[_keys([tuple(inputs[:count])])].refused:
            found.append(tuple(together))
            together = []
    return found


def _sets(blocks: Sequence[Block], *, few: bool) -> list[list[Block]]:
    """The blocks that are changed at each step: every set of them, or one more each time."""
    if not few:
        return [list(blocks[:count]) for count in range(len(blocks) + 1)]
    return [list(some) for count in range(len(blocks) + 1) for some in combinations(blocks, count)]


def _keys(blocks: Iterable[Block]) -> Chosen:
    return frozenset(each.key for block in blocks for each in block)


def _published(first: Published, other: Published) -> list[Explained]:
    """What leads in each run, what leads of all in which staff move, and doing nothing, with what was published."""
    leading = [lead for run in (first, other) for lead in (run.options.head(1), ranking.moves(run.options).head(1))]
    rows = pd.concat([*leading, first.options[first.options["key"] == DO_NOTHING]])
    found = []
    for row in rows.drop_duplicates("key").to_dict("records"):
        wanted = Wanted(row["key"], row["option_id"], tuple(str(row["sites"]).split()), row["working"])
        pence, reasons = [], []
        for run in (first, other):
            listed = run.options[run.options["key"] == wanted.key]
            total = float(listed["total_npc_gbp"].iloc[0]) if len(listed) else math.nan
            pence.append(None if math.isnan(total) else round(total * asking.PENCE))
            if math.isnan(total):
                why = f"cannot have it: {listed['reason'].iloc[0]}" if len(listed) else "does not list it"
                reasons.append(f"run {run.place} {why}")
        found.append(Explained(wanted, str(row["title"]), pence[0], pence[1], reason="; ".join(reasons)))
    return found


def _tell(first: Study, other: Study, left: Sequence[Chosen], inputs: Sequence[Changed], asker: Asker) -> None:
    """How many steps there are, and how long they may take, before they begin."""
    keys = {
        changed.identity(first, other, [each for each in inputs if each.key in chosen], journeys=True)
        for chosen in left
    }
    anew = len(keys - set(asker.measured))
    if not left:
        return
    seconds = anew * asker.seconds.get("measuring", 0.0) + len(left) * asker.seconds.get("working", 0.0)
    steps = wording.counted(len(left), "further step")
    asker.say(
        f"Explaining run {other.run.place} against run {first.run.place}: {steps}, {anew} with journeys measured anew; "
        f"about {math.ceil(seconds)} seconds"
    )


def _explained(base: Explained, blocks: Sequence[Block], known: Mapping[Chosen, Step], *, few: bool) -> Explained:
    """The parts of one option's change; the reason instead where it cannot be had at some step."""
    key = base.wanted.key
    if base.first_pence is None or base.other_pence is None:
        return base
    steps = {_keys(changing): known[_keys(changing)] for changing in _sets(blocks, few=few)}
    for chosen, step in steps.items():
        if key in step.reasons:
            return replace(base, reason=f"cannot be had with {_few(chosen)} as in the run: {step.reasons[key]}")
    pence = {chosen: step.pence[key] for chosen, step in steps.items()}
    for end, published in ((_keys(()), base.first_pence), (_keys(blocks), base.other_pence)):
        if abs(pence[end] - published) > 1:
            return replace(base, reason=f"{CANNOT_REPEAT}: worked out again it is {wording.pounds(pence[end] / 100)}, "
                                        f"and {wording.pounds(published / 100)} was published")  # fmt: skip
        pence[end] = published  # a penny's difference is that of two machines' last digit
    if few:
        named = {" ".join(each.key for each in block): block for block in blocks}
        of_names = {some: pence[_keys(named[name] for name in some)] for some in shapley.subsets(list(named))}
        shares = shapley.shares(of_names, list(named))
        return replace(base, parts=tuple(Part(named[name], part) for name, part in shares.items()), way=ALL_ORDERS)
    totals = [pence[_keys(blocks[:count])] for count in range(len(blocks) + 1)]
    parts = tuple(Part(block, after - before) for block, before, after in zip(blocks, totals, totals[1:], strict=False))
    return replace(base, parts=parts, way=STATED_ORDER)


def _few(chosen: Chosen) -> str:
    return wording.joined(tuple(sorted(chosen))) if chosen else "nothing"
