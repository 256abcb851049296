"""The first sheet: what the run is, which sheets there are, and what every column means."""

from collections.abc import Sequence

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from feasibility import tables, wording
from feasibility.publication.release import Release
from feasibility.publication.workbook import tables_of
from feasibility.publication.workbook.cells import BOLD, WRAPPED, SumSheet, height, put

NOTES = "Notes"
FOLLOWING = (
    "On the sheets Settings, Discount factors, Cost sheet and Net present cost, figures are formulas wherever the "
    "published figures give the figure of the run to a penny; column Figures of the run says where one is not.",
    "All other sheets hold the figures of the run as they are, and no formula: a changed setting changes none of them.",
    "Every table has a name of its own, such as options, which formulas may use.",
)
"""What a reader needs to know before following a sum."""
_WIDTHS = (("A", 24), ("B", 70), ("C", 70))


def fill(sheet: Worksheet, release: Release, sums: Sequence[SumSheet]) -> None:
    """Write the notes: the run, then the sheets, then the columns of each."""
    lines = [*_run(release), (), *_sheets(release, sums), (), *_columns(sums)]
    for row, line in enumerate(lines, start=1):
        for number, text in enumerate(line, start=1):
            cell = put(sheet.cell(row, number), text)
            cell.alignment = WRAPPED if number > 1 else Alignment(vertical="top")
            if row == 1 or line[0] in ("Sheet", "Edition"):
                cell.font = BOLD
        wrapped = [(text, wide) for text, (_, wide) in zip(line, _WIDTHS, strict=False)][1:]
        sheet.row_dimensions[row].height = height(wrapped)
    for letter, wide in _WIDTHS:
        sheet.column_dimensions[letter].width = wide


def _run(release: Release) -> list[tuple[str, ...]]:
    heading = release.heading
    status = "Draft: not every figure behind the answer is validated" if heading.draft else "Validated"
    return [
        (heading.title,),
        (heading.subtitle,),
        (),
        ("Edition", release.marking or wording.capital(release.edition)),
        ("As at", heading.as_at),
        ("Prices", heading.price_base),
        ("Run", heading.run_id),
        ("Status", status),
        ("Firmness", heading.firmness),
        *(("Licence", line) for line in heading.licence_lines),
        *(("Answer", sentence) for sentence in release.verdict),
        *(("Warning", warning) for warning in release.warnings),
        *(("Sums", sentence) for sentence in FOLLOWING),
    ]


def _sheets(release: Release, sums: Sequence[SumSheet]) -> list[tuple[str, ...]]:
    return [
        ("Sheet", "What it holds", "Rows"),
        *((one.title, one.about, str(len(one.columns[0].cells))) for one in sums),
        *(
            (wording.worded(name), tables_of.described(schema), str(len(release.tables[name])))
            for name, schema in tables.PUBLISHED.items()
        ),
    ]


def _columns(sums: Sequence[SumSheet]) -> list[tuple[str, ...]]:
    lines: list[tuple[str, ...]] = [("Sheet", "Column", "Meaning")]
    for one in sums:
        lines += [(one.title, c.heading, meaning) for c, meaning in zip(one.columns, one.meanings, strict=True)]
    for name, schema in tables.PUBLISHED.items():
        meanings = (meaning for _, meaning in tables.headings(schema).values())
        lines += [
            (wording.worded(name), *told) for told in zip(tables_of.headings(schema).values(), meanings, strict=True)
        ]
    return lines
