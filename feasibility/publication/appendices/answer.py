"""What stands before the appendices: the answer, what would change it, what is not known."""

from feasibility.appraisal.verdict import Told
from feasibility.publication.appendices.placed import drawn, listed, said, shown, under
from feasibility.publication.figures import total_cost
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block, Paragraph, Part, Terms
from feasibility.publication.views import changes, not_known, options

FILES = (
    ("index.html, map.html", "The answer on one page, and the map"),
    ("results.xlsx", "Every table, a sheet each, with notes and units"),
    ("tables/", "The same tables as CSV, for other programs"),
    ("results.gpkg", "Places, home areas and lines with their figures, for a geographic information system"),
    ("evidence.html", "Where every minute of travel comes from, and how good it is"),
    ("milestone-report.html, .docx, .pdf", "Where the programme stands, for its boards"),
    ("scenario.toml, manifest.json", "What was asked, and the checks that show that nothing was changed since"),
)
"""What else lies in the folder of a run."""


def part(release: Release) -> Part:
    """The answer, on two pages and a chart."""
    told = release.told if release.told.answer else Told(answer=release.verdict)
    return Part(
        "answer",
        "The answer",
        (
            *(Paragraph(text, "lead") for text in told.answer[:1]),
            *listed((*told.answer[1:], *told.others)),
            *shown(options.at_a_glance(release)),
            *listed(told.holds),
            *_change(release, told),
            *under("What is not known", *listed(not_known.in_words(release))),
            *under("What to know before using the figures", *listed(release.warnings)),
            *_beside(),
            *under("The leading options", *drawn(total_cost.chart(release), "Appendix G has its figures.")),
        ),
    )


def _change(release: Release, told: Told) -> tuple[Block, ...]:
    """What would change the answer."""
    gaps = changes.what_would_change(release)
    alone = (Paragraph("Each cost moves alone; everything else, and who sits where, stays as it is.", "note"),)
    return under(
        "What would change the answer",
        *listed((*told.would_change, *gaps)),
        *(alone if gaps else ()),
        *said("Appendix H has every value at which the lead passes, and how firm the answer is."),
    )


def _beside() -> tuple[Block, ...]:
    """What lies beside this report."""
    return under(
        "Files beside this report",
        *said(
            "A table that is cut here says so and names the file that has the rest. The files are made from the same "
            "figures."
        ),
        Terms(FILES),
    )
