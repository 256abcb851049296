"""The paper of a Word document: which way each page lies, and what stands at its head and foot."""

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from itertools import groupby

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section, _BaseHeaderFooter
from docx.shared import Mm
from lxml.etree import _Element

from feasibility.publication.report.blocks import Document
from feasibility.publication.report.layout import ACROSS_MM, MARGIN_MM, UPRIGHT_MM
from feasibility.publication.report.prepared import status
from feasibility.publication.report.word_parts import TWENTIETHS_PER_MM, field, paragraph, run
from feasibility.publication.report.word_styles import ids

A4_MM = (210, 297)
_ONCE = ("w:titlePg", "w:pgNumType")
"""What the first pages alone may have: a first page of their own, and the number that counting begins at."""


@dataclass(frozen=True)
class Sheet:
    """Text on pages that lie the same way, as WordprocessingML."""

    across: bool
    text: str
    new_page: bool = False


@dataclass(frozen=True)
class Paper:
    """The paper of the document and how wide its text is."""

    upright: _Element
    """Properties of a section (`sectPr`) of upright pages, with the heads and feet of every page."""

    def scale(self, *, across: bool) -> float:
        """Width of the text over that of A4 with the report's margins."""
        size, margins = self.upright.find(qn("w:pgSz")), self.upright.find(qn("w:pgMar"))
        side = "w:h" if across else "w:w"
        width = int(size.get(qn(side))) - int(margins.get(qn("w:left"))) - int(margins.get(qn("w:right")))
        return width / TWENTIETHS_PER_MM / (ACROSS_MM if across else UPRIGHT_MM)


def paper(word: WordDocument, document: Document, *, own: bool) -> Paper:
    """The paper of the first pages, marked: A4, or that of an officer's template with its heads and feet."""
    section = word.sections[0]
    if own:
        section.page_width, section.page_height = Mm(A4_MM[0]), Mm(A4_MM[1])
        section.left_margin = section.right_margin = Mm(MARGIN_MM)
        section.top_margin, section.bottom_margin = Mm(24), Mm(24)
        section.header_distance = section.footer_distance = Mm(11)
    _mark(word, section, document)
    upright = deepcopy(section._sectPr)
    for tag in ("w:type", "w:cols"):
        for found in upright.findall(qn(tag)):
            upright.remove(found)
    return Paper(upright)


def fill(word: WordDocument, paper: Paper, sheets: Iterable[Sheet]) -> None:
    """Put the text in place of whatever the document held, and turn the pages as it asks."""
    body = word.element.body
    for element in list(body):
        body.remove(element)
    groups = [(across, list(group)) for across, group in groupby(sheets, key=lambda sheet: sheet.across)]
    for number, (across, group) in enumerate(groups):
        for place, sheet in enumerate(group):
            elements = list(parse_xml(f"<w:body {nsdecls('w')}>{sheet.text}</w:body>"))
            if sheet.new_page and place and elements:
                elements[0].get_or_add_pPr().get_or_add_pageBreakBefore()
            body.extend(elements)
        properties = _properties(paper, across=across, first=number == 0)
        if number == len(groups) - 1:
            body.append(properties)
        else:
            _last_paragraph(body).get_or_add_pPr().append(properties)


def _last_paragraph(body: _Element) -> _Element:
    if body[-1].tag != qn("w:p"):
        body.append(parse_xml(f"<w:p {nsdecls('w')}/>"))
    return body[-1]


def _properties(paper: Paper, *, across: bool, first: bool) -> _Element:
    made = deepcopy(paper.upright)
    if not first:
        for tag in _ONCE:
            for found in made.findall(qn(tag)):
                made.remove(found)
    if across:
        size = made.find(qn("w:pgSz"))
        width, height = size.get(qn("w:w")), size.get(qn("w:h"))
        size.set(qn("w:w"), height)
        size.set(qn("w:h"), width)
        size.set(qn("w:orient"), "landscape")
    return made


def _mark(word: WordDocument, section: Section, document: Document) -> None:
    """The marking at every head and foot, and at the foot the run and the number of the page."""
    heads = [section.header]
    feet = [section.footer]
    if section.different_first_page_header_footer:
        heads.append(section.first_page_header)
        feet.append(section.first_page_footer)
    if word.settings.odd_and_even_pages_header_footer:
        heads.append(section.even_page_header)
        feet.append(section.even_page_footer)
    names = ids(word)
    marking = paragraph(names["Report Marking"], run(document.marking))
    for head in heads:
        _add(head, marking if document.marking else "")
    for foot in feet:
        numbered = any("PAGE" in (code.text or "") for code in foot._element.iter(qn("w:instrText")))
        numbered = numbered or any(
            "PAGE" in code.get(qn("w:instr"), "") for code in foot._element.iter(qn("w:fldSimple"))
        )
        _add(foot, _foot(document, names["Footer"], numbered=numbered) + (marking if document.marking else ""))


def _foot(document: Document, style_id: str, *, numbered: bool) -> str:
    heading = document.heading
    words = " · ".join([heading.title, f"run {heading.run_id}", *([status(heading)[0]] if heading.draft else [])])
    place = round(UPRIGHT_MM * TWENTIETHS_PER_MM)
    old = "".join(
        f'<w:tab w:val="clear" w:pos="{at}"/>' for at in (4320, 4513, 8640, 9026)
    )  # Word's own, in inches, cm
    tabs = f'<w:tabs>{old}<w:tab w:val="right" w:pos="{place}"/></w:tabs>'
    page = "<w:r><w:tab/></w:r>" + run("Page ") + field("PAGE", "1") + run(" of ") + field("NUMPAGES", "1")
    return paragraph(style_id, run(words) + ("" if numbered else page), tabs)


def _add(place: _BaseHeaderFooter, text: str) -> None:
    """Paragraphs after what stands there; an empty first paragraph gives way to them."""
    element = place._element
    made = list(parse_xml(f"<w:body {nsdecls('w')}>{text}</w:body>"))
    if made and len(element) == 1 and not "".join(element.itertext()).strip():
        element.remove(element[0])
    element.extend(made)
