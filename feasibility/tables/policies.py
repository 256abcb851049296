"""Tables of excess-travel policies: the rules as an officer gives them, who has which, and what they pay."""

from typing import Any

from pandera.typing.pandas import Series

from feasibility.tables.base import ID_PATTERN, STATUSES, Table, column

AMAP, PENCE, COST, CHEAPEST, NOTHING, UNSAID = "amap", "pence", "cost", "cheapest", "none", ""
PAY_BASES = (AMAP, PENCE, COST, CHEAPEST, NOTHING, UNSAID)
"""How extra travel by one vehicle is paid: HMRC's approved mileage rate of the year; pence a mile; the net extra cost;
the lesser of a mileage rate and the extra public transport fare; nothing; or the source does not say."""
AT_LEAST, ABOVE = "at least", "above"
COMPARISONS = (AT_LEAST, ABOVE, "")
"""How a trigger is met; blank where there is no trigger."""


def _blank(title: str, description: str, **checks: float) -> Any:  # noqa: ANN401 - as `column`
    """A figure that may be left out."""
    return column(title, description, nullable=True, **checks)


class TravelPolicies(Table):
    """Excess-travel policies as rules, one row a policy. Every trigger that is given must be met."""

    policy_id: Series[str] = column("Policy id", "Short id", unique=True, str_matches=ID_PATTERN)
    name: Series[str] = column("Policy", "Whose scheme it is")
    trigger_miles: Series[float] = _blank("Trigger (miles)", "Extra miles one way", ge=0, le=200)
    trigger_miles_is: Series[str] = column("Miles met", "at least, or above", isin=COMPARISONS)
    trigger_minutes: Series[float] = _blank("Trigger (minutes)", "Extra minutes one way", ge=0, le=300)
    trigger_minutes_is: Series[str] = column("Minutes met", "at least, or above", isin=COMPARISONS)
    trigger_gbp_per_week: Series[float] = _blank("Trigger (£ a week)", "The allowance worked out", ge=0, le=1000)
    trigger_gbp_is: Series[str] = column("£ a week met", "at least, or above", isin=COMPARISONS)
    after_miles_min: Series[float] = _blank("New journey (miles)", "One way, at least", ge=0, le=300)
    after_minutes_min: Series[float] = _blank("New journey (minutes)", "One way, at least", ge=0, le=300)
    net_cost_required: Series[bool] = column("Net cost", "Paid only to those whom the new journey costs more")
    first_miles_excluded: Series[float] = _blank("First miles out", "Extra miles one way not paid", ge=0, le=100)
    gbp_per_week_excluded: Series[float] = _blank("First £ a week out", "Not paid, of a five-day week", ge=0, le=1000)
    car_basis: Series[str] = column("Car", "How paid", isin=PAY_BASES)
    motorcycle_basis: Series[str] = column("Motorcycle", "How paid", isin=PAY_BASES)
    cycle_basis: Series[str] = column("Cycle", "How paid", isin=PAY_BASES)
    transit_basis: Series[str] = column("Public transport", "How paid", isin=PAY_BASES)
    car_pence_per_mile: Series[float] = _blank("Car (p/mile)", "Where paid by pence", gt=0, le=200)
    motorcycle_pence_per_mile: Series[float] = _blank("Motorcycle (p/mile)", "Where paid by pence", gt=0, le=200)
    cycle_pence_per_mile: Series[float] = _blank("Cycle (p/mile)", "Where paid by pence", gt=0, le=200)
    transit_pence_per_mile: Series[float] = _blank("Public transport (p/mile)", "Where by pence", gt=0, le=200)
    cap_gbp_per_year: Series[float] = _blank("Cap (£ a year)", "Most paid to one person", gt=0, le=100_000)
    duration_months: Series[float] = _blank("Duration (months)", "From the move", gt=0, le=120)
    year_shares: Series[str] = column("Taper", "Share paid in each year, such as 1 0.5; blank: all of it")
    days_per_year: Series[float] = _blank("Days a year", "Of a five-day week", gt=0, le=366)
    weeks_per_year: Series[float] = _blank("Weeks a year", "Such as 41 in term time", gt=0, le=53)
    pro_rata: Series[bool] = column("Pro rata", "Days a year and £ left out follow the days on site a week")
    taxable: Series[bool] = column("Taxed", "Pay as You Earn is due")
    employers_ni: Series[bool] = column("Employer's NI", "The employer owes National Insurance on it")
    time_off_minutes_above: Series[float] = _blank(
        "Time off above (minutes)", "Extra minutes a day beyond which time off is given", ge=0, le=600
    )
    relocation_extra_miles: Series[float] = _blank("Relocation: extra miles", "One way, at least", ge=0, le=300)
    relocation_after_miles: Series[float] = _blank("Relocation: miles", "New journey, at least", ge=0, le=300)
    relocation_extra_minutes: Series[float] = _blank("Relocation: extra minutes", "At least", ge=0, le=300)
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where the scheme was published")
    date: Series[str] = column("Date", "Date of the scheme")
    note: Series[str] = column("Note", "What the source leaves unsaid, and what was taken instead")


class PoliciesTable(Table):
    """policies.csv: the excess-travel policy of each employer, in words, with its source."""

    employer: Series[str] = column("Employer", "Authority id")
    policy_id: Series[str] = column("Policy id", "Blank where it pays nothing")
    policy: Series[str] = column("Policy", "Whose scheme it is")
    trigger: Series[str] = column("Owed when", "Every one of these")
    pays: Series[str] = column("Pays", "By vehicle")
    lasts: Series[str] = column("Lasts", "From the move")
    taxed: Series[str] = column("Tax", "Whether taxed, and whether the employer owes National Insurance")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "Where the scheme was published, and when")
    note: Series[str] = column("Note", "What the source leaves unsaid")


class ExcessTravelTable(Table):
    """excess_travel.csv: excess-travel pay by option, employer and year since the move. Counts are rounded."""

    option_id: Series[str] = column("Option id", "Option")
    employer: Series[str] = column("Employer", "Authority id")
    policy_id: Series[str] = column("Policy id", "Its policy")
    year_since_move: Series[int] = column("Year", "Since the move, from 1", ge=1)
    recipients: Series[float] = column("Paid", "Staff, to the nearest 5; blank where too few", nullable=True, ge=0)
    pay_gbp: Series[float] = column("Pay (£)", "To the nearest £1,000, or £5,000 where few are paid", ge=0)
    employers_ni_gbp: Series[float] = column("Employer's NI (£)", "On that pay", ge=0)
    time_off_hours: Series[float] = column(
        "Time off (hours)", "A year, to the nearest 100; blank where too few have it", nullable=True, ge=0
    )
    relocation_heads: Series[float] = column(
        "May relocate", "Staff who meet the tests for help to move home; blank where too few", nullable=True, ge=0
    )
    unsaid_heads: Series[float] = column(
        "Policy silent", "Staff entitled whose way of travel the source says nothing of; paid nothing here",
        nullable=True, ge=0,
    )  # fmt: skip
    unknown_heads: Series[float] = column(
        "Journey not known", "Staff of whom nothing can be said; paid nothing here", nullable=True, ge=0
    )


class AttritionTable(Table):
    """attrition.csv: staff expected to leave within a year of the move, under a low, a central and a high curve."""

    option_id: Series[str] = column("Option id", "Option")
    employer: Series[str] = column("Employer", "Authority id")
    curve: Series[str] = column("Curve", "low, central or high", isin=("low", "central", "high"))
    leavers: Series[float] = column(
        "Leavers", "Expected, to the nearest 5: a model, not people; blank where too few", nullable=True, ge=0
    )
    cost_gbp: Series[float] = column(
        "Cost (£)", "Of replacing them, to the nearest 5, once; blank where too few", nullable=True, ge=0
    )
    counted: Series[bool] = column("Counted", "True for the curve that the cost of the options holds")
