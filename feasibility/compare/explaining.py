"""The change of an option's total between two runs, taken apart by the inputs that differ."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from feasibility import wording
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
    """The change of the leading option of each run and of doing nothing, input by input.

    Both ends are worked out first, and must be what the runs published. Where a step cannot be asked, or there are too
    many inputs for all orders, they change in the order of the file.
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
    for end in (in_order[0], in_order[-1]):
        if known[end].refused:
            return unexplained(first.run, other.run, f"{CANNOT_REPEAT}: {known[end].refused}")
    few = len(ids) <= INPUTS_MOST and sum(each.of_journeys for each in inputs) <= OF_JOURNEYS_MOST
    sets = shapley.subsets(ids) if few else in_order
    _tell(first, other, [chosen for chosen in sets if chosen not in known], inputs, asker)
    ask(sets)
    if few and any(known[chosen].refused for chosen in sets):
        few, sets = False, in_order
    told = tuple(_explained(each, inputs, {chosen: known[chosen] for chosen in sets}, few) for each in options)
    return Change(
        other.run, told, tuple((tuple(k for k in ids if k in chosen), step) for chosen, step in known.items())
    )


def _published(first: Published, other: Published) -> list[Explained]:
    """The best option of each run, and doing nothing, each once, with what the runs published of it."""
    rows = pd.concat([first.options.head(1), other.options.head(1), first.options[first.options["key"] == DO_NOTHING]])
    found = []
    for row in rows.drop_duplicates("key").to_dict("records"):
        wanted = Wanted(row["key"], row["option_id"], tuple(str(row["sites"]).split()), row["working"])
        pence, reasons = [], []
        for run in (first, other):
            total = run.options.loc[run.options["key"] == wanted.key, "total_npc_gbp"]
            known = len(total) == 1 and not math.isnan(total.iloc[0])
            pence.append(round(float(total.iloc[0]) * asking.PENCE) if known else None)
            if not known:
                reasons.append(f"run {run.place} {'cannot have it' if len(total) else 'does not list it'}")
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


def _explained(base: Explained, inputs: Sequence[Changed], known: Mapping[Chosen, Step], few: bool) -> Explained:
    """The parts of one option's change; the reason instead where it cannot be had at some step."""
    key = base.wanted.key
    if base.first_pence is None or base.other_pence is None:
        return base
    ends = frozenset[str](), frozenset(each.key for each in inputs)
    asked = {chosen: step for chosen, step in known.items() if not step.refused}
    for chosen, step in asked.items():
        if key in step.reasons:
            return replace(base, reason=f"cannot be had with {_few(chosen)} as in the run: {step.reasons[key]}")
    pence = {chosen: step.pence[key] for chosen, step in asked.items()}
    for end, published in zip(ends, (base.first_pence, base.other_pence), strict=True):
        if abs(pence[end] - published) > 1:
            return replace(base, reason=f"{CANNOT_REPEAT}: worked out again it is {wording.pounds(pence[end] / 100)}, "
                                        f"and {wording.pounds(published / 100)} was published")  # fmt: skip
        pence[end] = published  # a penny's difference is that of two machines' last digit
    by_key = {each.key: each for each in inputs}
    if few:
        parts = shapley.shares(pence, list(by_key))
        return replace(base, parts=tuple(Part((by_key[k],), part) for k, part in parts.items()), way=ALL_ORDERS)
    told, before, together = [], base.first_pence, []
    for count, each in enumerate(inputs, start=1):
        together.append(each)
        chosen = frozenset(list(by_key)[:count])
        if chosen in pence:  # else it works only together with what comes next
            told.append(Part(tuple(together), pence[chosen] - before))
            before, together = pence[chosen], []
    return replace(base, parts=tuple(told), way=STATED_ORDER)


def _few(chosen: Chosen) -> str:
    return wording.joined(tuple(sorted(chosen))) if chosen else "nothing"
