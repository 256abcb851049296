"""Pictures in a Word document, with their descriptions."""

import io

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree


def drawing(word: WordDocument, png: bytes, width_mm: float, title: str, description: str, number: int) -> str:
    """A run with a picture that stands in the line of text.

    `description` is read out to those who do not see it; the title, where there is none.
    """
    inline = word.part.new_pic_inline(io.BytesIO(png), Mm(width_mm))
    inline.docPr.set("id", str(number))
    inline.docPr.set("name", f"Picture {number}")
    inline.docPr.set("title", title)
    inline.docPr.set("descr", description or title)
    for inside in inline.iter(qn("pic:cNvPr")):
        inside.set("name", f"picture-{number}.png")
    return f"<w:r><w:drawing>{etree.tostring(inline, encoding='unicode')}</w:drawing></w:r>"
