"""Appendix A: what was asked, what is covered, and the method statement."""

from collections.abc import Iterator

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block, Bullets, Paragraph, Part, Subheading, Table
from feasibility.publication.views import mandate
from feasibility.publication.views.certified import in_words as certified
from feasibility.tables.reporting import MANDATE_PARTS

STEPS = (
    "Every place that anybody has named is listed, and held against tests that are written down (Appendices B and C).",
    "Contacts of a busy day are turned into people at work at once, workstations and floor area (Appendix E).",
    "Each member of staff's journey is measured before and after, door to door, by one rule (Appendix F).",
    "Every way of staying, every place and every set of places that the rules allow is priced, line by line, over the "
    "same years (Appendix G).",
    "The best seating of every option is found, the options are ranked by total net present cost, and the answer is "
    "proved by a second route (Appendix I).",
    "Each figure is moved until the answer changes, and figures that are not known are drawn many times over "
    "(Appendix H).",
    "What the study assumes is registered, with an owner, and stays a draft until somebody has validated what the "
    "answer turns on (Appendix J).",
)


def part(release: Release) -> Part:
    """The mandate, the scope and the method statement."""
    return Part(
        key="appendix-a", letter="A", title="Mandate, scope and method statement",
        blocks=(*_mandate(release), *_method(release)),
    )  # fmt: skip


def _mandate(release: Release) -> Iterator[Block]:
    purpose = mandate.statements(release, "purpose")
    yield Paragraph(purpose[0] if purpose else "No mandate was supplied: nothing here says what was asked for.", "lead")
    lacking = mandate.missing(release)
    if lacking and len(lacking) < len(MANDATE_PARTS):
        yield Paragraph(f"Nothing is stated under: {'; '.join(lacking)}.", "warning")
    yield Table(mandate.table(release, "Mandate and scope", *MANDATE_PARTS[:5]))
    yield Table(mandate.table(release, "Governance, reporting and access of residents", *MANDATE_PARTS[5:]))


def _method(release: Release) -> Iterator[Block]:
    yield Subheading("Method statement")
    yield Paragraph(
        "This is the method of the study in full: what it covers, the data it rests on, the steps it takes, how the "
        "answer is proved, how people's privacy is kept, and where its limits are. It holds the settings of this run."
    )
    yield Subheading("Scope", 4)
    yield Paragraph(_scope(release))
    yield Subheading("Data", 4)
    yield Paragraph(_data(release))
    yield Subheading("Steps", 4)
    yield Bullets(STEPS, numbered=True)
    for title, text in release.method:
        yield Subheading(title, 4)
        yield Paragraph(text)
    yield Subheading("Rules of travel")
    for title, text in release.travel_rules:
        yield Subheading(title, 4)
        yield Paragraph(text)
    yield Subheading("Proof")
    yield Paragraph(certified(release))
    yield Subheading("Limits")
    yield Paragraph("What a reader must know before using the figures:")
    yield Bullets(release.warnings or ("No warning was raised by this run.",))


def _scope(release: Release) -> str:
    sites, options = release.tables["sites"], release.tables["options"]
    partners = wording.joined(tuple(release.authority_names.values()))
    km = float(release.layers.corridor["corridor_km"].iloc[0])
    return (
        f"The partners are {partners}. {wording.counted(len(sites), 'place')} in and near their areas were looked at, "
        f"{int(sites['considered'].sum())} of which an option may use: those within {km:g} km of the shared border, "
        f"and present centres where the study keeps them in. {wording.counted(len(options), 'option')} were worked out."
    )


def _data(release: Release) -> str:
    files, register = release.tables["sources"], release.tables["assumptions"]
    return (
        f"The run reads {wording.counted(len(files), 'data file')}, listed in Appendix J with source, date and "
        f"licence. {wording.counted(len(register), 'figure')} stand in the register of assumptions, each with its "
        "status: sourced, assumed or illustrative."
    )
