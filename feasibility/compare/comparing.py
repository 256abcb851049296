"""Run folders into one folder of what differs between them, what changes, and what each input adds."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from feasibility.compare import changed, explaining, few_people, found, page, reading, studies
from feasibility.compare.asking import Asker
from feasibility.compare.explaining import Change
from feasibility.compare.reading import Published
from feasibility.compare.studies import NotFound, Study
from feasibility.publication import csvs, folder
from feasibility.tables.comparing import COMPARING

EXEMPT = "-exempt"
"""Ending of what is made of exempt runs, as of their own folders."""
Studies = Mapping[int, Study | NotFound]


def compare(
    folders: Sequence[Path], named: Sequence[Path], out: Path, cache: Path | None, say: Callable[[str], None]
) -> Path:
    """Compare runs, the first against each other one, into `out/compare-<hash of the run ids>`; return that folder.

    `named` is scenario files, or folders of them, from which the runs can be worked out again; where they are not
    there, or are no longer those of the runs, the comparison stands without the explanation and says why. Raises
    `InputError` with all that is wrong with the folders. The result is complete, or it is not there.
    """
    say("Reading the runs")
    runs, asker = reading.runs(folders), Asker(cache, say)
    places = studies.folders(named)
    of_runs = {run.place: studies.found(run, places) for run in runs}
    hidden = _few_people(runs, of_runs, asker)
    held_back = hidden | {run.place: why for run in runs if (why := _other_pounds(run, runs[0]))}
    changes = [_change(runs[0], run, of_runs, held_back.get(run.place, ""), asker) for run in runs[1:]]
    say("Writing the comparison")
    tables = found.tables(runs, changes, held_back, hidden)
    name = f"compare-{_hash([run.run_id for run in runs])}{EXEMPT if runs[0].edition == 'exempt' else ''}"
    text = page.page(runs, tables, name)
    with folder.complete(out, name) as place:
        for table, schema in COMPARING.items():
            csvs.save_table(tables[table], schema, place / f"{table}.csv")
        (place / "compare.html").write_text(text, encoding="utf-8", newline="\n")
    return out / name


def _hash(run_ids: Sequence[str]) -> str:
    """Twelve hexadecimal digits, as of a run; the order counts, for the first run is what others are held against."""
    return hashlib.sha256(json.dumps(list(run_ids)).encode()).hexdigest()[:12]


def _few_people(runs: Sequence[Published], of_runs: Studies, asker: Asker) -> dict[int, str]:
    """Place of each run whose pounds would tell of few people beside those of a run before it, and why."""
    hidden: dict[int, str] = {}
    for count, run in enumerate(runs):
        for before in (each for each in runs[:count] if each.place not in hidden):
            why = _tells_of_few(before, run, of_runs, asker)
            if why:
                hidden[run.place] = why
                break
    return hidden


def _tells_of_few(before: Published, run: Published, of_runs: Studies, asker: Asker) -> str:
    if not few_people.private_files_differ(before, run):
        return ""
    one, two = of_runs[before.place], of_runs[run.place]
    if isinstance(one, NotFound) or isinstance(two, NotFound):
        return few_people.UNKNOWN
    return few_people.reason(one, two, changed.between(one, two), asker)


def _other_pounds(run: Published, first: Published) -> str:
    if run.price_base_year == first.price_base_year:
        return ""
    return f"its pounds are of {run.price_base_year} and those of run 1 of {first.price_base_year}"


def _change(first: Published, other: Published, of_runs: Studies, held_back: str, asker: Asker) -> Change:
    if held_back:
        return explaining.unexplained(first, other, held_back)
    one, two = of_runs[first.place], of_runs[other.place]
    if isinstance(one, NotFound):
        return explaining.unexplained(first, other, one.reason)
    if isinstance(two, NotFound):
        return explaining.unexplained(first, other, two.reason)
    return explaining.explained(one, two, changed.between(one, two), asker)
