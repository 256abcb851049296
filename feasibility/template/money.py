"""Sheets of the template that hold money: costs, leases, policies, funding, actuals, keys, claims and prices."""

from feasibility.inputs.funding import DAY_COLUMNS as FUNDING_DATES
from feasibility.inputs.site_costs import DATES as COST_DATES
from feasibility.inputs.travel_policies import CHOICES as POLICY_CHOICES
from feasibility.tables import Deflators, Leases, RatesMultipliers, SiteCosts, SpaceTiers
from feasibility.tables.channel_shift import Claims
from feasibility.tables.funding import Actuals, Funding
from feasibility.tables.partners import PartnerKeys
from feasibility.tables.policies import TravelPolicies
from feasibility.template.layout import MADE_UP, Sheet

SITE_COSTS = Sheet(
    SiteCosts,
    example={
        "site_id": "old-library",
        "line": "fees",
        "moment": "moving_in",
        "amount": "0.12",
        "unit": "share_of_fit_out",
        "bias": "standard_buildings",
        "irrecoverable_vat_share": "0",
        "status": "assumed",
        "source": MADE_UP,
        "date": "2010",
    },
    dates=COST_DATES,
    may_be_blank=(*COST_DATES, "date"),
)
SPACE_TIERS = Sheet(
    SpaceTiers,
    example={
        "site_id": "old-library",
        "tier": "Ground floor",
        "nia_m2": "600",
        "status": "assumed",
        "source": MADE_UP,
    },
)
LEASES = Sheet(
    Leases,
    example={
        "site_id": "old-library",
        "event": "break",
        "date": "2015-03-25",
        "notice_months": "6",
        "penalty_gbp": "10000",
        "status": "assumed",
        "source": MADE_UP,
    },
    dates=("date",),
)
TRAVEL_POLICIES = Sheet(
    TravelPolicies,
    example={
        "policy_id": "our-scheme",
        "name": "Our scheme",
        "trigger_miles": "5",
        "trigger_miles_is": "above",
        "first_miles_excluded": "5",
        "car_basis": "pence",
        "motorcycle_basis": "pence",
        "cycle_basis": "pence",
        "transit_basis": "cost",
        "car_pence_per_mile": "45",
        "motorcycle_pence_per_mile": "24",
        "cycle_pence_per_mile": "20",
        "duration_months": "24",
        "year_shares": "1 0.5",
        "days_per_year": "225",
        "pro_rata": "yes",
        "taxable": "yes",
        "employers_ni": "yes",
        "status": "assumed",
        "source": MADE_UP,
    },
    may_be_blank=(*POLICY_CHOICES, "year_shares", "date", "note"),
)
FUNDING = Sheet(
    Funding,
    example={
        "funder": "Bexley",
        "entry": "payment",
        "kind": "capital",
        "quarter_from": "2010-10-01",
        "amount_gbp": "100000",
        "secured": "no",
        "decision_date": "2010-07-15",
        "status": "assumed",
        "source": MADE_UP,
    },
    dates=FUNDING_DATES,
    may_be_blank=(*FUNDING_DATES, "what", "secured"),
)
ACTUALS = Sheet(
    Actuals,
    example={
        "authority": "bexley",
        "item": "accommodation",
        "financial_year": "2009-10",
        "amount_gbp": "150000",
        "status": "assumed",
        "source": MADE_UP,
    },
    years=("financial_year",),
)
PARTNER_KEYS = Sheet(
    PartnerKeys,
    example={
        "key": "transactions",
        "authority": "bexley",
        "share": "0.4",
        "source": MADE_UP,
        "date": "2010",
        "status": "assumed",
    },
    may_be_blank=("date",),
)
CLAIMS = Sheet(
    Claims,
    example={
        "authority": "bexley",
        "take_up_share": "0.1",
        "stated_gbp": "100000",
        "what": "Saving at 10 %",
        "where": "Page 4",
        "quoted": "a saving of £100,000",
    },
)
RATES_MULTIPLIERS = Sheet(
    RatesMultipliers,
    example={"year": "2010-11", "standard": "0.414", "small": "0.407", "source": "A council's page on business rates"},
    years=("year",),
)
DEFLATORS = Sheet(Deflators, example={"year": "2010", "index": "69.1", "source": MADE_UP, "status": "assumed"})
