"""The styles of a Word document: real ones, so that contents, navigation and screen readers work.

An officer's template has the last word: a style that it has stays as it is, and only those that it lacks are added.
"""

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

FONT = "Arial"
ACCENT, INK, QUIET = "1D4F7C", "0B0C0C", "3D4347"
TABLE_STYLE = "Report Table"
TABLE_POINTS = 9.0
TERM_MM = 50
"""How far the words of a term are set in."""


@dataclass(frozen=True)
class Looks:
    """How a paragraph style looks."""

    points: float
    bold: bool = False
    colour: str = INK
    before_points: float = 0
    after_points: float = 6
    keep_next: bool = False
    hanging_mm: float = 0
    centred: bool = False
    rule: str = ""
    """Where lines are drawn: sides of the paragraph, such as `left` or `top left bottom right`."""


PARAGRAPHS = {
    "Normal": Looks(10.5),
    "Title": Looks(26, bold=True, colour=ACCENT, after_points=6),
    "Subtitle": Looks(13, colour=QUIET, after_points=12),
    "Heading 1": Looks(18, bold=True, colour=ACCENT, after_points=10, keep_next=True),
    "Heading 2": Looks(13, bold=True, colour=ACCENT, before_points=16, after_points=5, keep_next=True),
    "Heading 3": Looks(11, bold=True, colour=ACCENT, before_points=12, after_points=4, keep_next=True),
    "Caption": Looks(10, bold=True, before_points=10, after_points=4, keep_next=True),
    "List Bullet": Looks(10.5, after_points=3),
    "List Number": Looks(10.5, after_points=3),
    "TOC Heading": Looks(18, bold=True, colour=ACCENT, before_points=12, after_points=8, keep_next=True),
    "toc 1": Looks(10.5, bold=True, before_points=6, after_points=2),
    "toc 2": Looks(10, after_points=1, hanging_mm=-6),
    "Header": Looks(9),
    "Footer": Looks(8, colour=QUIET),
    "Report Lead": Looks(13, bold=True, after_points=8),
    "Report Note": Looks(9, colour=QUIET, before_points=3),
    "Report Warning": Looks(10.5, before_points=6, after_points=8, rule="left"),
    "Report Status": Looks(10.5, after_points=24, rule="top left bottom right"),
    "Report Marking": Looks(9, bold=True, after_points=0, centred=True),
    "Report Term": Looks(10, after_points=3, hanging_mm=TERM_MM),
    "Report Picture": Looks(10.5, before_points=8, after_points=2, keep_next=True),
    "Report Table Text": Looks(TABLE_POINTS, before_points=1, after_points=1),
}
"""Style to its looks. Those of Word have the names of Word; the others begin with `Report`."""


def add(word: WordDocument, *, own: bool) -> None:
    """Put in the styles that are not there; with `own`, make those of Word look like the report's too."""
    for name, looks in PARAGRAPHS.items():
        there = _paragraph_style(word, name)
        if there is None or own:
            _look(there or _new(word, name), looks, own=own)
    if "Hyperlink" not in word.styles:
        link = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.color.rgb = RGBColor.from_string(ACCENT)
        link.font.underline = True
    if TABLE_STYLE not in word.styles:
        word.styles.element.append(_table_style())
    if own:
        _language(word)


def ids(word: WordDocument) -> dict[str, str]:
    """Style name to the id by which a document knows it, whatever language it was made in."""
    return {name: str(word.styles[name].style_id) for name in (*PARAGRAPHS, "Hyperlink", TABLE_STYLE)}


def _paragraph_style(word: WordDocument, name: str) -> ParagraphStyle | None:
    found = [style for style in word.styles if style.name == name]
    return found[0] if found and isinstance(found[0], ParagraphStyle) else None


def _new(word: WordDocument, name: str) -> ParagraphStyle:
    style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=not name.startswith("Report"))
    if not isinstance(style, ParagraphStyle):  # what was asked for is what is given
        raise TypeError(name)
    style.base_style = _paragraph_style(word, "Normal")
    style.quick_style = True
    return style


def _look(style: ParagraphStyle, looks: Looks, *, own: bool) -> None:
    """Letters and spacing. Where the template is an officer's, its font stays."""
    font, shape = style.font, style.paragraph_format
    if own:
        letters = style.element.get_or_add_rPr()
        for old in list(letters):
            letters.remove(old)
        fonts = letters.get_or_add_rFonts()
        for side in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{side}"), FONT)
    font.size, font.bold, font.italic = Pt(looks.points), looks.bold, False
    font.color.rgb = RGBColor.from_string(looks.colour)
    shape.space_before, shape.space_after = Pt(looks.before_points), Pt(looks.after_points)
    shape.keep_with_next = looks.keep_next
    shape.line_spacing = 1.15 if looks.points > TABLE_POINTS else 1.0
    if looks.hanging_mm > 0:
        shape.left_indent, shape.first_line_indent = Mm(looks.hanging_mm), Mm(-looks.hanging_mm)
    elif looks.hanging_mm < 0:
        shape.left_indent = Mm(-looks.hanging_mm)
    if looks.centred:
        shape.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _rules(style, looks.rule)


def _rules(style: ParagraphStyle, sides: str) -> None:
    around = style.element.get_or_add_pPr()
    for old in around.findall(qn("w:pBdr")):
        around.remove(old)
    if not sides:
        return
    lines = "".join(f'<w:{side} w:val="single" w:sz="12" w:space="6" w:color="{INK}"/>' for side in sides.split())
    border = parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>")
    following = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc")
    place = next((around.index(found) for tag in following if (found := around.find(qn(tag))) is not None), len(around))
    around.insert(place, border)


def _table_style() -> object:
    return parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:uiPriority w:val="99"/><w:qFormat/>'
        '<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>'
        '<w:insideH w:val="single" w:sz="4" w:space="0" w:color="E3E6E8"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="20" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="20" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>'
        "</w:style>"
    )


def _language(word: WordDocument) -> None:
    """British English for the spelling checker and the screen reader."""
    for language in word.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
