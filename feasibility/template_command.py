"""The workbook that an officer fills: the table of contents of `feasibility template`."""

import difflib
from pathlib import Path

from feasibility.errors import FeasibilityError, raise_all
from feasibility.template import sheets, workbook


def write_template(what: str, out: Path, *, force: bool) -> int:
    """Write the workbook of `what` (`sites`, `study` or one role) to `out`; the number of its tables.

    Raises `FeasibilityError` for a word that names no table, a name that is none of a workbook, a folder that is not
    there, and a file that is there already unless `force`d.
    """
    chosen = sheets.named(what)
    words = [*dict.fromkeys(["sites", sheets.EVERYTHING, *sheets.SHEETS])]
    near = "".join(f" (did you mean {word}?)" for word in difflib.get_close_matches(what, words, n=1))
    unknown = f"{what[:40]} is no table of a study{near}; write one of {', '.join(words)}"
    raise_all(FeasibilityError, "template", [] if chosen else [unknown])
    raise_all(FeasibilityError, f"--out {out.name}", _faults(out, force=force))
    workbook.save(chosen, out)
    return len(chosen)


def _faults(out: Path, *, force: bool) -> list[str]:
    faults = []
    if out.suffix.lower() != ".xlsx":
        faults.append("is no name of a workbook; end it in .xlsx")
    if out.is_dir() or not out.parent.is_dir():
        faults.append("names a folder, or lies in a folder that is not there; name a file in a folder that is")
    elif out.exists() and not force:
        faults.append("is there already, perhaps filled; name another file, or add --force to replace it")
    return faults
