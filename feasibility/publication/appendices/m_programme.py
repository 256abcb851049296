"""Appendix M: the programme for putting it into practice, its gateways, and who decides."""

from dataclasses import replace

from feasibility.publication.appendices.k_risks import colours
from feasibility.publication.figures import programme_chart
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block, Bullets, Figure, Paragraph, Part, Subheading, Table
from feasibility.publication.views import mandate, programme
from feasibility.publication.views.mandate import TITLES


def part(release: Release) -> Part:
    """The programme, its gateways, governance and decisions."""
    return Part(
        key="appendix-m",
        letter="M",
        title="Implementation programme, governance and decisions",
        blocks=(
            Paragraph(programme.in_words(release), "lead"),
            *colours(release),
            *_over_time(release),
            *(block for key in ("governance", "decision", "reporting") for block in _said(release, key)),
            Paragraph("Decisions as they were logged stand in Appendix K.", "note"),
        ),
    )


def _over_time(release: Release) -> tuple[Block, ...]:
    """The chart and the tables of milestones; nothing where the study has no programme."""
    if release.tables["programme"].empty:
        return ()
    chart = programme_chart.chart(release)
    return (
        Subheading("Stages and milestones over time"),
        *([Figure(replace(chart, view=None), note="The table of milestones has the same days.")] if chart else []),
        Subheading("Gateways and milestones"),
        Table(programme.gateways(release)),
        Table(programme.milestones(release)),
    )


def _said(release: Release, key: str) -> tuple[Block, ...]:
    said = mandate.statements(release, key)
    return (Subheading(TITLES[key]), Bullets(said)) if said else ()
