"""The money part of the appendix: its tables and its sentences, section by section."""

from feasibility.publication.release import Release
from feasibility.publication.views import (
    cases,
    cash,
    channel_shift,
    costs,
    exits,
    funding,
    partners,
    register,
    switching,
    travel_pay,
    tried,
)
from feasibility.publication.views.view import View


def tables(release: Release) -> dict[str, tuple[View, ...]]:
    """Every table of money in reading order, from the cost sheets to the case of channel shift."""
    return {
        "costs": (*costs.sheets(release), costs.bases(release)),
        "cases": (cases.economic(release), cases.walk(release), cases.financial(release)),
        "cash": (cash.by_year(release), cash.price_levels(release)),
        "bias": (cash.bias(release),),
        "baseline": (funding.baseline(release),),
        "funding": (funding.widest(release), funding.by_year(release), funding.by_quarter(release)),
        "funding_checks": (funding.checks(release),),
        "policies": (travel_pay.policies(release), travel_pay.pay(release)),
        "attrition": (travel_pay.attrition(release),),
        "partners": (
            partners.keys(release),
            partners.positions(release),
            *partners.positions_in_a_building(release),
            partners.ranges(release),
        ),
        "exits": (exits.exits(release),),
        "joiners": (partners.joiners(release),),
        "channel_shift": (channel_shift.case(release),),
        "claims": (channel_shift.claims(release), channel_shift.unit_costs(release)),
        "switching": (switching.of_all(release), switching.by_rival(release)),
        "why_not": (switching.why_not(release),),
        "changing": (tried.changing(release), tried.refused(release), tried.unchanging(release)),
        "untried": (tried.untried(release),),
    }


def sentences(release: Release) -> dict[str, tuple[str, ...]]:
    """What stands above the tables of a section, by section."""
    return {
        "cases": cases.sentences(release),
        "cash": cash.sentences(release),
        "baseline": (funding.baseline_in_words(release),),
        "funding_checks": tuple(filter(None, (funding.checks_in_words(release),))),
        "attrition": (travel_pay.attrition_in_words(release),),
        "partners": partners.sentences(release),
        "leaving": exits.leaving(release),
        "channel_shift": release.channel_shift,
        "switching": switching.in_words(release),
        "change": tried.change_in_words(release),
        "register": (register.why_draft(release),),
    }
