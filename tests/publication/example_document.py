"""A small document with every kind of block, and with text that would do harm where it is taken for more than text."""

from feasibility.publication.figures import Chart
from feasibility.publication.release import Heading
from feasibility.publication.report.blocks import (
    Block,
    Bullets,
    Document,
    Figure,
    NewPage,
    Paragraph,
    Part,
    Subheading,
    Table,
    Terms,
)
from feasibility.publication.views.view import HeadCell, RowGroup, View

HOSTILE = "<script>alert(1)</script> #eval(\"1\") =1+1 ] *bold* _x_ $x$ @a \\ {{ 7*7 }} ]]> &amp; 'q' // /* `c`"
UNDRAWABLE = "Café 😀 שלום"
"""Letters that the font of the PDF has, and some that it has not."""
MARKING = 'Part 2: exempt – "paragraph 3"'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 760 200" width="760" height="200" role="img" '
    'aria-labelledby="c-title"><title id="c-title">Chart</title>'
    '<rect x="10" y="10" width="300" height="60" fill="#1d4f7c"/>'
    '<text x="10" y="120" font-family="Helvetica,Arial,sans-serif" font-size="14">Cost £1,000 😀</text></svg>'
)


def heading(title: str = f"A shared centre {HOSTILE}") -> Heading:
    return Heading(
        title=title,
        subtitle="Sites along the border",
        as_at="May 2010",
        price_base="2010 prices",
        run_id="1a2b3c",
        draft=True,
        firmness="All of the money rests on illustrative figures.",
        licence_lines=("Contains OS data © Crown copyright and database right 2010",),
    )


def costs(rows: int = 3) -> View:
    """A table with shared headings, a group and totals."""
    return View(
        caption=f"Costs {HOSTILE}",
        columns=(HeadCell("Option", False), HeadCell("Resources", True, starts=True), HeadCell("Travel", True)),
        over=(HeadCell("", True), HeadCell("Net present cost (£)", True, span=2)),
        row_heading=0,
        groups=(
            RowGroup(
                "Group one", tuple((f"Row {n} {HOSTILE}", f"{n},000", "−5") for n in range(rows)), note="Said of it."
            ),
            RowGroup("", (("Total", "3,000", "−15"),), totals=True),
        ),
        note=f"A note that names Appendix G and Table 2. {HOSTILE}",
    )


def wide(columns: int = 14) -> View:
    """A table that no upright page holds."""
    return View(
        caption="Everything, side by side",
        columns=tuple(HeadCell(f"Heading number {n}", n > 0) for n in range(columns)),
        over=(),
        row_heading=0,
        groups=(RowGroup("", tuple(tuple(f"{row}{n},000.00" for n in range(columns)) for row in range(1, 4))),),
    )


def document(marking: str = MARKING, more: tuple[Block, ...] = ()) -> Document:
    chart = Chart("c", "Total cost", "Option one costs 1,000 pounds.", SVG, None, "Figures of costs.csv.")
    answer: tuple[Block, ...] = (
        Paragraph("Doing nothing costs least. See Appendix G, Table 2 and Figure 1; there is no Appendix Z.", "lead"),
        Paragraph(HOSTILE),
        Paragraph(f"{UNDRAWABLE} \x07\u202egnp.exe", "note"),
        Paragraph("Read this first.", "warning"),
        Bullets(("Point one", f"Point {HOSTILE}")),
        Bullets(("First", "Second"), numbered=True),
        Bullets(("Again first",), numbered=True),
        Terms((("Floor", "400 m²"), (f"Odd {HOSTILE}", "Words of Table 1"))),
        Table(costs()),
        Figure(chart, "The figures are those of Table 1."),
    )
    costs_part: tuple[Block, ...] = (
        Subheading("Upright"),
        Paragraph("Some words."),
        NewPage(),
        Subheading("Across"),
        Subheading("Deeper", 4),
        Table(wide()),
        *more,
    )
    parts = (Part("answer", "The answer", answer), Part("appendix-g", f"Costs {HOSTILE}", costs_part, "G"))
    return Document("appendices", "Appendices", heading(), marking, parts)
