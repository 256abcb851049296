"""Appendix D: the scoring matrix, its weights, who set them, and what the score is not."""

from feasibility.publication.figures import benefit as benefit_chart
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block, Bullets, Figure, Paragraph, Part, Subheading, Table, Terms
from feasibility.publication.views import benefit, scoring, value, weights

RANKS_NOTHING = (
    "The score ranks nothing. Options are ranked by total net present cost, staff travel included; the score is set "
    "beside that cost, so that a reader sees what money does not measure and what the weights would change."
)
NOT_DECLARED = (
    "This study declares no criteria, ranges or weights, so there is no score and no scoring matrix. The ranking needs "
    "none: it is by total net present cost. Criteria are declared in the scenario, under the heading value."
)
STEPS = (
    "The figure: what an option does by each criterion, in the unit of that criterion.",
    "Points: 0 at the worst end of a range declared beforehand and 100 at its best end. The range does not hang on the "
    "options listed, so no option changes the points of another.",
    "Weighted points: points times the weight of the criterion. A weight says what going from the worst to the best "
    "end of its range is worth beside the same of the others (swing weight).",
    "The score: weighted points added up. A criterion without points leaves an option without a score.",
)


def part(release: Release) -> Part:
    """The scoring matrix: raw, points and weighted; weights and who set them; dissent."""
    declared = value.declared(release)
    return Part(
        key="appendix-d",
        letter="D",
        title="Scoring matrix and weights",
        blocks=_declared(release) if declared else (Paragraph(NOT_DECLARED, "lead"),),
    )


def _declared(release: Release) -> tuple[Block, ...]:
    chart = benefit_chart.chart(release)
    return (
        Paragraph(RANKS_NOTHING, "lead"),
        Paragraph(value.status(release), "warning"),
        Subheading("How a score is built up"),
        Bullets(STEPS, numbered=True),
        Subheading("Criteria, ranges and weights"),
        Terms(value.set_by(release)),
        Table(value.criteria(release)),
        Subheading("The matrix"),
        Paragraph(value.before_weights(release)),
        *(Table(view) for view in value.performance(release)),
        *(Table(view) for view in scoring.matrix(release, "points")),
        *(Table(view) for view in scoring.matrix(release, "weighted_points")),
        Table(benefit.built_up(release)),
        Table(scoring.judgements(release)),
        Subheading("Benefit beside cost"),
        *([Paragraph(text)] if (text := benefit.beside_cost(release)) else []),
        *([Figure(chart)] if chart else []),
        Table(benefit.table(release)),
        Subheading("What hangs on the weights"),
        *(Paragraph(text) for text in weights.in_words(release)),
        Table(weights.shares(release)),
        Paragraph("Appendix H says at which weight the highest score passes to another option.", "note"),
    )
