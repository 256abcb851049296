"""Tables that stay inside a run: the inputs as checked, and everything about a person. Never published as they are."""

from pandera.engines.geopandas_engine import Geometry
from pandera.typing.geopandas import GeoSeries
from pandera.typing.pandas import Series

from feasibility.tables.base import ID_PATTERN, MODES, NO_JOURNEY, STATUSES, Table, column

YES_NO_UNKNOWN = ("yes", "no", "")
"""Of a site; blank where it is not known."""


class Staff(Table):
    """Staff as the travel stage sees them: a home point, never a postcode. Never published."""

    staff_key: Series[str] = column("Person", "Key made by this run from the row number", unique=True)
    employer: Series[str] = column("Employer", "Authority id", str_matches=ID_PATTERN)
    contract_share: Series[float] = column("Contract", "Share of a full-time contract", gt=0, le=1)
    days_on_site_per_week: Series[float] = column("Days on site", "Days a week at the workplace", gt=0, le=7)
    usual_mode: Series[str] = column("Usual mode", "Mode used now", isin=MODES)
    has_car: Series[bool] = column("Car", "A car may be used for the journey")
    shift: Series[str] = column("Shift", "Id of a shift of the scenario", str_matches=ID_PATTERN)
    team: Series[str] = column("Team", "Word for the team that the person works in; blank for none")
    district: Series[str] = column("District", "Code of the local authority of the home")
    geometry: GeoSeries[Geometry] = column("Home", "Home point, metres")


class Sites(Table):
    """Places considered, with the figures each is costed on."""

    site_id: Series[str] = column("Site id", "Short id", unique=True, str_matches=ID_PATTERN)
    name: Series[str] = column("Site", "Name of the place")
    tenure: Series[str] = column("Tenure", "How the space would be held", isin=("leased", "owned", "nhs", "unknown"))
    present_of: Series[str] = column("Present centre of", "Authority id where this is a present centre, else blank")
    occupied_m2: Series[float] = column("Occupied (m²)", "Floor area paid for now at a present centre", ge=0)
    released_share: Series[float] = column(
        "Share of cost released", "Share of the present cost truly saved when the centre is left", ge=0, le=1
    )
    nia_m2: Series[float] = column("NIA (m²)", "Net internal area that could be taken", gt=0)
    nia_status: Series[str] = column("NIA status", "Status of the area", isin=STATUSES)
    nia_source: Series[str] = column("NIA source", "Source and date of the area")
    rent_gbp_per_m2_per_year: Series[float] = column("Rent (£/m²/yr)", "Rent, or opportunity cost if owned", ge=0)
    rent_status: Series[str] = column("Rent status", "Status of the rent", isin=STATUSES)
    rent_source: Series[str] = column("Rent source", "Source and date of the rent")
    rateable_value_gbp_per_m2: Series[float] = column("Rateable value (£/m²)", "Rateable value by floor area", ge=0)
    rateable_value_status: Series[str] = column("Rateable value status", "Status", isin=STATUSES)
    rateable_value_source: Series[str] = column("Rateable value source", "Source and date")
    service_charge_gbp_per_m2_per_year: Series[float] = column("Service charge (£/m²/yr)", "Service charge", ge=0)
    service_charge_status: Series[str] = column("Service charge status", "Status", isin=STATUSES)
    service_charge_source: Series[str] = column("Service charge source", "Source and date")
    fit_out_gbp_per_m2: Series[float] = column("Fit-out (£/m²)", "Fit-out once, before optimism bias", ge=0)
    fit_out_status: Series[str] = column("Fit-out status", "Status of the fit-out", isin=STATUSES)
    fit_out_source: Series[str] = column("Fit-out source", "Source and date of the fit-out")
    parking_spaces: Series[float] = column(
        "Parking spaces", "Spaces for staff; blank where not limited", ge=0, nullable=True
    )
    parking_gbp_per_day: Series[float] = column("Parking (£/day)", "Price of a space to staff; 0 where free", ge=0)
    step_free: Series[str] = column("Step-free", "Step-free from the street to a desk", isin=YES_NO_UNKNOWN)
    network_ready: Series[str] = column("Network-ready", "On the partners' network by the move", isin=YES_NO_UNKNOWN)
    fallback: Series[str] = column("Fallback", "Staff may work there for a while when another site fails",
                                   isin=YES_NO_UNKNOWN)  # fmt: skip
    notes: Series[str] = column("Notes", "What a reader should know of the place")
    geometry: GeoSeries[Geometry] = column("Position", "Point, metres")


class Assumptions(Table):
    """The register: where each setting's value comes from, who owns it and how firm it is."""

    assumption_id: Series[str] = column("Setting", "The scenario key the row speaks of", unique=True)
    value: Series[str] = column("Value", "The value the register records")
    unit: Series[str] = column("Unit", "Unit of the value")
    source: Series[str] = column("Source", "Where the value comes from")
    date: Series[str] = column("Date", "Date of the source")
    owner: Series[str] = column("Owner", "Who answers for it")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    validated_by: Series[str] = column("Validated by", "Who has confirmed it; blank while nobody has")
    price_year: Series[str] = column("Prices of", "Year of the prices, such as 2010; blank where the value is no money")
    low: Series[str] = column("Low", "Least that the value may plausibly be; blank where no range is stated")
    high: Series[str] = column("High", "Most that the value may plausibly be; blank where no range is stated")
    distribution: Series[str] = column(
        "Distribution", "How it is drawn between low and high, in one word; blank where it is not drawn"
    )


class PersonJourneys(Table):
    """Each person's journey before (present workplace) and after (each site), one way. Private.

    One row a person and site. Where a journey is not known its mode is `none`, its figures blank.
    """

    staff_key: Series[str] = column("Person", "Key made by this run")
    site_id: Series[str] = column("Site id", "Site after the move")
    mode_before: Series[str] = column("Mode before", "Mode to the present workplace", isin=(*MODES, NO_JOURNEY))
    minutes_before: Series[float] = column("Minutes before", "One way", ge=0, nullable=True)
    bad_day_minutes_before: Series[float] = column("Bad day before", "Waits of a whole headway", ge=0, nullable=True)
    km_before: Series[float] = column("km before", "One way", ge=0, nullable=True)
    bus_km_before: Series[float] = column("Bus km before", "Part of km by bus", ge=0, nullable=True)
    rail_km_before: Series[float] = column("Rail km before", "Part of km by train, tube or tram", ge=0, nullable=True)
    parked_before: Series[bool] = column("Parked before", "Has a space at the present workplace")
    mode_after: Series[str] = column("Mode after", "Mode to the site", isin=(*MODES, NO_JOURNEY))
    minutes_after: Series[float] = column("Minutes after", "One way", ge=0, nullable=True)
    bad_day_minutes_after: Series[float] = column("Bad day after", "Waits of a whole headway", ge=0, nullable=True)
    km_after: Series[float] = column("km after", "One way", ge=0, nullable=True)
    bus_km_after: Series[float] = column("Bus km after", "Part of km by bus", ge=0, nullable=True)
    rail_km_after: Series[float] = column("Rail km after", "Part of km by train, tube or tram", ge=0, nullable=True)
    parked_after: Series[bool] = column("Parked after", "Has a space at the site")
