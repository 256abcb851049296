"""Sheets of the template that hold the study itself: places, contacts, the register and staff."""

from feasibility.inputs.register import MAY_BE_LEFT_OUT as REGISTER_OPTIONAL
from feasibility.inputs.sites import KNOWN_OF, PARKING
from feasibility.inputs.staff import OPTIONAL as STAFF_OPTIONAL
from feasibility.tables import DISTRIBUTIONS, MODES, SITE_FIGURES, Assumptions, Sites, Staff
from feasibility.tables.seats import HalfHours, Months, Queues
from feasibility.tables.value import Judgements
from feasibility.template.layout import MADE_UP, Bounds, Column, Sheet

POSTCODE_MEANING = "Unit postcode; blank where easting and northing are given"
GRID = Bounds(least=0, most=700_000)

SITES = Sheet(
    Sites,
    example={
        "site_id": "old-library",
        "name": "Old Library, High Street",
        "postcode": "BR5 1LB",
        "tenure": "leased",
        "nia_m2": "1200",
        "rent_gbp_per_m2_per_year": "140",
        "rateable_value_gbp_per_m2": "110",
        "service_charge_gbp_per_m2_per_year": "45",
        "fit_out_gbp_per_m2": "350",
        "parking_spaces": "20",
        "step_free": "yes",
        **{f"{stem}_status": "assumed" for stem in SITE_FIGURES.values()},
        **{f"{stem}_source": f"{MADE_UP}, 2010" for stem in SITE_FIGURES.values()},
    },
    may_be_blank=("present_of", "occupied_m2", "released_share", "notes", *PARKING, *KNOWN_OF),
    before="tenure",
    beside=(
        Column("postcode", "Postcode", POSTCODE_MEANING, may_be_blank=True),
        Column("easting", "Easting", "National Grid; blank where a postcode is given", "number", bounds=GRID,
               unit="metres", may_be_blank=True),
        Column("northing", "Northing", "National Grid; blank where a postcode is given", "number", bounds=GRID,
               unit="metres", may_be_blank=True),
    ),
)  # fmt: skip
HALF_HOURS = Sheet(
    HalfHours,
    example={
        "authority": "all",
        "day": "weekday",
        "starts": "09:30",
        "share": "0.07",
        "source": MADE_UP,
        "status": "assumed",
    },
)
MONTHS = Sheet(
    Months,
    example={"authority": "all", "month": "3", "factor": "1.25", "source": MADE_UP, "status": "assumed"},
)
QUEUES = Sheet(
    Queues,
    example={
        "authority": "bexley",
        "queue": "Council tax",
        "contacts_share": "0.3",
        "handling_time_seconds": "300",
        "source": MADE_UP,
        "status": "assumed",
    },
)
JUDGEMENTS = Sheet(
    Judgements,
    example={
        "site_id": "old-library",
        "criterion": "ease-of-delivery",
        "value": "70",
        "status": "assumed",
        "source": MADE_UP,
        "date": "2010",
        "owner": "Head of property",
    },
)
ASSUMPTIONS = Sheet(
    Assumptions,
    example={
        "assumption_id": "costs.period_years",
        "value": "10",
        "unit": "years",
        "source": MADE_UP,
        "date": "2010",
        "owner": "Head of property",
        "status": "assumed",
    },
    may_be_blank=("unit", "date", "owner", "validated_by", *REGISTER_OPTIONAL),
    words={"distribution": DISTRIBUTIONS},
)
STAFF = Sheet(
    Staff,
    example={
        "staff_id": "A-17",
        "employer": "bexley",
        "home_postcode": "BR5 1LB",
        "contract_share": "0.8",
        "days_on_site_per_week": "4",
        "usual_mode": "car",
        "has_car": "yes",
    },
    may_be_blank=STAFF_OPTIONAL,
    before="employer",
    beside=(
        Column("staff_id", "Person", "Any number or name that is one person's alone; it is not kept"),
        Column("home_postcode", "Home postcode", "Unit postcode of the home; it is turned into a point, not kept"),
    ),
    left_out=("staff_key", "district", "geometry"),
    told="The HR extract, one row a person. Private; it is read and never copied.",
    words={"usual_mode": MODES},
)
"""Its bands, such as `band_disability`, are the officer's own columns: a template cannot know them."""
