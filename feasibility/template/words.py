"""Sheets of the template that say in words what stands beside the figures: mandate, risks, programme, log and so on."""

from feasibility.inputs.reporting.log import DAYS as LOG_DAYS
from feasibility.inputs.reporting.programme import DAYS as PROGRAMME_DAYS
from feasibility.tables.reporting import Equality, Log, Mandate, Programme, Risks, SiteFacts
from feasibility.template.layout import MADE_UP, Sheet

MANDATE = Sheet(
    Mandate,
    example={
        "part": "purpose",
        "statement": "To find a place that both councils' contact centres could share",
        "status": "assumed",
        "source": MADE_UP,
        "date": "2010",
    },
)
RISKS = Sheet(
    Risks,
    example={
        "risk_id": "lease-late",
        "risk": "The lease is signed late, and present space is paid for longer",
        "stated_probability": "L",
        "stated_impact": "M",
        "probability": "M",
        "impact": "M",
        "why": "No terms have been seen",
        "action": "Ask the landlord for terms",
        "owner": "Head of property",
        "state": "open",
        "status": "assumed",
        "source": MADE_UP,
        "date": "2010",
    },
)
PROGRAMME = Sheet(
    Programme,
    example={
        "milestone_id": "short-list",
        "stage": "planning",
        "milestone": "Short list of places agreed",
        "gateway": "yes",
        "decides": "Project board",
        "planned_date": "2010-12-31",
        "forecast_date": "2011-01-31",
        "owner": "Programme manager",
        "status": "assumed",
        "source": MADE_UP,
    },
    dates=PROGRAMME_DAYS,
    may_be_blank=(*PROGRAMME_DAYS, "decides", "after"),
)
LOG = Sheet(
    Log,
    example={
        "entry_id": "call-counts",
        "kind": "issue",
        "what": "Calls offered are not counted by half-hour",
        "action": "Ask the supplier for a report",
        "owner": "Head of customer services",
        "raised": "2010-06-14",
        "due": "2010-07-12",
        "state": "open",
        "status": "assumed",
        "source": MADE_UP,
    },
    dates=LOG_DAYS,
    may_be_blank=LOG_DAYS,
)
EQUALITY = Sheet(
    Equality,
    example={
        "characteristic": "disability",
        "question": "Can everybody reach the place and a desk?",
        "evidence": "The entrance has steps",
        "effect": "adverse",
        "action": "Survey the place before it is short-listed",
        "status": "assumed",
        "source": MADE_UP,
        "date": "2010",
    },
    may_be_blank=("evidence",),
)
"""A blank under evidence asks for the effect `not known`."""
SITE_FACTS = Sheet(
    SiteFacts,
    example={
        "site_id": "old-library",
        "fact": "ptal",
        "value": "3",
        "commercial": "no",
        "status": "assumed",
        "source": MADE_UP,
        "date": "2010",
    },
)
