"""Appendix K: what may go wrong, what has, what hangs on others, what was decided and what was learned."""

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block, Paragraph, Part, Subheading, Table, Terms
from feasibility.publication.views import log_entries, risks


def colours(release: Release) -> tuple[Block, ...]:
    """What each colour stands for, with its thresholds; nothing where the study states none."""
    if not release.rag_rules:
        return ()
    return (Terms(tuple((wording.capital(colour), words) for colour, words in release.rag_rules)),)


def _register(release: Release) -> tuple[Block, ...]:
    """The tables of risks; nothing where the study has no register."""
    if release.tables["risks"].empty:
        return ()
    return (
        Table(risks.matrix(release)),
        Subheading("Register of risks"),
        Table(risks.register(release)),
        Table(risks.rescored(release)),
    )


def part(release: Release) -> Part:
    """Risks, issues, dependencies, decisions and lessons."""
    lacking = log_entries.none_of(release)
    return Part(
        key="appendix-k",
        letter="K",
        title="Risks, issues, dependencies, decisions and lessons",
        blocks=(
            Paragraph(risks.in_words(release), "lead"),
            *colours(release),
            *_register(release),
            Subheading("Issues, dependencies, decisions and lessons"),
            *([Paragraph(f"Nothing is logged under: {'; '.join(lacking)}.", "note")] if lacking else []),
            *(Table(log_entries.table(release, kind)) for kind in log_entries.CAPTIONS),
        ),
    )
