"""How the parts of a report place what is said, tabulated and drawn."""

from dataclasses import replace

from feasibility import wording
from feasibility.publication.figures import Chart
from feasibility.publication.report.blocks import Block, Bullets, Figure, Paragraph, Subheading, Table
from feasibility.publication.views.view import RowGroup, View

BELOW = "The table below has its figures."
"""Said under a picture whose table follows it."""


def said(*sentences: str) -> tuple[Paragraph, ...]:
    """Each sentence in a paragraph of its own; blank ones are left out."""
    return tuple(Paragraph(sentence) for sentence in sentences if sentence)


def listed(sentences: tuple[str, ...]) -> tuple[Block, ...]:
    """Sentences as a list; one alone is a paragraph, none is nothing."""
    return (Bullets(sentences),) if len(sentences) > 1 else said(*sentences)


def shown(*views: View, without: str = "") -> tuple[Block, ...]:
    """Tables with rows; where none has any, what `without` says."""
    held = tuple(Table(view) for view in views if view.groups)
    return held or said(without)


def drawn(chart: Chart | None, note: str = BELOW) -> tuple[Block, ...]:
    """A picture whose table stands in the text beside it; nothing where there is no picture."""
    return () if chart is None else (Figure(replace(chart, view=None), note),)


def under(heading: str, *blocks: Block) -> tuple[Block, ...]:
    """Blocks below a heading of their own; nothing where there are none."""
    return (Subheading(heading), *blocks) if blocks else ()


def first(view: View, rows: int, table: str) -> View:
    """The first `rows` rows of a table, with a note that says so and names the published `table` that has the rest.

    A table that is no longer stays as it is. Totals that follow the rows cut go with them.
    """
    groups, left = [], rows
    for group in view.groups:
        if left > 0:
            groups.append(replace(group, rows=group.rows[:left]))
            left -= len(group.rows)
    cut = sum(map(_rows, view.groups)) - sum(map(_rows, groups))
    if not cut:
        return view
    note = f"Shown are the first {rows} of {wording.counted(rows + cut, 'row')}. {rest_in(table)}"
    return replace(view, groups=tuple(groups), note=f"{note} {view.note}".strip())


def rest_in(table: str) -> str:
    """Where all rows of a published table stand."""
    return f"All stand in tables/{table}.csv and on the sheet {wording.worded(table)} of results.xlsx."


def _rows(group: RowGroup) -> int:
    return len(group.rows)
