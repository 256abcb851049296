"""Appendix F: what each option does to the journeys of staff, what employers owe for that, and who may leave."""

from feasibility.appraisal.ranking import moves
from feasibility.publication import figures
from feasibility.publication.appendices.placed import drawn, said, shown, under
from feasibility.publication.figures import journeys as change
from feasibility.publication.method import BASIS_WORDS
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block, Part
from feasibility.publication.views import journeys, travel, travel_pay


def part(release: Release) -> Part:
    """Journeys by employer, home area and band, recruitment, excess-travel pay and leavers."""
    options = travel.shown_options(release)
    return Part(
        "appendix-f",
        "Staff travel",
        (
            *said(
                f"Journeys are one way, from home to work. {BASIS_WORDS[release.basis]} Before is the journey to the "
                "present workplace, after is the journey to the site of the option. Shown are the best moves, the best "
                "single site and doing nothing; the change of every leading option stands in Appendix G."
            ),
            *drawn(change.chart(release)),
            *shown(journeys.by_employer(release, moves(options))),
            *under(
                "Who gains and who loses",
                *shown(travel.gains_and_losses(release), travel.bases(release), travel.longest(release)),
            ),
            *under("Modes, miles, pounds and carbon", *shown(travel.modes(release), travel.yearly(release))),
            *_areas(release),
            *_bands(release),
            *_owed(release),
            *said("Where the minutes come from, and how good they are: Appendix J and the page evidence.html."),
        ),
        letter="F",
    )


def _areas(release: Release) -> tuple[Block, ...]:
    """Where the change falls, as a map and as a table."""
    sheet = figures.maps(release).get("map-best")
    return under(
        "By home area",
        *said("Home areas are joined until enough staff live in each. No table or map shows a home."),
        *drawn(sheet, "figures/map-best.svg has it at full size. The table below tells the same in words."),
        *shown(journeys.by_area(release)),
    )


def _bands(release: Release) -> tuple[Block, ...]:
    reach = under(
        "Recruitment",
        *said("How many people of working age could reach each site door to door, at the hours of the usual shift."),
        *shown(travel.catchments(release)),
    )
    return (
        *under(
            "By band of staff",
            *said(
                "For equality screening (Appendix L): the same journeys by contract, days on site, mode used now, "
                "deprivation of the home area and any band that the staff file gives. A group whose journeys worsen "
                "more than those of all staff calls for a closer look."
            ),
            *shown(travel.bands(release)),
        ),
        *(reach if len(release.tables["catchments"]) else ()),
    )


def _owed(release: Release) -> tuple[Block, ...]:
    """What each employer owes for longer journeys, and who may leave."""
    return (
        *under(
            "Excess-travel pay",
            *said(
                "What each employer owes staff whose journey to work grows, in the words of its scheme, and what that "
                "comes to. How firm the scheme is and how firm it is that this employer has it are two things."
            ),
            *shown(
                travel_pay.policies(release), travel_pay.pay(release),
                without="No employer has a scheme that pays for longer journeys.",
            ),
        ),
        *under(
            "Staff lost to longer journeys",
            *said(travel_pay.attrition_in_words(release)),
            *shown(travel_pay.attrition(release)),
        ),
    )  # fmt: skip
