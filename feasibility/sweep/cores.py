"""Cells worked out by several processes of this machine; a process that is killed costs its cell a second start."""

import multiprocessing
import os
import signal
import threading
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool

from feasibility.errors import FeasibilityError
from feasibility.scenario import Scenario
from feasibility.sweep.ground import Ground
from feasibility.sweep.work import Done, Outcome, Refused, Task, worked

STARTS_MAX = 3
"""Times a cell is started before it is told that it ends its process: a machine short of memory may do so once."""
NO_START = 3
"""Pools that break one after the other, without any result, before it is said that processes cannot be started."""

_grounds: Sequence[Ground] = ()
"""What a worker process was given at its start; empty in any other."""


def over_cores(grounds: Sequence[Ground], tasks: Sequence[Task], done: Done, *, workers: int) -> None:
    """Every task on `workers` processes, each of which is sent the grounds once.

    A process that ends takes the whole pool with it: the pool is made again, and only what was not finished runs again.
    Cells that were under way then run by themselves, so that one that ends its process is told apart from its fellows.
    It is refused after `STARTS_MAX` starts, and the others go on.
    """
    starts: Counter[int] = Counter()
    left, idle = list(tasks), 0
    while left:
        fresh = [task for task in left if not starts[task.number]]
        batch, size = (fresh, workers) if fresh else (left, 1)
        finished, under_way = _until_broken(grounds, batch, done, size)
        starts.update(under_way)
        idle = idle + 1 if fresh and under_way and not finished else 0
        if idle == NO_START:
            raise FeasibilityError(
                "sweep", ["processes end as soon as they start; free memory, or leave --workers out"]
            )
        lost = [task for task in batch if starts[task.number] == STARTS_MAX and task.number not in finished]
        for task in lost:
            done(
                Refused(task.number, (f"ended its process {STARTS_MAX} times; it may need more memory than there is",))
            )
        left = [task for task in left if task.number not in finished and task not in lost]


def _until_broken(
    grounds: Sequence[Ground], tasks: Sequence[Task], done: Done, workers: int
) -> tuple[set[int], list[int]]:
    """Work until all is done or the pool breaks: the numbers finished, and those under way when it broke.

    No more cells are handed out than there are workers, so that those under way are those that may have broken it.
    """
    waiting, under_way, finished = list(reversed(tasks)), dict[Future[Outcome], Task](), set[int]()
    pool = ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin, initargs=(grounds,)
    )
    try:
        while waiting or under_way:
            while waiting and len(under_way) < workers:
                task = waiting.pop()
                under_way[pool.submit(_cell, task.ground, task.scenario, task.number)] = task
            for future in wait(under_way, return_when=FIRST_COMPLETED).done:
                done(future.result())
                finished.add(under_way.pop(future).number)
    except BrokenProcessPool:
        return finished, [task.number for task in under_way.values()]
    finally:
        pool.shutdown(wait=not under_way, cancel_futures=True)
    return finished, []


def _begin(grounds: Sequence[Ground]) -> None:
    """A worker's start. An interrupt is the parent's affair, and a worker does not outlive it, however it ends."""
    global _grounds  # noqa: PLW0603 - what a process is given at its start has no other place
    _grounds = grounds
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _cell(ground: int, scenario: Scenario, number: int) -> Outcome:
    return worked(_grounds[ground], scenario, number)
