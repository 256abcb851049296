"""Appendix J: what the answer rests on: assumptions and who validated them, data, licences and data quality."""

from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Bullets, Paragraph, Part, Subheading, Table
from feasibility.publication.views import evidence, options, provenance, register

REFUSED = (
    "While one key assumption is validated by nobody, the report is a draft: the programme refuses it final status and "
    "says draft on every page. There is no setting that switches this off."
)


def part(release: Release) -> Part:
    """Assumptions, sources, licences and data quality."""
    return Part(
        key="appendix-j",
        letter="J",
        title="Assumptions, sources, licences and data quality",
        blocks=(
            Paragraph(release.heading.firmness, "lead"),
            Paragraph(register.why_draft(release)),
            Paragraph(REFUSED, "warning" if release.heading.draft else "plain"),
            Subheading("What was supplied, what was assumed and what was defaulted"),
            Paragraph(provenance.in_words(release)),
            Table(provenance.table(release)),
            Table(register.counts(release)),
            Subheading("How firm the money is"),
            Table(options.firmness(release)),
            Subheading("Key assumptions and who validated them"),
            Table(provenance.key_settings(release)),
            Table(provenance.key_figures(release)),
            Table(register.of_tables(release)),
            Paragraph(
                "Every assumption stands in tables/assumptions.csv with its value, unit, range, status, source, date, "
                "owner and who validated it: the key ones above, the other settings and each figure of a table.",
                "note",
            ),
            Subheading("Data quality"),
            Bullets(release.warnings or ("No warning was raised by this run.",)),
            Table(evidence.travel(release)),
            Paragraph(
                "tables/evidence.csv and the journey evidence page have the rest of the travel evidence.", "note"
            ),
            Subheading("Data files and licences"),
            Table(provenance.sources(release)),
            Paragraph("These words must be shown wherever the results are:"),
            Bullets(release.heading.licence_lines or ("No file asks for words to be shown.",)),
        ),
    )
