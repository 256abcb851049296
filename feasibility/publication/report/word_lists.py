"""Numbered and bulleted lists of a Word document: every numbered list begins at one."""

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart
from lxml.etree import _Element

_INDENT = '<w:pPr><w:ind w:left="397" w:hanging="397"/></w:pPr>'
_LEVEL = {
    True: f'<w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/><w:lvlJc w:val="left"/>{_INDENT}',
    False: f'<w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>{_INDENT}',
}


def properties(word: WordDocument, *, numbered: bool) -> str:
    """What the paragraphs of one list have in common: the list they belong to, made here."""
    numbering = _numbering(word)
    abstract = _abstract(numbering, numbered=numbered)
    number = 1 + max((int(found.get(qn("w:numId"), "0")) for found in numbering.iter(qn("w:num"))), default=0)
    begins = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if numbered else ""
    made = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{abstract}"/>{begins}</w:num>'
    last = [*numbering.iter(qn("w:num"), qn("w:abstractNum"))][-1]
    last.addnext(parse_xml(made))
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def _abstract(numbering: _Element, *, numbered: bool) -> int:
    """The id of the report's own kind of list, put in before the first is made."""
    name = "report-numbers" if numbered else "report-bullets"
    kinds = [*numbering.iter(qn("w:abstractNum"))]
    for kind in kinds:
        label = kind.find(qn("w:name"))
        if label is not None and label.get(qn("w:val")) == name:
            return int(kind.get(qn("w:abstractNumId"), "0"))
    number = 1 + max((int(kind.get(qn("w:abstractNumId"), "0")) for kind in kinds), default=-1)
    made = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="singleLevel"/>'
        f'<w:name w:val="{name}"/><w:lvl w:ilvl="0">{_LEVEL[numbered]}</w:lvl></w:abstractNum>'
    )
    numbering.insert(numbering.index(kinds[-1]) + 1 if kinds else 0, made)
    return number


def _numbering(word: WordDocument) -> _Element:
    """The lists of a document; a document without any is given the part for them."""
    if not any(related.reltype == RELATIONSHIP_TYPE.NUMBERING for related in word.part.rels.values()):
        word.part.relate_to(
            NumberingPart.load(
                PackURI("/word/numbering.xml"),
                CONTENT_TYPE.WML_NUMBERING,
                f"<w:numbering {nsdecls('w')}/>".encode(),
                word.part.package,
            ),
            RELATIONSHIP_TYPE.NUMBERING,
        )
    element: _Element = word.part.numbering_part.element
    return element
