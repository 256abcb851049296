"""Numbers of people too small to publish, in tables and in sentences."""

import re
from collections.abc import Iterator
from functools import lru_cache

from feasibility.privacy_check.pieces import Cell, Grid, Text
from feasibility.tables import PUBLISHED, headings
from feasibility.wording import worded

PEOPLE = (
    "heads", "heads_measured", "leavers", "recipients", "relocation_heads", "unsaid_heads", "unknown_heads",
    "unreached_heads",
)  # fmt: skip
"""Columns that count people, by their name in the published tables."""
NOT_PEOPLE = ("people",)
"""Tables whose heads are posts that a formula asks for, not persons."""
ON_PAGES = ("staff", "staff measured", "staff paid", "policy silent (staff)", "journey not known (staff)")
"""The same columns as the pages head them."""
ROWS_NAMED = 5
"""Rows of a table that a finding names; the rest are counted."""
_SAID = re.compile(
    r"(?<![\d.,£%–-])(\d{1,3})[^\S\n]+(?:members? of staff|staff|employees|leavers|people|persons?)\b(?!\s*years)", re.I
)
_LESS = re.compile(
    r"(?:fewer than|less than|under|below|at least|least|more than|over|than|per|to the nearest)\s*$", re.I
)


@lru_cache(maxsize=1)
def titles() -> frozenset[str]:
    """Headings, in small letters, of columns that count people."""
    of_tables = {
        title.lower()
        for name, schema in PUBLISHED.items()
        if name not in NOT_PEOPLE
        for column, (title, _) in headings(schema).items()
        if column in PEOPLE
    }
    return frozenset(of_tables | set(PEOPLE) | set(ON_PAGES))


def in_grid(grid: Grid, heads_min: int, step: float, named: frozenset[str]) -> Iterator[str]:
    """Rows where a column of people holds some, but fewer than `heads_min`; or what is no multiple of `step`."""
    if _posts(grid.where):
        return
    rows: dict[str, list[int]] = {}
    columns: dict[int, str] = {}
    for number, row in enumerate(grid.rows, start=1):
        heads = {place: str(cell) for place, cell in enumerate(row) if str(cell).strip().lower() in named}
        if heads:
            columns = heads
            continue
        for place, heading in columns.items():
            fault = _fault(_figure(row[place]) if place < len(row) else None, heads_min, step)
            if fault:
                rows.setdefault(f"{heading}: {fault}", []).append(number)
    for fault, numbers in rows.items():
        yield f"{_rows(numbers)}, {fault}"


def _fault(count: float | None, heads_min: int, step: float) -> str:
    if count is not None and 0 < count < heads_min:
        return f"some people, but fewer than {heads_min}"
    if count is not None and step > 1 and count % step:
        return f"a number of people that is not rounded to {step:g}"
    return ""


def _rows(numbers: list[int]) -> str:
    if len(numbers) == 1:
        return f"row {numbers[0]}"
    shown = ", ".join(map(str, numbers[:ROWS_NAMED]))
    more = f" and {len(numbers) - ROWS_NAMED} more" if len(numbers) > ROWS_NAMED else ""
    return f"rows {shown}{more}"


def in_text(text: Text, heads_min: int) -> bool:
    """Whether a sentence tells of some people, but fewer than `heads_min`; a threshold itself is no such number."""
    return any(
        0 < int(found.group(1)) < heads_min and not _LESS.search(text.words[max(0, found.start() - 16) : found.start()])
        for found in _SAID.finditer(text.words)
    )


def _posts(where: str) -> bool:
    return any(re.search(rf"\b({name}|{worded(name)})(\.csv)?\b", where) for name in NOT_PEOPLE)


def _figure(cell: Cell) -> float | None:
    if isinstance(cell, (int, float)):
        return float(cell)
    text = str(cell or "").strip().replace(",", "").replace("\N{MINUS SIGN}", "-")
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else None
