"""The milestone report: where the programme stands, what is asked of its boards, and what the study has found."""

from feasibility.appraisal.verdict import Told
from feasibility.publication.appendices.k_risks import colours
from feasibility.publication.appendices.placed import drawn, listed, said, shown, under
from feasibility.publication.figures import programme_chart
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block, Paragraph, Part
from feasibility.publication.views import capital_profile, highlights, log_entries, mandate, programme, risks

RISKS = "The highest open risks"


def parts(release: Release) -> tuple[Part, ...]:
    """The parts of the report in the order a board reads them."""
    written = {
        ("standing", "Where the programme stands"): _standing(release),
        ("milestones", "Milestones and gateways"): _milestones(release),
        ("risks", "Risks, issues and dependencies"): _risks(release),
        ("decisions", "Decisions asked for"): _decisions(release),
        ("finance", "Finance against the profile"): _finance(release),
        ("found", "What the study has found so far"): _found(release),
        ("plan", "Plan for co-location"): _plan(release),
        ("lessons", "Lessons"): shown(
            log_entries.table(release, "lesson"), without="No lesson has been logged."
        ),
        ("sign-off", "Sign-off"): _sign_off(release),
    }  # fmt: skip
    return tuple(Part(key, title, blocks) for (key, title), blocks in written.items())


def _standing(release: Release) -> tuple[Block, ...]:
    return (
        Paragraph(highlights.overall(release), "lead"),
        *shown(highlights.colours(release)),
        *under("What the colours stand for", *colours(release)),
    )


def _milestones(release: Release) -> tuple[Block, ...]:
    return (
        *said(programme.in_words(release)),
        *shown(
            highlights.section(
                release,
                "Milestones reached since the last report, late, and next",
                "Milestone",
                "milestones reached",
                "milestones late",
                "milestones next",
            ),
            programme.gateways(release),
        ),
    )


def _risks(release: Release) -> tuple[Block, ...]:
    return (
        *said(risks.in_words(release)),
        *shown(highlights.section(release, RISKS, "Risk", "risks")),
        *shown(
            highlights.section(
                release, "Issues and dependencies that are overdue or due next", "What", "issues", "dependencies"
            ),
            without="No issue or dependency is logged.",
        ),
        *said("Appendix K of the appendices has the whole register and the log."),
    )


def _decisions(release: Release) -> tuple[Block, ...]:
    """Decisions that the mandate asks for, and those that the log has open."""
    asked = under("What is to be decided in the end", *listed(mandate.statements(release, "decision")))
    return (
        *shown(
            highlights.section(release, "Decisions open in the log", "Decision", "decisions"),
            without="The log has no open decision. The gateways that wait for a signature stand under Sign-off.",
        ),
        *asked,
    )


def _finance(release: Release) -> tuple[Block, ...]:
    """What is secured of what is promised, and need by quarter beside it."""
    return (
        *shown(
            highlights.section(release, "Money promised and secured", "Of", "finance"),
            without="No funding paper was supplied, so nothing can be held against a profile.",
        ),
        *said(*capital_profile.sentences(release)),
        *shown(*capital_profile.by_quarter(release)),
    )


def _found(release: Release) -> tuple[Block, ...]:
    told = release.told if release.told.answer else Told(answer=release.verdict)
    return (
        *(Paragraph(text, "lead") for text in told.answer[:1]),
        *listed((*told.answer[1:], *told.others, *told.would_change[-1:])),
        *said(
            release.heading.firmness,
            "The appendices of the same run have every figure, and what must be known before it is used.",
        ),
    )


def _plan(release: Release) -> tuple[Block, ...]:
    """The whole programme, stage by stage."""
    return (
        *drawn(programme_chart.chart(release)),
        *shown(programme.milestones(release), without=programme.in_words(release)),
    )


def _sign_off(release: Release) -> tuple[Block, ...]:
    return (
        *shown(highlights.sign_off(release), without="No gateway waits for a signature."),
        *listed(mandate.statements(release, "governance")),
    )
