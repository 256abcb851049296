"""Appendix H: what would change the answer, how firm it is, and what is given up for what."""

from feasibility.publication.appendices.placed import drawn, first, listed, said, shown, under
from feasibility.publication.figures import robustness as often_best
from feasibility.publication.figures import tornado
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block, Part
from feasibility.publication.views import (
    pareto,
    robustness,
    robustness_drawn,
    robustness_unknowns,
    switching,
    tried,
    weights,
)

SWITCHES, PLACES = 25, 30
"""Inputs and places told one by one: what fits on a printed page with its words. The files have all."""


def part(release: Release) -> Part:
    """Trade-offs, switching values, why not, figures at the ends of their ranges, draws, and weights."""
    return Part(
        "appendix-h",
        "Sensitivity, switching values and trade-offs",
        (*_trade_offs(release), *_switching(release), *_firm(release), *_drawn(release), *_weights(release)),
        letter="H",
    )


def _trade_offs(release: Release) -> tuple[Block, ...]:
    return (
        *under(
            "What is given up for what",
            *said(*pareto.in_words(release)),
            *shown(pareto.best_set(release), pareto.seatings(release)),
        ),
        *under("Options too close to call, by what differs", *listed(pareto.near_ties_in_words(release))),
        *under(
            "What each rule costs",
            *shown(
                pareto.rule_prices(release),
                without="The scenario sets no rule beyond floor area, availability and the number of sites and staff.",
            ),
        ),
    )


def _switching(release: Release) -> tuple[Block, ...]:
    return (
        *under(
            "Switching values",
            *said(*switching.in_words(release)),
            *shown(first(switching.of_all(release), SWITCHES, "switching"), switching.by_rival(release)),
        ),
        *under(
            "Why no other place comes first",
            *shown(first(switching.why_not(release), PLACES, "why_not")),
        ),
        *under(
            "Assumptions at the ends of their ranges",
            *said(*tried.change_in_words(release)),
            *shown(tried.changing(release), tried.refused(release), tried.by_part(release)),
        ),
    )


def _firm(release: Release) -> tuple[Block, ...]:
    return (
        *under(
            "How firm the answer is",
            *said(*robustness.sentences(release), robustness.what_a_share_is(release)),
            *drawn(often_best.chart(release)),
            *shown(
                robustness.options(release), robustness.costs(release), robustness.pairs(release),
                robustness.parts(release),
            ),
        ),
        *under(
            "Figures that move the lead most",
            *drawn(tornado.chart(release)),
            *shown(robustness_unknowns.tornado(release)),
        ),
        *under(
            "What to find out next",
            *shown(robustness_unknowns.to_find_out(release), robustness_unknowns.worth_knowing(release)),
        ),
    )  # fmt: skip


def _drawn(release: Release) -> tuple[Block, ...]:
    return under(
        "How the draws were made",
        *said(*robustness_drawn.in_words(release)),
        *shown(robustness_drawn.shapes(release), robustness_drawn.together(release)),
    )


def _weights(release: Release) -> tuple[Block, ...]:
    reversals = shown(weights.reversals(release))
    told = said("Weights rank nothing: options rank by cost. Appendix D has the weights and the scores.")
    return under("Weights at which the highest score passes", *told, *reversals) if reversals else ()
