"""A scenario's sweep into its folder: counted, checked, worked out cell by cell, and kept should it be interrupted."""

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from feasibility import wording
from feasibility.errors import FeasibilityError, InputError, raise_all
from feasibility.identity import run_id
from feasibility.inputs.read import sha256
from feasibility.publication import folder, manifest
from feasibility.scenario import load
from feasibility.scenario.load import absent
from feasibility.scenario.model import files_by_role
from feasibility.scenario.sweep import cells_in
from feasibility.sweep import checking, kept, writing
from feasibility.sweep.cluster import on_cluster, versions
from feasibility.sweep.cores import over_cores
from feasibility.sweep.grid import Grid, axes, grid
from feasibility.sweep.results import CellResult
from feasibility.sweep.work import Outcome, Refused, Runner, in_one_process

Say = Callable[[str], None]
CELLS_MAX = 10_000
"""More cells are refused unless asked for: hours of work, and more than anybody reads (a matter of time)."""
SECONDS_A_CELL = 1.5
"""Processor time of a cell of the example with its 242 options, as measured: a stated rate, before anything is read."""
BYTES_A_CELL = 35_000
"""Size of such a cell in the finished folder, as measured."""
LONG_SECONDS = 600.0
"""A sweep that takes longer is asked about before it starts, where somebody is there to answer."""


@dataclass(frozen=True)
class How:
    """How the cells are worked out."""

    workers: int = 1
    scheduler: str | None = None
    """Address of a Dask cluster; None for this machine."""
    cells_max: int = CELLS_MAX

    @property
    def runner(self) -> Runner:
        """Who works the cells out."""
        if self.scheduler is not None:
            return partial(on_cluster, address=self.scheduler)
        return partial(over_cores, workers=self.workers) if self.workers > 1 else in_one_process


@dataclass(frozen=True)
class Screen:
    """What whoever waits is told and asked."""

    say: Say
    go_on: Callable[[float], bool]
    """Whether to go on with what will take so many seconds."""
    ticking: Callable[[int, int], AbstractContextManager[Callable[[], None]]]
    """Progress over so many cells, of which so many are done: a call for each further one."""


@dataclass(frozen=True)
class Swept:
    """A sweep that is done."""

    folder: Path
    cells: int
    taken_over: int
    """Cells finished by an earlier start of the same sweep."""


def sweep(path: Path, out: Path, cache: Path | None, how: How, screen: Screen) -> Swept:
    """The whole job. The folder is complete or not there; cells finished before an interruption are not lost.

    Raises `FeasibilityError` for what an officer can put right, before any cell is worked out wherever it can be seen
    then. `cache` is as in `run.check`.
    """
    screen.say("Reading the scenario")
    scenario = load(path)
    refuse_too_many(cells_in(axes(scenario)), how.cells_max)
    cells = grid(scenario)
    name = f"sweep-{sweep_id(cells)}"
    parent = out / scenario.name
    if _complete(parent / name):
        screen.say("This sweep is complete already; to work it out anew, delete its folder")
        return Swept(parent / name, len(cells.cells), len(cells.cells))
    with folder.complete(parent, name) as place:
        work = kept.place(parent, name)
        taken = _worked_out(cells, name, work, cache, how, screen)
        screen.say("Writing tables and page")
        writing.write(cells, _read(cells, name, work), name, place)
    kept.clear(work)
    return Swept(parent / name, len(cells.cells), taken)


def refuse_too_many(cells: int, cells_max: int) -> None:
    """Raise `FeasibilityError` with size, hours and room on the disk, where there are more cells than asked for."""
    if cells <= cells_max:
        return
    hours, gigabytes = cells * SECONDS_A_CELL / 3600, cells * BYTES_A_CELL / 1e9
    raise FeasibilityError(
        "sweep",
        [
            f"has {cells:,} cells, above the limit of {cells_max:,}. At the rate of the example study it would take "
            f"about {hours:,.0f} hours of one processor and {gigabytes:,.1f} GB. Vary fewer settings, or give them "
            f"fewer values, or say --cells-max {cells} to go on all the same"
        ],
    )


def sweep_id(cells: Grid) -> str:
    """Twelve hexadecimal digits of all that the cells rest on: settings, what varies, files and versions."""
    files = writing.files_of(cells)
    raise_all(InputError, "sweep", [absent(key, path) for key, path in files.items() if not path.is_file()])
    checksums = {key: sha256(path) for key, path in files.items()}
    of_base = {role: sha256(path) for role, path in files_by_role(cells.base).items() if path.is_file()}
    resolved = json.dumps([run_id(cells.base, of_base), checksums, versions()], sort_keys=True)
    return hashlib.sha256(resolved.encode()).hexdigest()[:12]


def _complete(place: Path) -> bool:
    """Whether the folder holds every file that its manifest names, unchanged."""
    try:
        outputs = json.loads((place / manifest.NAME).read_text(encoding="utf-8"))["outputs"]
        return all(manifest.checksum(place / file) == stated for file, stated in outputs.items())
    except (OSError, ValueError, KeyError):
        return False


def _worked_out(cells: Grid, name: str, work: Path, cache: Path | None, how: How, screen: Screen) -> int:
    """Every cell finished and kept; how many of them an earlier start had finished."""
    work.mkdir(parents=True, exist_ok=True)
    total = len(cells.cells)
    done = kept.finished(work, name, range(1, total + 1))
    if done:
        screen.say(f"{len(done)} of {wording.counted(total, 'cell')} are taken over from an earlier start")
    left = [cell for cell in cells.cells if cell.number not in done]
    if not left:
        return total
    checked = checking.check(left, cache, screen.say)
    refused: list[Refused] = []

    def keep(outcome: Outcome) -> None:
        if isinstance(outcome, Refused):
            refused.append(outcome)
        else:
            kept.keep(work, name, outcome)

    for result in checked.answered:
        keep(result)
    _run(checked, keep, how, screen, total)
    names = {cell.number: cell.name for cell in cells.cells}
    refused.sort(key=lambda one: one.number)
    raise_all(InputError, "sweep", [f"cell {names[r.number]}: {fault}" for r in refused for fault in r.faults])
    return len(done)


def _run(checked: checking.Checked, keep: Callable[[Outcome], None], how: How, screen: Screen, total: int) -> None:
    """The first cell here, for its time; then the estimate, and all others."""
    if not checked.tasks:
        return
    began = time.monotonic()
    in_one_process(checked.grounds, checked.tasks[:1], keep)
    seconds = time.monotonic() - began
    rest = checked.tasks[1:]
    if not rest:
        return
    spread = how.workers if how.scheduler is None else 1
    ahead = seconds * len(rest) / spread
    on = f"cluster {how.scheduler}" if how.scheduler else wording.counted(how.workers, "process", "processes")
    more = ", less by as many workers as the cluster has" if how.scheduler else ""
    screen.say(
        f"{wording.counted(total, 'cell')}, {len(rest)} left on {on}: the first took {seconds:.1f} s, "
        f"so about {lasting(ahead)}{more}"
    )
    if not screen.go_on(ahead):
        raise FeasibilityError("sweep", ["not begun; say --yes to go on without being asked"])
    with screen.ticking(total, total - len(rest)) as tick:

        def keep_and_tick(outcome: Outcome) -> None:
            keep(outcome)
            tick()

        how.runner(checked.grounds, rest, keep_and_tick)


def lasting(seconds: float) -> str:
    """A span of time in the unit that suits it."""
    if seconds < 90:
        return f"{seconds:.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds < 5_400 else f"{seconds / 3600:.1f} hours"


def _read(cells: Grid, name: str, work: Path) -> Iterator[CellResult]:
    """Every result in the order of the cells, from its file: the same wherever and whenever it was worked out."""
    for cell in cells.cells:
        result = kept.read(work, name, cell.number)
        if result is None:
            raise FeasibilityError(str(work), [f"lost cell {cell.name}; type the same command again"])
        yield result
