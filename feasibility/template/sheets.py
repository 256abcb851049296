"""The sheets of the template by role of the scenario's files, and which of them a word asks for."""

from collections.abc import Mapping

from feasibility.template import money, study, words
from feasibility.template.layout import Sheet

SHEETS: Mapping[str, Sheet] = {
    "sites": study.SITES,
    "site_costs": money.SITE_COSTS,
    "space_tiers": money.SPACE_TIERS,
    "leases": money.LEASES,
    "travel_policies": money.TRAVEL_POLICIES,
    "funding": money.FUNDING,
    "actuals": money.ACTUALS,
    "partner_keys": money.PARTNER_KEYS,
    "half_hours": study.HALF_HOURS,
    "months": study.MONTHS,
    "queues": study.QUEUES,
    "claims": money.CLAIMS,
    "rates_multipliers": money.RATES_MULTIPLIERS,
    "deflators": money.DEFLATORS,
    "judgements": study.JUDGEMENTS,
    "site_facts": words.SITE_FACTS,
    "mandate": words.MANDATE,
    "risks": words.RISKS,
    "programme": words.PROGRAMME,
    "log": words.LOG,
    "equality": words.EQUALITY,
    "assumptions": study.ASSUMPTIONS,
    "staff": study.STAFF,
}
"""Role of a file of the scenario to its sheet, in the order of the workbook."""
EVERYTHING = "study"
"""The word for every sheet, the staff among them."""


def named(what: str) -> dict[str, Sheet]:
    """The sheets of a template: `sites` for every one but the staff, `study` for all, or one role. Else none.

    Staff stand apart because their sheet is private: the others go round between surveyors and accountants.
    """
    if what == EVERYTHING:
        return dict(SHEETS)
    if what == "sites":
        return {role: sheet for role, sheet in SHEETS.items() if role != "staff"}
    return {what: SHEETS[what]} if what in SHEETS else {}
