"""Appendix G: the options in order, what each costs, when cash falls due, who pays, and the money promised."""

from feasibility import wording
from feasibility.publication.appendices.g_partners import shared_out
from feasibility.publication.appendices.placed import drawn, rest_in, said, shown, under
from feasibility.publication.figures import cash as cash_by_year
from feasibility.publication.release import Release
from feasibility.publication.report.blocks import Block, Part
from feasibility.publication.views import capital_profile, cases, cash, costs, funding, options


def part(release: Release) -> Part:
    """Ranking, cost sheets, both cases, cash, bias, baseline, funding, apportionment and channel shift."""
    return Part(
        "appendix-g",
        "Costs, cash flow and funding",
        (
            *_order(release),
            *_lines(release),
            *_cases(release),
            *_cash(release),
            *_funding(release),
            *shared_out(release),
        ),
        letter="G",
    )


def _order(release: Release) -> tuple[Block, ...]:
    count = wording.counted(len(options.had(release)), "option")
    return under(
        "Options in order",
        *said(
            f"{count} can be had. The tables show the first ten, every near-tie, the ways in which nobody moves and "
            f"the cheapest single site. {rest_in('options')} Near-ties are too close to call on cost: choose between "
            "them on other grounds.",
        ),
        *shown(options.ranking(release)),
        *said(
            "Options are put in order by cost alone. Staff travel counts in that cost at the value of the time. "
            "Capacity is a condition: an option without enough workstations cannot be had."
        ),
        *shown(options.criteria(release)),
        *said("How much of the money of each option rests on sourced, assumed and illustrative figures: Appendix J."),
    )


def _lines(release: Release) -> tuple[Block, ...]:
    withheld = (
        "Rents, rates, service charges and further prices of single places stand in the exempt part alone. Lines of "
        "space are told here in one sum."
        if release.commercial_withheld
        else ""
    )
    return under(
        "Costs line by line",
        *said(
            "The tables of money from here on show the options looked into closely: the best, the first near-ties, the "
            "ways of staying, and the best single site of each way of working. Cash is real, with optimism bias, VAT "
            "lost and taxes, not discounted; nought where no cash moves, as for the opportunity cost of owned space. "
            "Present cost is the economic case, with optimism bias, discounted, without VAT, taxes and transfers. A "
            "minus sign is money received or spared.",
            withheld,
        ),
        *shown(costs.by_heading(release), *costs.sheets(release)),
        *said(f"The sheets are those of the best option and of the best shared building. {rest_in('costs')}"),
    )


def _cases(release: Release) -> tuple[Block, ...]:
    return (
        *under(
            "Economic and financial case",
            *said(
                "The economic case ranks the options: resources and staff travel, whoever pays. The financial case is "
                "what the councils pay. They are made of the same lines, and the second table leads from the one to "
                "the other.",
                *cases.sentences(release),
            ),
            *shown(cases.economic(release), cases.walk(release), cases.financial(release)),
        ),
    )


def _cash(release: Release) -> tuple[Block, ...]:
    return (
        *under(
            "Cash by year and partner",
            *said(*cash.sentences(release)),
            *shown(cash.by_year(release)),
            *drawn(cash_by_year.chart(release), "Its years stand in tables/cash_by_year.csv."),
        ),
        *under(
            "Optimism bias",
            *said(
                "Early estimates tend to be too low. Each cost line falls in one category and is raised by what the "
                "category adds, before discounting. The economic case says how much that comes to."
            ),
            *shown(cash.bias(release)),
        ),
    )


def _funding(release: Release) -> tuple[Block, ...]:
    stated = shown(
        funding.widest(release),
        funding.by_year(release),
        without="The scenario names no file of funding, so nothing can be said of what the partners can afford.",
    )
    return (
        *under(
            "The baseline beside what was really spent",
            *said(funding.baseline_in_words(release)),
            *shown(funding.baseline(release)),
        ),
        *under(
            "Affordability and funding",
            *said(
                "What each option takes above do nothing, in the prices of each year, beside the money promised to the "
                "programme. Money whose quarter nobody states closes no gap."
            ),
            *stated,
        ),
        *under(
            "Capital by quarter, reconciled to its total and its dates",
            *said(*capital_profile.sentences(release)),
            *shown(*capital_profile.by_quarter(release)),
            *said(funding.checks_in_words(release)),
            *shown(funding.checks(release)),
        ),
    )
