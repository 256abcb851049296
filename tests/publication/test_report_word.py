"""The Word document: its styles, fields and pictures, and an officer's own template."""

import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from feasibility.errors import InputError
from feasibility.inputs.word_template import faults
from feasibility.publication.report import word
from tests.publication.example_document import HOSTILE, document


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("word") / "a.docx"
    word.save(document(), path)
    return path


@pytest.fixture(scope="module")
def opened_word(made: Path) -> WordDocument:
    return docx.Document(str(made))


def paragraphs(opened_word: WordDocument, style: str) -> list[str]:
    return ["".join(t.text for t in p._p.iter(qn("w:t"))) for p in opened_word.paragraphs if p.style.name == style]


def test_headings_are_headings(opened_word: WordDocument) -> None:
    assert paragraphs(opened_word, "Title") == [f"A shared centre {HOSTILE}"]
    assert paragraphs(opened_word, "Heading 1") == ["The answer", f"Appendix G. Costs {HOSTILE}"]
    assert paragraphs(opened_word, "Heading 2") == ["Upright", "Across"]
    assert paragraphs(opened_word, "Heading 3") == ["Deeper"]


def test_captions_are_numbered_by_fields_that_already_show_their_numbers(opened_word: WordDocument) -> None:
    captions = [p for p in opened_word.paragraphs if p.style.name == "Caption"]
    fields = [(f.get(qn("w:instr")).strip(), "".join(t.text for t in f.iter(qn("w:t"))))
              for p in captions for f in p._p.iter(qn("w:fldSimple"))]  # fmt: skip
    assert fields == [("SEQ Table \\* ARABIC", "1"), ("SEQ Figure \\* ARABIC", "1"), ("SEQ Table \\* ARABIC", "2")]


def test_the_contents_are_written_out_and_ask_nothing_when_opened(made: Path, opened_word: WordDocument) -> None:
    assert paragraphs(opened_word, "toc 1") == ["The answer", f"Appendix G. Costs {HOSTILE}"]
    with zipfile.ZipFile(made) as packed:
        assert b"updateFields" not in packed.read("word/settings.xml")
        assert b'TOC \\o "1-1"' in packed.read("word/document.xml")


def test_links_lead_to_bookmarks_that_are_there(opened_word: WordDocument) -> None:
    body = opened_word.element.body
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    led = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert len(marks) == len(set(marks))
    assert led <= set(marks) and {"r_appendix_g", "r_table_2", "r_figure_1"} <= led


def test_header_rows_repeat_and_no_row_is_split(opened_word: WordDocument) -> None:
    first, second = opened_word.tables
    heads = [[row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows] for table in (first, second)]
    assert heads == [[True, True, False, False, False, False, False, False], [True, False, False, False]]
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for table in (first, second) for row in table.rows)


def test_wide_tables_lie_across(opened_word: WordDocument) -> None:
    sizes = [(section.page_width > section.page_height) for section in opened_word.sections]
    assert sizes == [False, True, False]


def test_pictures_have_descriptions(opened_word: WordDocument) -> None:
    (about,) = opened_word.element.body.iter(qn("wp:docPr"))
    assert (about.get("title"), about.get("descr")) == ("Total cost", "Option one costs 1,000 pounds.")


def test_every_numbered_list_begins_at_one(made: Path, opened_word: WordDocument) -> None:
    lists = [p._p.pPr.numPr.numId.val for p in opened_word.paragraphs if p.style.name == "List Number"]
    assert lists[0] == lists[1] != lists[2]


def test_the_marking_is_in_every_head_and_foot_with_run_and_page(opened_word: WordDocument) -> None:
    for section in opened_word.sections:
        assert 'Part 2: exempt – "paragraph 3"' in "".join(p.text for p in section.header.paragraphs)
        foot = "".join(t.text for t in section.footer._element.iter(qn("w:t")))
        assert "run 1a2b3c · Draft" in foot and "Page 1 of 1" in foot and 'exempt – "paragraph 3"' in foot


def test_the_language_is_british_english(made: Path) -> None:
    with zipfile.ZipFile(made) as packed:
        assert b'w:lang w:val="en-GB"' in packed.read("word/styles.xml")


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A council's own document: A5, its colours, a head and a foot, text that must go, and where its maker kept it."""
    own = docx.Document()
    own.add_paragraph("Old text of somebody")
    own.styles["Heading 1"].font.name = "Georgia"
    own.styles["Heading 1"].font.size = Pt(31)
    section = own.sections[0]
    section.page_width, section.page_height = Mm(148), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "Borough of Example"
    section.first_page_header.paragraphs[0].text = "First page of Example"
    own.add_section()
    attached = parse_xml(f'<w:attachedTemplate {nsdecls("w", "r")} r:id="rId99"/>')
    own.settings.element.insert(0, attached)
    own.core_properties.author = "J Smith"
    own.styles.add_style("Report Note", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(7)
    own.save(str(tmp_path / "council.docx"))
    return tmp_path / "council.docx"


def test_a_template_gives_styles_paper_and_heads_and_loses_its_text(template: Path, tmp_path: Path) -> None:
    word.save(document(), tmp_path / "b.docx", template)
    made = docx.Document(str(tmp_path / "b.docx"))
    assert (made.styles["Heading 1"].font.name, made.styles["Heading 1"].font.size) == ("Georgia", Pt(31))
    assert made.styles["Report Note"].font.size == Pt(7)
    assert paragraphs(made, "Heading 1") == ["The answer", f"Appendix G. Costs {HOSTILE}"]
    assert [round(section.page_width.mm) for section in made.sections] == [148, 210, 148]
    head = [p.text for p in made.sections[1].header.paragraphs]
    assert head == ["Borough of Example", 'Part 2: exempt – "paragraph 3"']
    assert made.sections[0].first_page_header.paragraphs[0].text == "First page of Example"
    assert 'Part 2: exempt – "paragraph 3"' in [p.text for p in made.sections[0].first_page_header.paragraphs]
    # 148 - 2 x 15 mm are 118 between the margins.
    assert sum(int(c.get(qn("w:w"))) for c in made.tables[0]._tbl.tblGrid) == pytest.approx(118 * 1440 / 25.4, abs=3)
    with zipfile.ZipFile(tmp_path / "b.docx") as packed:
        everything = b"".join(packed.read(name) for name in packed.namelist())
    assert b"Old text of somebody" not in everything
    assert b"J Smith" not in everything and b"attachedTemplate" not in everything


def test_a_template_without_lists_or_styles_is_given_them(tmp_path: Path) -> None:
    bare = docx.Document()
    for name in ("List Number", "List Bullet", "Caption", "Title"):
        bare.styles[name].delete()
    for key, related in list(bare.part.rels.items()):
        if related.reltype.endswith("/numbering"):
            del bare.part.rels[key]
    bare.save(str(tmp_path / "bare.docx"))
    word.save(document(), tmp_path / "c.docx", tmp_path / "bare.docx")
    assert paragraphs(docx.Document(str(tmp_path / "c.docx")), "List Number") == ["First", "Second", "Again first"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("none.docx", None, "there is no file none.docx"),
        ("a.dotx", b"x", "save it as a Word document (.docx)"),
        ("a.docm", b"x", "holds macros"),
        ("a.docx", b"not a zip file", "is not a Word document, or is damaged"),
    ],
)
def test_a_template_that_is_none_is_told_in_words(name, content, told, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (fault,) = faults(tmp_path / name)
    assert told in fault and str(tmp_path) not in fault
    with pytest.raises(InputError, match=r"a\.|none\."):
        word.save(document(), tmp_path / "out.docx", tmp_path / name)


def test_a_zip_file_that_is_no_document_and_a_damaged_one_are_told(template: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.docx", "w") as packed:
        packed.writestr("hello.txt", "hello")
    assert "cannot be read as a Word document" in faults(tmp_path / "other.docx")[0]
    content = bytearray(template.read_bytes())
    content[200:260] = b"\0" * 60
    (tmp_path / "damaged.docx").write_bytes(bytes(content))
    assert len(faults(tmp_path / "damaged.docx")) == 1
    assert faults(template) == []


def test_libreoffice_opens_it(made: Path, tmp_path: Path) -> None:
    """What another program makes of the file: pages upright and across, headings and repeated header rows."""
    if shutil.which("soffice") is None or shutil.which("pdftotext") is None:
        pytest.skip("LibreOffice or poppler is not installed")
    home = f"-env:UserInstallation={(tmp_path / 'home').as_uri()}"
    command = ["soffice", home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(made)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    read = subprocess.run(
        ["pdftotext", "-layout", str(tmp_path / "a.pdf"), "-"], capture_output=True, text=True, check=True
    )
    pages = read.stdout.split("\f")[:-1]
    assert len(pages) >= 4
    assert all('exempt – "paragraph 3"' in page for page in pages)
    assert "Heading" in read.stdout and "Appendix G. Costs" in read.stdout and f"of {len(pages)}" in pages[0]
