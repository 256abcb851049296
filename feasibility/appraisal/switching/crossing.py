"""The value of an input nearest to the present one at which a rival passes the leader, to one step of the input.

Where every plan's cost changes in proportion to the input, an option's cost is the least of straight lines, so it bends
downwards only: held against a leader that keeps its plan, a rival that is not ahead at the end of the range is nowhere
ahead, and the meeting point is found by drawing the line of the best plan back from beyond it, again until the plan no
longer changes (Newton's method on a concave function: it ends, and ends on the point). Everywhere else a number of
values is tried from the present one outwards, and the first stretch in which the lead passes is narrowed down to one
step. Every value found is confirmed by working the options out again at it and one step beyond.
"""

import math
from collections.abc import Callable, Iterable

from feasibility.appraisal.switching.inputs import Input
from feasibility.appraisal.switching.repriced import LEVEL_GBP, Repriced, ahead, held, margin_gbp

LINES_MOST = 30
"""Plans an option may pass through between the present value and the end; the search takes over after so many."""
NEAR_STEPS = 3
"""Steps within which the last digits of a sum of floats may put the point drawn by a line."""


def at(moved: Input, count: int) -> float:
    """The value that is so many whole steps, without the dust of floats."""
    return round(count * moved.step, 10)


def steps(moved: Input, side: int) -> tuple[int, int]:
    """The last whole step that is no further than the present value, and the last within the range."""
    end = moved.high if side > 0 else moved.low
    inward = math.floor if side > 0 else math.ceil
    return inward(round(moved.value / moved.step, 6)), inward(round(end / moved.step, 6))


def pair(moved: Input, asked: Repriced, leader: str, rival: str, side: int, until: int) -> int | None:
    """Whole steps at which the leader last holds before the rival passes it, looking to `side` (1 up, -1 down).

    None where the rival does not pass before `until`.
    """
    if moved.linear:
        found = _by_lines(moved, asked, leader, rival, side, until)
        if found is not None:
            return found[0]
    start, _ = steps(moved, side)
    last = start
    for place in stretch_ends(moved, start, until):
        value = at(moved, place)
        if not held(asked, value, leader) and ahead(asked, value, rival, leader):
            return _between(lambda count: margin_gbp(asked, at(moved, count), rival, leader), last, place)
        last = place
    return None


def _by_lines(
    moved: Input, asked: Repriced, leader: str, rival: str, side: int, until: int
) -> tuple[int | None] | None:
    """The answer in a tuple; None where lines do not give it."""
    value, end = moved.value, at(moved, until)
    ours = asked.plan(value, leader)
    if ours is None or (end - value) * side <= 0:
        return (None,)
    if not _keeps(asked, end, leader):
        return None
    if held(asked, end, leader) or not ahead(asked, end, rival, leader):
        return (None,)
    for _ in range(LINES_MOST):
        theirs = asked.plan(end, rival)
        if theirs is None:
            return None
        here = asked.cost_gbp(value, theirs, rival) - asked.total_gbp(value, leader)
        there = margin_gbp(asked, end, rival, leader)
        if there >= -LEVEL_GBP:
            break
        if here <= there:
            return None
        end = value + (end - value) * here / (here - there)
    count = (math.floor if side > 0 else math.ceil)(round(end / moved.step, 6))
    return _confirmed(moved, asked, leader, rival, side, count)


def _keeps(asked: Repriced, value: float, leader: str) -> bool:
    """Whether the leader is certain to have one plan throughout: it stays, or has one site."""
    plan = asked.plan(value, leader)
    return plan is not None and (plan.stays or len(plan.site_ids) == 1)


def _confirmed(
    moved: Input, asked: Repriced, leader: str, rival: str, side: int, count: int
) -> tuple[int | None] | None:
    """The step at or next to `count` at which the leader holds and one further no longer does."""
    for shift in range(-NEAR_STEPS, NEAR_STEPS + 1):
        last = count + side * shift
        holds = not ahead(asked, at(moved, last), rival, leader)
        if holds and ahead(asked, at(moved, last + side), rival, leader):
            return (last,)
    return None


def stretch_ends(moved: Input, start: int, until: int) -> Iterable[int]:
    """Whole steps from the present value outwards, `until` the last."""
    count = min(moved.stretches, abs(until - start))
    return (start + round((until - start) * place / count) for place in range(1, count + 1))


def _between(margin: Callable[[int], float], holds: int, passed: int) -> int:
    """By turns where a line between both ends meets nought, and half-way: the margin may bend, and may step."""
    lined = True
    while abs(passed - holds) > 1:
        upper, lower = margin(holds), margin(passed)
        middle = (holds + passed) // 2
        if lined and math.isfinite(upper) and math.isfinite(lower) and upper > lower:
            drawn = holds + round((passed - holds) * upper / (upper - lower))
            middle = min(max(drawn, min(holds, passed) + 1), max(holds, passed) - 1)
        lined = not lined
        if margin(middle) < -LEVEL_GBP:
            passed = middle
        else:
            holds = middle
    return holds


def first(moved: Input, asked: Repriced, leader: str, passing: Iterable[int], side: int) -> tuple[int, str] | None:
    """Whole steps at which the leader last holds before anybody passes it, and the id of who then leads.

    `passing` are the steps at which rivals that were asked already pass. Whoever leads there or, where the input is not
    linear, at the end of a stretch before it, is asked when it passes, until the leader is found to hold.
    """
    start, end = steps(moved, side)
    straight = moved.linear and _keeps(asked, moved.value, leader)
    tried = [] if straight else list(stretch_ends(moved, start, end))
    nearest = min(passing, key=lambda count: side * count, default=None)
    while True:
        bound = end if nearest is None else nearest
        probes = [*(place for place in tried if side * place < side * bound), bound]
        heir = next((rival for rival in (_heir(moved, asked, leader, p) for p in probes) if rival), "")
        count = pair(moved, asked, leader, heir, side, bound) if heir else None
        if count is None:
            break
        nearest = count
    if nearest is None:
        return None
    return nearest, _heir(moved, asked, leader, nearest + side)


def _heir(moved: Input, asked: Repriced, leader: str, count: int) -> str:
    """Who leads at a step in place of the leader; blank where it holds or the value is refused."""
    rival = asked.winner(at(moved, count))
    return rival if rival not in ("", leader) and ahead(asked, at(moved, count), rival, leader) else ""
