"""The appendices A to N of the report, a module a letter, and the milestone report: a release in, documents out."""

from feasibility.publication.appendices import (
    a_mandate,
    answer,
    b_long_list,
    c_sites,
    d_scoring,
    e_capacity,
    f_travel,
    g_costs,
    h_sensitivity,
    i_optimiser,
    j_assumptions,
    k_risks,
    l_equality,
    m_programme,
    milestone,
    n_glossary,
)
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Document

LETTERED = (
    a_mandate, b_long_list, c_sites, d_scoring, e_capacity, f_travel, g_costs, h_sensitivity, i_optimiser,
    j_assumptions, k_risks, l_equality, m_programme, n_glossary,
)  # fmt: skip
"""The appendices in order."""


def document(release: Release) -> Document:
    """The answer, and appendices A to N."""
    parts = tuple(module.part(release) for module in LETTERED)
    return Document(
        name="appendices",
        kind="Appendices",
        heading=release.heading,
        marking=release.marking,
        parts=(answer.part(release), *parts),
    )


def milestone_report(release: Release) -> Document:
    """The report of the programme to its boards."""
    return Document(
        name="milestone-report",
        kind="Milestone report",
        heading=release.heading,
        marking=release.marking,
        parts=milestone.parts(release),
    )
