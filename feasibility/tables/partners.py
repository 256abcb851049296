"""Tables between the partners: keys that an officer supplies, and what each partner pays, gains and risks."""

from pandera.typing.pandas import Series

from feasibility.tables.base import ID_PATTERN, STATUSES, Table, column

EXIT_RULES = ("share-until-break", "notice-only", "rest-bear-all")
"""What a partner that leaves goes on paying."""
GIVE_UP, STAY_ON = "give-up", "stay-on"
COURSES = (GIVE_UP, STAY_ON)
"""What those who stay may do: give the space up when it first can be and find other space; or keep it to the end."""
YES_NO = ("yes", "no")
BY_PAYMENT = "with a payment"
SPLITS = ("yes", BY_PAYMENT, "no")
"""Whether some split of the shared cost leaves nobody worse off; `with a payment`: only if one pays another as well."""


class PartnerKeys(Table):
    """Further keys by which the partners divide what they share, one row an authority."""

    key: Series[str] = column("Key", "Name of the key, such as `transactions`", str_matches=ID_PATTERN)
    authority: Series[str] = column("Authority", "Authority id of the scenario", str_matches=ID_PATTERN)
    share: Series[float] = column("Share", "Its share of what is shared; those of a key sum to 1", ge=0, le=1)
    source: Series[str] = column("Source", "Where the share comes from")
    date: Series[str] = column("Date", "Date of the source")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)


class KeysTable(Table):
    """keys.csv: the keys by which the partners may divide what they share."""

    key: Series[str] = column("Key", "contacts, heads, area, population, equal, or a supplied one")
    authority: Series[str] = column("Authority", "Authority id")
    quantity: Series[float] = column("Quantity", "What the share is worked from; blank where none", nullable=True)
    unit: Series[str] = column("Unit", "What is counted")
    key_share: Series[float] = column(
        "Share", "Its share of what is shared; blank where the key is left out", ge=0, le=1, nullable=True
    )
    agreed: Series[bool] = column("Agreed", "True for the key that the sentences speak of first")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    basis: Series[str] = column("Basis", "Where the share comes from, or why the key is left out")


class PartnersTable(Table):
    """partners.csv: what each partner pays under each key, against its own do-minimum and against doing nothing.

    Council cash, real: discounted in the columns of present cost. Staff travel time is no cash and is left out. So is
    what the do-minimum brings, a repaired building: where it costs more than doing nothing, it is the easier test.
    """

    option_id: Series[str] = column("Option id", "Option")
    key: Series[str] = column("Key", "Key by which what is shared is divided")
    authority: Series[str] = column("Authority", "Authority id")
    key_share: Series[float] = column("Share", "Its share of what is shared", ge=0, le=1)
    own_present_gbp: Series[float] = column("Its own lines (£)", "Present cost of lines that it pays alone")
    shared_present_gbp: Series[float] = column("Of shared lines (£)", "Present cost of its share of the shared lines")
    pays_present_gbp: Series[float] = column("Pays (£)", "Present cost in all")
    do_minimum_present_gbp: Series[float] = column("Its do-minimum (£)", "Present cost if it mends its own centre")
    do_nothing_present_gbp: Series[float] = column("Doing nothing (£)", "Present cost if it stays as it is")
    change_to_do_minimum_gbp: Series[float] = column(
        "Against do-minimum (£)", "Present cost less that of its own do-minimum; minus is a saving"
    )
    change_to_do_nothing_gbp: Series[float] = column(
        "Against doing nothing (£)", "Present cost less that of doing nothing; minus is a saving"
    )
    pays_real_gbp: Series[float] = column("Pays, undiscounted (£)", "Real pounds over the period")
    change_to_do_minimum_real_gbp: Series[float] = column(
        "Against do-minimum, undiscounted (£)", "Real pounds over the period; minus is a saving"
    )
    worse_off: Series[str] = column("Worse off", "Than under its own do-minimum", isin=YES_NO)
    nobody_worse_off: Series[str] = column(
        "Nobody worse off", "Whether this key leaves every partner no worse off", isin=YES_NO
    )
    least_share: Series[float] = column(
        "Least share", "Two partners: from this share on, the other is not worse off; blank where no share will do",
        ge=0, le=1, nullable=True,
    )  # fmt: skip
    most_share: Series[float] = column(
        "Most share", "Two partners: up to this share it is not worse off; blank where no share will do",
        ge=0, le=1, nullable=True,
    )  # fmt: skip
    split_exists: Series[str] = column(
        "Some split", "Whether any split of what is shared leaves nobody worse off", isin=SPLITS
    )
    nothing_worse_off: Series[str] = column("Worse off than doing nothing", "Than if it did nothing", isin=YES_NO)
    nothing_nobody_worse_off: Series[str] = column(
        "Nobody worse off than doing nothing", "Whether this key leaves every partner no worse off than that",
        isin=YES_NO,
    )  # fmt: skip
    nothing_least_share: Series[float] = column(
        "Least share against doing nothing", "As the least share, against doing nothing", ge=0, le=1, nullable=True
    )
    nothing_most_share: Series[float] = column(
        "Most share against doing nothing", "As the most share, against doing nothing", ge=0, le=1, nullable=True
    )
    nothing_split_exists: Series[str] = column(
        "Some split against doing nothing", "Whether any split leaves nobody worse off than doing nothing", isin=SPLITS
    )


class JoinersTable(Table):
    """joiners.csv: what an authority that joins late pays, and what the others then pay, by key and year.

    Shared lines alone, real pounds, undiscounted; lines that a partner pays alone stay as they are.
    """

    option_id: Series[str] = column("Option id", "Option")
    key: Series[str] = column("Key", "Key by which what is shared is divided")
    authority: Series[str] = column("Authority", "Authority id; blank for the one that joins")
    name: Series[str] = column("Name", "Name of the authority")
    year: Series[str] = column("Year", "Financial year, from the one in which it joins")
    before_share: Series[float] = column("Share before", "Without the joiner", ge=0, le=1)
    after_share: Series[float] = column("Share after", "With the joiner", ge=0, le=1)
    before_gbp: Series[float] = column("Pays without joiner (£)", "Its share of the shared lines")
    after_gbp: Series[float] = column("Pays with joiner (£)", "Its share of the shared lines and of what is added")
    own_works_gbp: Series[float] = column("Added workstations (£)", "Fit-out and move of them, paid by the joiner")
    buy_in_gbp: Series[float] = column(
        "Buy-in (£)", "Past capital at written-down value: plus is paid, minus is received"
    )
    change_gbp: Series[float] = column("Change (£)", "With the joiner less without; minus is a saving")
    workstations_needed: Series[float] = column("Workstations needed", "With the joiner", nullable=True)
    workstations_available: Series[float] = column("Workstations available", "At the shared sites", nullable=True)
    workstations_short: Series[float] = column("Short by", "Needed beyond those available", ge=0, nullable=True)


class ExitsTable(Table):
    """exits.csv: what follows when a partner leaves: both courses of those who stay, and who pays under each rule.

    Shared lines from the day of leaving to the end of the period; real pounds, undiscounted unless said. Pot had it
    stayed, less given-up space, with space found elsewhere, penalty and splitting systems, less sub-letting: that is
    what the leaver and the rest pay together. Where space is given up, what its lease asks to be put right at the end
    falls due then. The cost of a new home for the one who leaves is not in it. There is one course alone where the
    space cannot be given up before the end of the period.
    """

    option_id: Series[str] = column("Option id", "Option")
    key: Series[str] = column("Key", "Key by which what is shared is divided")
    leaver: Series[str] = column("Leaves", "Authority id of the partner that leaves")
    year: Series[int] = column("In year", "It leaves on 1 April of this year, counted from year 0", ge=1)
    leaves_on: Series[str] = column("From", "First quarter without it")
    rule: Series[str] = column("Rule", "What it goes on paying", isin=EXIT_RULES)
    course: Series[str] = column(
        "Course", "What the rest do: give the space up when it first can be, or stay on to the end", isin=COURSES
    )
    agreed: Series[bool] = column("Agreed", "True for the key and rule that the sentences speak of first")
    cheaper: Series[bool] = column("Cheaper", "True for the course that costs the rest less in real pounds")
    key_share: Series[float] = column("Its share", "Share of what is shared before it leaves", ge=0, le=1)
    workstations_empty: Series[int] = column("Workstations empty", "No longer needed by those who stay", ge=0)
    ends_by: Series[str] = column("Ends by", "How each site can first be given up")
    held_until: Series[str] = column("Paid until", "Last quarter in which any shared space is paid for")
    empty_space_gbp: Series[float] = column(
        "Empty space (£)", "Occupancy cost of what stands empty until then", nullable=True
    )
    together_gbp: Series[float] = column("Pot had it stayed (£)", "Shared lines to the end of the period")
    given_up_gbp: Series[float] = column("Given-up space (£)", "Lines of the shared sites that are no longer paid")
    workstations_elsewhere: Series[float] = column(
        "Workstations elsewhere", "That the rest must find once the space is given up", ge=0
    )
    elsewhere_gbp_per_workstation_per_year: Series[float] = column(
        "Elsewhere (£/workstation/yr)", "The option's own mean cost: all shared lines of its sites, works among them"
    )
    elsewhere_gbp: Series[float] = column("Space found elsewhere (£)", "Until the end of the period, at that mean cost")
    sub_let_gbp: Series[float] = column("Sub-let (£)", "Received from sub-tenants after the void", ge=0)
    rest_sub_let_gbp: Series[float] = column(
        "Sub-let to the rest (£)", "Of it to the rest: a leaver that pays for the empty space has the other part"
    )
    break_penalty_gbp: Series[float] = column("Break penalty (£)", "Paid for breaking a lease", ge=0, nullable=True)
    split_systems_gbp: Series[float] = column("Splitting systems (£)", "Taking joined systems apart again", ge=0)
    unused_fit_out_gbp: Series[float] = column(
        "Unused fit-out (£)", "Written-down value of fit-out left empty or given up; no cash, and in no other column"
    )
    leaver_pays_gbp: Series[float] = column("Leaver pays (£)", "Less what sub-tenants pay while it does")
    rest_pay_gbp: Series[float] = column("Rest pay (£)", "Everything else, empty space and all")
    leaver_change_gbp: Series[float] = column("Leaver: change (£)", "Against staying; its new home is not in it")
    rest_change_gbp: Series[float] = column("Rest: change (£)", "Against its staying, to the end of the period")
    rest_change_present_gbp: Series[float] = column("Rest: change, present cost (£)", "The same, discounted")
