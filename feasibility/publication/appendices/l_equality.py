"""Appendix L: equality screening: the duty, what is known of each group, and what is not."""

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block, Bullets, Paragraph, Part, Subheading, Table
from feasibility.publication.views import equality, mandate

DUTY = (
    "A public body must have due regard to the need to end discrimination, to advance equality of opportunity and to "
    "foster good relations (Equality Act 2010, section 149, in force from April 2011; before it, the duties on race, "
    "disability and sex). A screening asks early who may be affected, so that a decision is not taken blind. It is no "
    "full assessment: where an effect is adverse or not known, one is due before the decision."
)


def part(release: Release) -> Part:
    """The equality screening."""
    return Part(
        key="appendix-l",
        letter="L",
        title="Equality screening",
        blocks=(
            Paragraph(equality.in_words(release), "lead"),
            Paragraph(DUTY),
            Table(equality.screening(release)),
            *_not_known(release),
            Subheading("Whose journeys grow more than those of all staff"),
            *(Paragraph(text) for text in equality.journeys_in_words(release)),
            Table(equality.journeys(release)),
            Subheading("Residents and customers"),
            *_access(release),
        ),
    )


def _not_known(release: Release) -> tuple[Block, ...]:
    unsaid = equality.unsaid(release)
    if not unsaid:
        return ()
    return (
        Paragraph(
            f"Nothing at all is stated of these groups: {wording.joined(unsaid)}. That is no finding that they are not "
            "affected.",
            "warning",
        ),
    )


def _access(release: Release) -> tuple[Block, ...]:
    said = mandate.statements(release, "access")
    if said:
        return (Bullets(said),)
    return (Paragraph("The study does not say how residents are still served face to face: that must be asked."),)
