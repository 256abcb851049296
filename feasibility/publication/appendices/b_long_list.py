"""Appendix B: every place looked at, the tests it had to pass, and why places and options were turned down."""

from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Bullets, Paragraph, Part, Subheading, Table
from feasibility.publication.views import long_list, site_tests

CORRIDOR = (
    "What the corridor itself costs does not follow from this run: places left out are not priced. A run of the same "
    "study with a wider corridor, set beside this one by the command feasibility compare, says what the best place "
    "anywhere would save."
)


def part(release: Release) -> Part:
    """The long list, the critical success factors and the reasons for rejection."""
    return Part(
        key="appendix-b",
        letter="B",
        title="Long list and critical success factors",
        blocks=(
            Paragraph(long_list.in_words(release), "lead"),
            Paragraph(
                "A critical success factor is a test that a place must pass whatever else speaks for it. Factors are "
                "not weighed: a good finding in one makes up for no failure in another."
            ),
            Table(long_list.factors()),
            Table(long_list.against_factors(release)),
            Subheading("Red, amber and green places"),
            Bullets(tuple(f"{rule}." for rule in site_tests.RAG_RULE.rstrip(".").split(". "))),
            Table(long_list.places(release)),
            Subheading("Options that cannot be had"),
            Paragraph(
                "An option is a place, or several, and a way of working. It cannot be had where no seating of staff "
                "keeps to the limits and rules of the study."
            ),
            Table(long_list.single_not_had(release)),
            Paragraph(CORRIDOR, "note"),
        ),
    )
