"""Appendix N: words of the appendices, and what they mean."""

from feasibility.publication.appendices.words import WORDS
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Part, Terms


def part(_: Release) -> Part:
    """The glossary, by the alphabet."""
    return Part(
        key="appendix-n",
        letter="N",
        title="Glossary",
        blocks=(Terms(tuple(sorted(WORDS, key=lambda row: row[0].lower()))),),
    )
