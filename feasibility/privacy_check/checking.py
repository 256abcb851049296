"""A folder, every file in it, and what must not be there."""

import json
import tomllib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from feasibility.errors import InputError
from feasibility.privacy_check import looking, small_cells
from feasibility.privacy_check.findings import Finding, Read, Report
from feasibility.privacy_check.pieces import Grid, Piece, Points, Text, UnreadableError
from feasibility.privacy_check.reading import pieces
from feasibility.privacy_check.wanted import NOTHING, Wanted, wanted
from feasibility.publication.disclosure import HEADS_STEP, between_runs
from feasibility.scenario import load
from feasibility.scenario.publication import Publication

Say = Callable[[str], None]
ELSEWHERE = (Publication().suppression_heads_min, 1.0)
"""Limits of files that belong to no run."""
LARGE_BYTES = 1_000_000
"""Files that take a second or more are named while they are read."""
MANIFEST, SCENARIO = "manifest.json", "scenario.toml"
SMALL_WORDS = "a sentence that tells of some people, but fewer than {}"


def check(folder: Path, scenarios: Sequence[Path], say: Say) -> Report:
    """Read every file below `folder`. Raises `InputError` where it is no folder, or is empty.

    `scenarios` are the scenario files that name the staff files; without one, any full postcode that exists counts as
    a home. Run folders below it are held against one another too, so that nothing follows by subtraction.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file()) if folder.is_dir() else []
    if not files:
        raise InputError(str(folder), ["is no folder with files in it; name a run folder, or a folder of run folders"])
    private = [wanted(load(path)) for path in scenarios] or [NOTHING]
    read, findings = Read(), list[Finding]()
    runs = [path.parent for path in files if path.name == MANIFEST]
    limits = {run: _limits(run) for run in runs}
    say(f"Reading {len(files)} files")
    for path in files:
        name = path.relative_to(folder).as_posix()
        if path.stat().st_size > LARGE_BYTES:
            say(f"Reading {name}")
        of_run = next((run for run in runs if path.is_relative_to(run)), None)
        part, found = _of_file(path, name, private, *(limits[of_run] if of_run else ELSEWHERE))
        read, findings = read + part, [*findings, *found]
    findings += _between(runs, folder)
    looked_for = tuple(dict.fromkeys(words for one in private for words in one.words))
    return Report(read, tuple(sorted(set(findings))), looked_for)


def _of_file(
    path: Path, name: str, private: Sequence[Wanted], heads_min: int, step: float
) -> tuple[Read, list[Finding]]:
    content, named = path.read_bytes(), small_cells.titles()
    read, findings = Read(files=1, bytes=len(content)), []
    try:
        for piece in pieces(path.name, content):
            read += Read(
                texts=isinstance(piece, Text), tables=isinstance(piece, Grid),
                points=len(piece.positions) if isinstance(piece, Points) else 0,
            )  # fmt: skip
            findings += [
                Finding(name, piece.where, what)
                for what in _in_piece(piece, path.stem, private, heads_min, step, named)
            ]
    except UnreadableError as err:
        findings.append(Finding(name, "the file", f"{err}; it cannot be proved clean"))
    return read, findings


def _in_piece(
    piece: Piece, stem: str, private: Sequence[Wanted], heads_min: int, step: float, named: frozenset[str]
) -> Iterator[str]:
    if isinstance(piece, Text):
        for one in private:
            yield from looking.in_text(piece, one)
        if not piece.is_code and small_cells.in_text(piece, heads_min):
            yield SMALL_WORDS.format(heads_min)
    elif isinstance(piece, Points):
        if any(looking.in_points(piece, one) for one in private):
            yield looking.HOME_POINT
    else:
        of_file = Grid(f"{stem}.csv {piece.where}", piece.rows)
        yield from small_cells.in_grid(of_file, heads_min, step, named)


def _limits(run: Path) -> tuple[int, float]:
    """The fewest people that the files of a run may tell of, and what they are rounded to."""
    stated = Publication()
    if (run / SCENARIO).is_file():
        settings = tomllib.loads((run / SCENARIO).read_text(encoding="utf-8")).get("publication", {})
        stated = Publication.model_validate(settings)
    if _edition(run) == "exempt":
        return stated.exempt_heads_min, 1
    return stated.suppression_heads_min, HEADS_STEP


def _edition(run: Path) -> str:
    return str(json.loads((run / MANIFEST).read_text(encoding="utf-8")).get("edition", "public"))


def _between(runs: Sequence[Path], folder: Path) -> list[Finding]:
    """What follows by subtraction between run folders that are checked together."""
    found = []
    for place, first in enumerate(runs):
        for other in (run for run in runs[place + 1 :] if _edition(run) == _edition(first)):
            names = " and ".join(run.relative_to(folder).as_posix() for run in (first, other))
            found += [Finding(names, "both together", fault) for fault in between_runs.faults(first, other)]
    return found
