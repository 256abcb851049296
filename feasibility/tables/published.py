"""Tables that a run publishes: CSV files, worksheets and the tables of the pages, in reading order."""

from pandera.typing.pandas import Series

from feasibility.tables.accounts import BiasTable, CasesTable, CashByYearTable, CashFlowTable, PriceLevelsTable
from feasibility.tables.base import COST_GROUPS, STATUSES, Table, column
from feasibility.tables.channel_shift import ChannelShiftTable, ClaimsTable, UnitCostCheckTable
from feasibility.tables.fragile import FragileTable
from feasibility.tables.funding import BaselineTable, FundingChecksTable, FundingTable
from feasibility.tables.journeys import (
    AreaChangesTable,
    AssignmentsTable,
    CatchmentsTable,
    JourneyBandsTable,
    JourneyModesTable,
    JourneysTable,
    KnownJourneysTable,
    TransitLinesTable,
    UnreachedTable,
)
from feasibility.tables.money import Leases
from feasibility.tables.options import OptionsTable
from feasibility.tables.pareto import ParetoTable, RulePricesTable, SeatingsTable
from feasibility.tables.partners import ExitsTable, JoinersTable, KeysTable, PartnersTable
from feasibility.tables.policies import AttritionTable, ExcessTravelTable, PoliciesTable
from feasibility.tables.reporting import (
    Equality,
    HighlightTable,
    LogTable,
    Mandate,
    ProgrammeTable,
    RisksTable,
    SiteFacts,
)
from feasibility.tables.robustness import (
    FindOutTable,
    PairsTable,
    RedrawnTable,
    RobustnessTable,
    UnknownsTable,
    UnknownsTogetherTable,
    WinningPartsTable,
)
from feasibility.tables.robustness_draws import RobustnessDrawsTable
from feasibility.tables.seats import HalfHoursTable, MixTable, SeatsTable
from feasibility.tables.space import PeopleTable, ResilienceTable
from feasibility.tables.switching import SwitchingTable, WhyNotPartsTable, WhyNotTable
from feasibility.tables.value import Judgements, ValueCriteriaTable, ValueOptionsTable, ValueScoresTable
from feasibility.tables.weights import WeightReversalsTable, WeightRivalsTable, WeightSpaceTable


class CostsTable(Table):
    """costs.csv: the money of every option, line by line."""

    option_id: Series[str] = column("Option id", "Option")
    line_id: Series[str] = column("Line id", "Line and place")
    line: Series[str] = column("Line", "Cost line")
    group: Series[str] = column("Group", "Heading of the cost sheet", isin=COST_GROUPS)
    place: Series[str] = column("Place", "Site id, or `all`")
    payer: Series[str] = column("Payer", "Authority id, or `shared` where the partners divide it by a key")
    kind: Series[str] = column(
        "Kind", "capital, revenue, or travel (not council cash)", isin=("capital", "revenue", "travel")
    )
    quantity: Series[float] = column("Quantity", "How many of the unit", nullable=True)
    unit: Series[str] = column("Unit", "What is counted")
    rate_gbp: Series[float] = column("Rate (£)", "Pounds per unit, real, before optimism bias and VAT", nullable=True)
    first_quarter: Series[str] = column("From", "Quarter of the first payment")
    last_quarter: Series[str] = column("Until", "Quarter of the last payment")
    real_gbp: Series[float] = column("Real (£)", "Sum over the years, undiscounted, before optimism bias and VAT")
    bias_gbp: Series[float] = column("Optimism bias (£)", "Added for optimism bias, undiscounted")
    vat_gbp: Series[float] = column("VAT lost (£)", "VAT that cannot be recovered, undiscounted")
    cash_gbp: Series[float] = column(
        "Cash (£)", "Real, bias and VAT: what councils pay; 0 where no cash moves, as for the opportunity cost of space"
    )
    npc_gbp: Series[float] = column(
        "Present cost (£)", "Real and bias, discounted: the economic case; 0 for taxes and transfers"
    )
    status: Series[str] = column("Status", "Least firm of the figures behind the line", isin=STATUSES)
    basis: Series[str] = column("Basis", "The figures behind the line")


class SitesTable(Table):
    """sites.csv: every place considered, in or out, and why."""

    site_id: Series[str] = column("Site id", "Short id", unique=True)
    name: Series[str] = column("Site", "Name of the place")
    side: Series[str] = column("Side", "Authority the site stands in, or `outside`")
    border_km: Series[float] = column("Distance to border (km)", "Straight line to the shared border", ge=0)
    in_corridor: Series[bool] = column("In corridor", "Within the corridor distance")
    considered: Series[bool] = column("Considered", "True where the site may be chosen")
    reason: Series[str] = column("Reason", "Why the site is left out; blank where considered")
    present_of: Series[str] = column("Present centre of", "Authority id, or blank")
    tenure: Series[str] = column("Tenure", "How the space would be held")
    workstations_available: Series[int] = column("Workstations available", "That the floor area holds", ge=0)
    nia_m2: Series[float] = column("NIA (m²)", "Net internal area that could be taken")
    nia_status: Series[str] = column("NIA status", "Status of the area")
    nia_source: Series[str] = column("NIA source", "Source of the area")
    rent_gbp_per_m2_per_year: Series[float] = column(
        "Rent (£/m²/yr)", "Rent, or opportunity cost if owned", nullable=True
    )
    rent_status: Series[str] = column("Rent status", "Status of the rent")
    rent_source: Series[str] = column("Rent source", "Source of the rent")
    rateable_value_gbp_per_m2: Series[float] = column(
        "Rateable value (£/m²)", "Rateable value by floor area", nullable=True
    )
    rateable_value_status: Series[str] = column("Rateable value status", "Status")
    rateable_value_source: Series[str] = column("Rateable value source", "Source")
    service_charge_gbp_per_m2_per_year: Series[float] = column(
        "Service charge (£/m²/yr)", "Service charge", nullable=True
    )
    service_charge_status: Series[str] = column("Service charge status", "Status")
    service_charge_source: Series[str] = column("Service charge source", "Source")
    fit_out_gbp_per_m2: Series[float] = column("Fit-out (£/m²)", "Fit-out once, before optimism bias", nullable=True)
    fit_out_status: Series[str] = column("Fit-out status", "Status of the fit-out")
    fit_out_source: Series[str] = column("Fit-out source", "Source of the fit-out")
    parking_spaces: Series[float] = column(
        "Parking spaces", "Spaces for staff; blank where not limited", ge=0, nullable=True
    )
    step_free: Series[str] = column("Step-free", "From the street to a desk: yes, no, or blank where not known")
    network_ready: Series[str] = column(
        "Network-ready", "On the partners' network by the move: yes, no, or blank where not known"
    )
    notes: Series[str] = column("Notes", "What a reader should know of the place")


class AreasTable(Table):
    """areas.csv: home areas joined until each is large enough to publish."""

    area_id: Series[str] = column("Area id", "Short id", unique=True)
    name: Series[str] = column("Area", "Named after the nearest place")
    district: Series[str] = column("District", "Local authority, or `elsewhere`")
    heads: Series[float] = column("Staff", "Number of staff; blank where suppressed", nullable=True)
    suppressed: Series[bool] = column("Suppressed", "True where too few staff to publish")


class RegisterTable(Table):
    """assumptions.csv: the register as this run used it."""

    assumption_id: Series[str] = column("Assumption", "The scenario key, or the table, row and column", unique=True)
    value: Series[str] = column("Value used", "The value this run used")
    registered_value: Series[str] = column("Value registered", "The value the register records; blank if none")
    unit: Series[str] = column("Unit", "Unit of the value")
    price_year: Series[str] = column(
        "Prices of", "Year of the prices; `cash` for prices of the day; blank where the value is no money"
    )
    low: Series[str] = column("Low", "Least that the value may plausibly be; blank where no range is stated")
    high: Series[str] = column("High", "Most that the value may plausibly be; blank where no range is stated")
    distribution: Series[str] = column(
        "Distribution", "How it is drawn between low and high, in one word; blank where it is not drawn"
    )
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where the value comes from")
    date: Series[str] = column("Date", "Date of the source")
    owner: Series[str] = column("Owner", "Who answers for it")
    validated_by: Series[str] = column("Validated by", "Who has confirmed it; blank while nobody has")
    key: Series[bool] = column("Key", "Whether the answer may turn on it: the report is a draft until it is validated")


class EvidenceTable(Table):
    """evidence.csv: where each mode's minutes come from and how good they are."""

    mode: Series[str] = column("Mode", "Mode of travel")
    measure: Series[str] = column("Measure", "What is stated")
    value: Series[str] = column("Value", "The figure or the words")
    source: Series[str] = column("Source", "Where it comes from")


class CertificateTable(Table):
    """certificate.csv: how the answer was proved and checked."""

    check: Series[str] = column("Check", "What was checked")
    value: Series[str] = column("Value", "What was found")


class SourcesTable(Table):
    """sources.csv: the data files behind the run."""

    file: Series[str] = column("File", "Name of the file")
    content: Series[str] = column("Content", "What it holds")
    source: Series[str] = column("Source", "Who published it")
    date: Series[str] = column("Date", "Date of the data")
    licence: Series[str] = column("Licence", "Terms of use")
    attribution: Series[str] = column("Attribution", "Words that must be shown")


PUBLISHED: dict[str, type[Table]] = {
    "options": OptionsTable,
    "pareto": ParetoTable,
    "seatings": SeatingsTable,
    "value_criteria": ValueCriteriaTable,
    "value_scores": ValueScoresTable,
    "value_options": ValueOptionsTable,
    "judgements": Judgements,
    "weight_space": WeightSpaceTable,
    "weight_reversals": WeightReversalsTable,
    "weight_rivals": WeightRivalsTable,
    "rule_prices": RulePricesTable,
    "journeys": JourneysTable,
    "costs": CostsTable,
    "cases": CasesTable,
    "cash_by_year": CashByYearTable,
    "cash_flow": CashFlowTable,
    "price_levels": PriceLevelsTable,
    "bias": BiasTable,
    "keys": KeysTable,
    "partners": PartnersTable,
    "exits": ExitsTable,
    "joiners": JoinersTable,
    "funding": FundingTable,
    "funding_checks": FundingChecksTable,
    "baseline": BaselineTable,
    "policies": PoliciesTable,
    "excess_travel": ExcessTravelTable,
    "attrition": AttritionTable,
    "fragile": FragileTable,
    "switching": SwitchingTable,
    "why_not": WhyNotTable,
    "why_not_parts": WhyNotPartsTable,
    "robustness": RobustnessTable,
    "robustness_pairs": PairsTable,
    "winning_parts": WinningPartsTable,
    "unknowns": UnknownsTable,
    "unknowns_together": UnknownsTogetherTable,
    "find_out": FindOutTable,
    "robustness_draws": RobustnessDrawsTable,
    "redrawn": RedrawnTable,
    "channel_shift": ChannelShiftTable,
    "claims": ClaimsTable,
    "unit_cost_check": UnitCostCheckTable,
    "seats": SeatsTable,
    "half_hours": HalfHoursTable,
    "mix": MixTable,
    "people": PeopleTable,
    "resilience": ResilienceTable,
    "sites": SitesTable,
    "site_facts": SiteFacts,
    "lease_events": Leases,
    "areas": AreasTable,
    "area_changes": AreaChangesTable,
    "journey_modes": JourneyModesTable,
    "journey_bands": JourneyBandsTable,
    "catchments": CatchmentsTable,
    "unreached": UnreachedTable,
    "known_journeys": KnownJourneysTable,
    "transit_lines": TransitLinesTable,
    "assignments": AssignmentsTable,
    "assumptions": RegisterTable,
    "evidence": EvidenceTable,
    "certificate": CertificateTable,
    "sources": SourcesTable,
    "mandate": Mandate,
    "risks": RisksTable,
    "programme": ProgrammeTable,
    "log": LogTable,
    "equality": Equality,
    "highlight": HighlightTable,
}
"""Every published table by the name of its CSV file and worksheet, in reading order."""
