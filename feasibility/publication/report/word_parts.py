"""Paragraphs and tables of a Word document as WordprocessingML; every text is escaped here and nowhere else.

Written as text and read in one go: python-docx takes seconds over the cells of a long table.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from feasibility.publication.report.layout import Laid
from feasibility.publication.report.references import Piece
from feasibility.publication.report.word_styles import INK, TABLE_POINTS
from feasibility.publication.views.view import HeadCell, RowGroup, View

TWENTIETHS_PER_MM = 1440 / 25.4
"""Word counts lengths in twentieths of a point."""
Ids = Mapping[str, str]
"""Style name to the id by which this document knows it."""


def run(text: str, properties: str = "") -> str:
    """Words in one look."""
    looks = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(style_id: str, inside: str, properties: str = "") -> str:
    """A paragraph of a style; `inside` is made by the functions here."""
    return f'<w:p><w:pPr><w:pStyle w:val="{escape(style_id)}"/>{properties}</w:pPr>{inside}</w:p>'


def words(pieces: Iterable[Piece], ids: Ids) -> str:
    """Words of which some lead to another place of the document."""
    looks = f'<w:rStyle w:val="{escape(ids["Hyperlink"])}"/>'
    return "".join(link(piece.text, piece.anchor, looks) if piece.anchor else run(piece.text) for piece in pieces)


def link(text: str, anchor: str, properties: str = "") -> str:
    """Words that lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{bookmark_name(anchor)}" w:history="1">{run(text, properties)}</w:hyperlink>'


def bookmark(anchor: str, inside: str, number: int) -> str:
    """Words that can be led to."""
    return (
        f'<w:bookmarkStart w:id="{number}" w:name="{bookmark_name(anchor)}"/>{inside}<w:bookmarkEnd w:id="{number}"/>'
    )


def bookmark_name(anchor: str) -> str:
    """An anchor as Word allows it: letters, figures and lines, 40 at most."""
    return "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in f"r_{anchor}")[:40]


def field(code: str, shown: str, properties: str = "") -> str:
    """A field that Word works out, with what it shows until then."""
    return f'<w:fldSimple w:instr=" {escape(code)} ">{run(shown, properties)}</w:fldSimple>'


def caption(kind: str, number: int, title: str, ids: Ids, mark: int, *, below: bool = False) -> str:
    """`Table 3. Words`, numbered by a field, so that Word can make a list of tables; it stays with what it names."""
    label = bookmark(f"{kind.lower()}-{number}", run(f"{kind} ") + field(f"SEQ {kind} \\* ARABIC", str(number)), mark)
    return paragraph(ids["Caption"], label + run(f". {title}"), '<w:keepNext w:val="0"/>' if below else "<w:keepNext/>")


def contents(entries: tuple[tuple[int, str, str], ...], ids: Ids) -> str:
    """The table of contents: (level, words, anchor), written out; Word puts page numbers in when it is updated."""
    code = '<w:instrText xml:space="preserve"> TOC \\o "1-1" \\h \\z \\u </w:instrText>'
    begin = '<w:fldChar w:fldCharType="begin"/>', code, '<w:fldChar w:fldCharType="separate"/>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    made = []
    for place, (level, text, anchor) in enumerate(entries):
        inside = (
            ("".join(f"<w:r>{step}</w:r>" for step in begin) if place == 0 else "")
            + link(text, anchor)
            + (end if place == len(entries) - 1 else "")
        )
        made.append(paragraph(ids[f"toc {level}"], inside))
    return "".join(made)


def table(view: View, lies: Laid, ids: Ids) -> str:
    """A table: its header rows repeat on every page, and no row is split between pages."""
    widths = [round(width * TWENTIETHS_PER_MM) for width in lies.widths_mm]
    text = _Letters(escape(ids["Report Table Text"]), _size(lies.points))
    rows = [*_head_rows(view, widths, text)]
    for group in view.groups:
        last = group is view.groups[-1]
        rows += _group_rows(group, view, widths, text, keep=lies.together, last=last)
    style = escape(ids["Report Table"])
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = "06A0" if view.row_heading == 0 else "0620"
    first = 1 if view.row_heading == 0 else 0
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="{look}" w:firstRow="1" w:lastRow="0" '
        f'w:firstColumn="{first}" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
        f'<w:tblCaption w:val="Table {view.number}"/><w:tblDescription w:val="{escape(view.caption)}"/>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


@dataclass(frozen=True)
class _Letters:
    """How the words of the cells of one table look."""

    style_id: str
    size: str


def _size(points: float) -> str:
    """The size of letters, where it is not that of the style."""
    half_points = round(points * 2)
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>' if half_points != TABLE_POINTS * 2 else ""


def _cell(text: str, letters: _Letters, width: int, *, span: int = 1, looks: str = "", figures: bool = False,
          bold: bool = False, keep: bool = False) -> str:  # fmt: skip
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    shape = ("<w:keepNext/>" if keep else "") + ('<w:jc w:val="right"/>' if figures else "")
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{across}{looks}</w:tcPr>'
        + paragraph(letters.style_id, run(text, ("<w:b/>" if bold else "") + letters.size) if text else "", shape)
        + "</w:tc>"
    )


def _edge(side: str, eighths: int, colour: str) -> str:
    return f'<w:tcBorders><w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour}"/></w:tcBorders>'


def _row(cells: str, *, head: bool = False) -> str:
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>{cells}</w:tr>"


def _head_rows(view: View, widths: list[int], letters: _Letters) -> Iterator[str]:
    if view.over:
        yield _row("".join(_over_cells(view.over, widths, letters)), head=True)
    below = _edge("bottom", 8, INK) + '<w:vAlign w:val="bottom"/>'
    yield _row(
        "".join(
            _cell(head.text, letters, width, looks=below, figures=head.figures, bold=True, keep=True)
            for head, width in zip(view.columns, widths, strict=True)
        ),
        head=True,
    )


def _over_cells(over: tuple[HeadCell, ...], widths: list[int], letters: _Letters) -> Iterator[str]:
    place = 0
    for head in over:
        looks = _edge("bottom", 4, "B1B4B6") if head.text else ""
        width = sum(widths[place : place + head.span])
        yield _cell(head.text, letters, width, span=head.span, looks=looks, bold=True, keep=True)
        place += head.span


def _group_rows(
    group: RowGroup, view: View, widths: list[int], letters: _Letters, *, keep: bool, last: bool
) -> Iterator[str]:
    """Rows under one heading; with `keep`, each stays with the next one, up to the last of the table."""
    columns, whole = len(widths), sum(widths)
    if group.title:
        yield _row(_cell(group.title, letters, whole, span=columns, bold=True, keep=True))
    if group.note:
        yield _row(_cell(group.note, letters, whole, span=columns, keep=True))
    for place, row in enumerate(group.rows):
        stays = keep and not (last and place == len(group.rows) - 1)
        looks = _edge("top", 8, INK) if group.totals and place == 0 else ""
        yield _row(
            "".join(
                _cell(text, letters, width, looks=looks, figures=head.figures, bold=group.totals, keep=stays)
                for text, head, width in zip(row, view.columns, widths, strict=True)
            )
        )
