"""What the three forms share: layout on paper, references, letters and pictures."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from feasibility.publication.report import layout
from feasibility.publication.report.blocks import NewPage, Paragraph, Part, Subheading, Table
from feasibility.publication.report.lettering import FAMILY, drawable, lettered
from feasibility.publication.report.prepared import plain, prepared
from feasibility.publication.report.raster import png
from feasibility.publication.report.references import Piece, anchors, pieces
from tests.publication.example_document import SVG, costs, document, wide


def test_names_of_parts_and_tables_lead_to_them_and_the_words_stay() -> None:
    text = "As Appendix G and Table 2 say; not Appendix Z, Table 20 or Tablet 2."
    found = list(pieces(text, frozenset({"appendix-g", "table-2"})))
    assert "".join(piece.text for piece in found) == text
    assert [piece for piece in found if piece.anchor] == [
        Piece("Appendix G", "appendix-g"),
        Piece("Table 2", "table-2"),
    ]


def test_every_part_table_and_figure_can_be_led_to() -> None:
    assert anchors(prepared(document())) == {"answer", "appendix-g", "table-1", "table-2", "figure-1"}


def test_a_wide_table_turns_the_pages_of_its_section_and_no_others() -> None:
    blocks = (
        Paragraph("Before."), Subheading("A"), Table(wide()), Paragraph("After it."),
        Subheading("B"), Subheading("C", 4), Table(wide()), Subheading("D"), Paragraph("Upright again."),
    )  # fmt: skip
    found = list(layout.stretches(Part("k", "T", blocks)))
    assert [(stretch.across, len(stretch.blocks)) for stretch in found] == [(False, 1), (True, 6), (False, 2)]
    assert tuple(block for stretch in found for block in stretch.blocks) == blocks


def test_a_new_page_begins_a_section() -> None:
    blocks = (Subheading("A"), Paragraph("x"), NewPage(), Table(wide()))
    assert [stretch.across for stretch in layout.stretches(Part("k", "T", blocks))] == [False, True]


@pytest.mark.parametrize("across", [False, True])
@pytest.mark.parametrize("view", [wide(3), wide(14), wide(40)], ids=["narrow", "wide", "too wide"])
def test_columns_fill_the_page_and_no_more(view, across) -> None:
    lies = layout.laid(view, across=across, em_per_character=0.5)
    assert sum(lies.widths_mm) == pytest.approx(layout.ACROSS_MM if across else layout.UPRIGHT_MM)
    assert lies.points >= layout.LEAST_POINTS


def test_what_is_left_goes_where_words_are() -> None:
    """The column of sentences is wider than any column of figures."""
    lies = layout.laid(costs(), across=False, em_per_character=0.5)
    assert lies.widths_mm[0] > 2 * max(lies.widths_mm[1:])


def test_widths_that_a_table_asks_for_are_kept() -> None:
    view = costs()
    shares = (50, 25, 25)
    fixed = replace(view, columns=tuple(replace(h, width=w) for h, w in zip(view.columns, shares, strict=True)))
    lies = layout.laid(fixed, across=False, em_per_character=0.5)
    assert lies.widths_mm == pytest.approx([85, 42.5, 42.5])  # 170 mm between the margins


def test_a_short_table_stays_on_one_page_and_a_long_one_may_not() -> None:
    assert layout.laid(wide(3), across=False, em_per_character=0.5).together
    assert not layout.laid(costs(90), across=False, em_per_character=0.5).together


def test_a_picture_is_shown_no_wider_than_the_page_and_no_taller() -> None:
    # 760 px are 201 mm, more than the 170 between the margins; 340 px are 90 mm.
    assert layout.picture_width_mm(SVG, across=False) == pytest.approx(170)
    small = '<svg xmlns="x" viewBox="0 0 340 265">'
    assert layout.picture_width_mm(small, across=False) == pytest.approx(340 * 25.4 / 96)
    tall = '<svg viewBox="0 0 760 7600">'
    assert layout.picture_width_mm(tall, across=False) == pytest.approx(layout.PICTURE_UPRIGHT_MM / 10)


def test_letters_without_a_shape_are_written_by_name() -> None:
    assert drawable("Café → £5 – 10²") == "Café → £5 – 10²"
    assert drawable("Cafe\u0301 😀") == "Café [grinning face]"
    assert drawable("a\u2061b\ufe0f") == "ab"


def test_a_picture_asks_for_the_font_of_the_package() -> None:
    assert f"font-family=\"'{FAMILY}'\"" in lettered('<text font-family="Helvetica,Arial,sans-serif">')
    assert f"14px '{FAMILY}';fill" in lettered("text{font:14px Arial, Helvetica, sans-serif;fill:red}")
    assert "[grinning face]" in lettered("<text>&#128512;</text>")
    assert lettered("<text>a &#60; b &lt; c</text>") == "<text>a &#60; b &lt; c</text>"


def test_control_characters_and_turns_of_direction_are_left_out() -> None:
    assert plain("a\x00b\x07c\ud800d\u202ee\ufffff") == "abcdef"
    assert plain("one\r\n two\tthree") == "one  two three"


def test_a_picture_for_print_is_as_large_as_asked_and_says_so() -> None:
    drawn = png(SVG, width_mm=127, dpi=300)
    with Image.open(io.BytesIO(drawn)) as picture:
        assert picture.size[0] == 1500  # 127 mm are 5 inches
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)
        # The bar of 300 units in 760 is drawn in #1d4f7c; few colours may move a shade by a little, never by much.
        red, green, blue = picture.convert("RGB").getpixel((300, 80))
        assert picture.convert("RGB").getpixel((0, 0)) == (255, 255, 255)  # paper, not a grey box on it
        assert abs(red - 0x1D) + abs(green - 0x4F) + abs(blue - 0x7C) <= 12
    assert drawn == png.__wrapped__(SVG, width_mm=127, dpi=300)
