"""Appendix I: what the optimiser was asked, within which limits, by which solver, and how its answer was proved."""

from feasibility import wording
from feasibility.publication.appendices.placed import listed, said, shown, under
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block, Bullets, Part
from feasibility.publication.views import evidence, refused
from feasibility.publication.views.options import had
from feasibility.publication.views.register import setting
from feasibility.tables import ALL

DECIDED = (
    "whether the work moves at all, and if not, in which of the ways of staying",
    "for each place: open or not (yes or no)",
    "for each place: how many workstations are taken there (a whole number), and how many of them are paid for beyond "
    "those a present centre has",
    "where space is let in sizes: which size is taken",
    "for each group of staff and each place: how many of the group sit there (a whole number)",
    "where parking is limited: who of those who sit there has a space",
    "where teams are kept together: which place each team sits at",
)
"""The unknowns of `model.decisions`, in words."""
LIMITS = (
    "Either nobody moves, or everybody is seated once.",
    "Nobody sits at a place that is not open, where a rule bars them, or where they have no journey to.",
    "A place takes workstations for its share of the staff, rounded up: neither fewer nor more.",
    "A place takes no more workstations than its floor holds.",
    "Workstations that a present centre has are paid for with the centre; those beyond are added.",
    "Where space is let in sizes, the least size that is large enough is taken and paid for whole.",
    "Parking spaces go to staff who sit there, as many days a week as there are.",
    "A place opens only if it is available before staff move.",
    "Where the operations stay apart, the present centres alone are no move: that is doing nothing.",
)
"""The rules of `model.rules` that hold in every study, in words."""


def part(release: Release) -> Part:
    """The statement of the optimisation: unknowns, limits, solver, proof, what cannot be had, and the runner-up."""
    return Part(
        "appendix-i",
        "Optimiser statement",
        (
            *said(_aim(release)),
            *under("What is decided", Bullets(tuple(f"{wording.capital(text)}." for text in DECIDED))),
            *under("Within which limits", *listed((*LIMITS, *_of_this_study(release)))),
            *under(
                "Solver, proof and checks",
                *said(
                    "The answer is found twice and counted a third time: option by option, by the optimiser over all "
                    "options at once, and line by line from the tables. Each way of working is a problem of its own, "
                    "since each needs other seats and takes another time to set up. The table says how many options "
                    "were counted out without the optimiser. Where the optimiser proves its answer, the run stops "
                    "unless all three agree."
                ),
                *shown(evidence.certificate(release)),
            ),
            *_runner_up(release),
            *_refused(release),
        ),
        letter="I",
    )


def _aim(release: Release) -> str:
    """What is made small, over how many places and staff."""
    journeys, sites = release.tables["journeys"], release.tables["sites"]
    heads = journeys.loc[journeys["employer"] == ALL, "heads"].max()
    return (
        "What is made small is the total net present cost: resources of the councils, whoever pays, and the value of "
        f"added staff travel. {wording.counted(int(sites['considered'].sum()), 'place')} may be used, and "
        f"{wording.figure('heads', float(heads))} staff are seated. Where some staff have no journey to a place, the "
        "fewest seated out of reach come first and cost second. Staff are counted in groups that share employer, mode, "
        "car, shift, days on site and kilometre square of home; a group may split between places."
    )


def _of_this_study(release: Release) -> tuple[str, ...]:
    """Limits whose figures the scenario sets, and its rules by what they cost."""
    least, most, staff = (
        setting(release, f"options.{name}") for name in ("sites_open_min", "sites_open_max", "staff_per_site_min")
    )
    told = []
    if least and most:
        told.append(f"A move opens at least {least} and at most {most} {'place' if most == '1' else 'places'}.")
    if staff:
        told.append(f"No place is opened for fewer than {staff} staff.")
    told += [wording.capital(str(words)).rstrip(".") + "." for words in release.tables["rule_prices"]["words"]]
    return tuple(told)


def _runner_up(release: Release) -> tuple[Block, ...]:
    """The best option, and the best once that one is ruled out."""
    ranked = had(release)
    if len(ranked) < 2:
        return ()
    best, second = ranked.iloc[0], ranked.iloc[1]
    gbp = wording.pounds(float(second["above_best_gbp"]), nearest_1000=True)
    return under(
        "Runner-up",
        *said(
            f"With {best['option']} ruled out, the least total is that of {second['option']}: {gbp} above it. "
            "Ruled out in turn, each further option follows in the order of Appendix G."
        ),
    )


def _refused(release: Release) -> tuple[Block, ...]:
    return under(
        "Options that cannot be had",
        *shown(
            refused.by_reason(release),
            without="Every option listed can be had.",
        ),
    )
