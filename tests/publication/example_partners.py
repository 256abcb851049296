"""What the example release says between the partners: keys, positions, exits, a late joiner; and excess-travel pay."""

import pandas as pd

from tests.publication.example_money import DISCOUNT_SHARE, FIRST_YEAR, STAYING
from tests.publication.example_tables import made, read, typed

LOOKED_INTO = ("single-kings-house", "single-ruxley", *STAYING)
"""Options looked into closely."""

KEYS = """
key|authority|quantity|unit|key_share|agreed|status|basis
contacts|bexley|450000|contacts a year|0.36|True|assumed|Contacts a year that reach an agent
contacts|bromley|800000|contacts a year|0.64|True|assumed|Contacts a year that reach an agent
population|bexley|||||illustrative|Left out: no population is stated for Bromley
population|bromley|||||illustrative|Left out: no population is stated for Bromley
equal|bexley|1|partner|0.5|False|assumed|The same for each partner
equal|bromley|1|partner|0.5|False|assumed|The same for each partner
"""

LEFT = """
option_id|leaver|course|key_share|workstations_empty|held_until|ends_by|empty_space_gbp|together_gbp|given_up_gbp|workstations_elsewhere|elsewhere_gbp_per_workstation_per_year|elsewhere_gbp|sub_let_gbp|break_penalty_gbp|split_systems_gbp|unused_fit_out_gbp
single-kings-house|bexley|give-up|0.36|22|2015-16 Q4|break on 31 March 2016|30000|450000|320000|38|2000|304000|5000|20000|50000|90000
single-kings-house|bexley|stay-on|0.36|22|2019-20 Q4|break on 31 March 2016|150000|450000|0|0|2000|0|65000|0|50000|45000
single-kings-house|bromley|give-up|0.64|38|2015-16 Q4|break on 31 March 2016|55000|450000|320000|22|2000|176000|9000|20000|50000|99000
single-kings-house|bromley|stay-on|0.64|38|2019-20 Q4|break on 31 March 2016|275000|450000|0|0|2000|0|119000|0|50000|78000
single-ruxley|bexley|stay-on|0.36|22|2019-20 Q4|{hostile}|90000|320000|0|0|1500|0|20000|0|50000|45000
single-ruxley|bromley|stay-on|0.64|38|2019-20 Q4|{hostile}|160000|320000|0|0|1500|0|36000|0|50000|78000
"""  # noqa: E501  one line of the table each
UNTIL_BREAK_GBP = {"single-kings-house": 90_000.0, "single-ruxley": 320_000.0}
"""What the leaver has a share in until the space can be given up; a year of notice is half of it."""

JOINERS = """
option_id|key|authority|name|year|before_share|after_share|before_gbp|after_gbp|own_works_gbp|buy_in_gbp|change_gbp|workstations_needed|workstations_available|workstations_short
single-kings-house|contacts|bexley|Bexley|2013-14|0.36|0.27|45000|36000|0|-15000|-24000|80|72|8
single-kings-house|contacts|bromley|Bromley|2013-14|0.64|0.48|80000|64000|0|-27000|-43000|80|72|8
single-kings-house|contacts||{hostile}|2013-14|0|0.25|0|33000|60000|42000|135000|80|72|8
"""

POLICIES = """
employer|policy_id|policy|trigger|pays|lasts|taxed|status|source|note
bexley||Pays nothing|||||assumed||
bromley|{hostile}|A council, {note}|over 5 extra miles one way|car: 45p a mile; transit: the net extra cost|12 months|taxed; employer's National Insurance|sourced|A published policy (2012)|The source says nothing of cycles.
"""  # noqa: E501

EXCESS_TRAVEL = """
option_id|employer|policy_id|year_since_move|recipients|pay_gbp|employers_ni_gbp|time_off_hours|relocation_heads|unsaid_heads|unknown_heads
single-kings-house|bromley|council-2012|1|20|9000|1000|300|||
single-ruxley|bromley|council-2012|1|25|12000|2000|400|||
pair-kings-house-ruxley|bromley|council-2012|1||5000|1000||||
"""

ATTRITION = """
option_id|employer|curve|leavers|cost_gbp|counted
single-kings-house|bexley|low|0|0|False
single-kings-house|bexley|central||30625|False
single-kings-house|bexley|high||30625|False
single-kings-house|bromley|low||30625|False
single-kings-house|bromley|central|10|61250|False
single-kings-house|bromley|high|15|91875|False
"""


def exits() -> pd.DataFrame:
    """Either partner leaving in year 5: what `LEFT` says, and who pays of it under each rule."""
    rows: list[dict[str, object]] = []
    for left in read(LEFT).to_dict("records"):
        gbp = {name: float(left[name]) for name in left if name.endswith("_gbp")}
        share, liable = float(left["key_share"]), UNTIL_BREAK_GBP[left["option_id"]]
        pot = (
            gbp["together_gbp"] - gbp["given_up_gbp"] + gbp["elsewhere_gbp"] - gbp["sub_let_gbp"]
            + gbp["break_penalty_gbp"] + gbp["split_systems_gbp"]
        )  # fmt: skip
        for rule, part in (("share-until-break", liable), ("notice-only", liable / 2), ("rest-bear-all", 0.0)):
            leaver = share * (part + gbp["split_systems_gbp"] * (part > 0))
            change = pot - leaver - (1 - share) * gbp["together_gbp"]
            rows.append(
                left | {
                    "key": "contacts", "year": 5, "leaves_on": "2015-16 Q1", "rule": rule,
                    "agreed": rule == "share-until-break", "rest_sub_let_gbp": gbp["sub_let_gbp"],
                    "leaver_pays_gbp": leaver, "rest_pay_gbp": pot - leaver,
                    "leaver_change_gbp": leaver - share * gbp["together_gbp"], "rest_change_gbp": change,
                    "rest_change_present_gbp": 0.842 * change,
                }
            )  # fmt: skip
    table = pd.DataFrame(rows)
    least = table.groupby(["option_id", "leaver", "rule"])["rest_change_gbp"].transform("min")
    return typed(table.assign(cheaper=table["rest_change_gbp"] == least), "exits")


def positions(costs: pd.DataFrame, keys: pd.DataFrame) -> pd.DataFrame:
    """Position of each partner under each key.

    The present cost of cash is taken at the middle of its span in years: near enough for a page. Bexley's rent of
    £80,000 over ten years stands at 800,000 / 1.035^4.5.
    """
    ends = costs[["first_quarter", "last_quarter"]].apply(lambda quarter: quarter.str[:4].astype(int) - FIRST_YEAR)
    present = costs["cash_gbp"] / (1 + DISCOUNT_SHARE) ** ends.mean(axis=1)
    paid = costs.assign(present_gbp=present).groupby(["option_id", "payer"])[["present_gbp", "cash_gbp"]].sum()
    rows = []
    for option in LOOKED_INTO:
        for key, shares in keys.dropna(subset=["key_share"]).groupby("key", sort=False):
            for authority, share in zip(shares["authority"], shares["key_share"], strict=True):
                rows.append(
                    {"option_id": option, "key": key, "authority": authority, "key_share": share}
                    | _position(paid, option, authority, share)
                )
    table = pd.DataFrame(rows)
    words = {True: "yes", False: "no"}
    for prefix, change in (("", "change_to_do_minimum_gbp"), ("nothing_", "change_to_do_nothing_gbp")):
        worse = table[change] > 0
        nobody = ~worse.groupby([table["option_id"], table["key"]]).transform("any")
        split = table.groupby(["option_id", "key"])[change].transform("sum") <= 0
        told = {"worse_off": worse.map(words), "nobody_worse_off": nobody.map(words), "split_exists": split.map(words),
                "least_share": split.map({True: 0.0}), "most_share": split.map({True: 1.0})}  # fmt: skip
        table = table.assign(**{f"{prefix}{name}": values for name, values in told.items()})
    return typed(table, "partners")


def _position(paid: pd.DataFrame, option: str, authority: str, share: float) -> dict[str, float]:
    def of(option_id: str, payer: str, column: str) -> float:
        return float(paid[column].get((option_id, payer), 0.0))

    own, shared = of(option, authority, "present_gbp"), share * of(option, "shared", "present_gbp")
    real = of(option, authority, "cash_gbp") + share * of(option, "shared", "cash_gbp")
    minimum, nothing = (of(each, authority, "present_gbp") for each in ("do-minimum", "do-nothing"))
    return {
        "own_present_gbp": own,
        "shared_present_gbp": shared,
        "pays_present_gbp": own + shared,
        "do_minimum_present_gbp": minimum,
        "do_nothing_present_gbp": nothing,
        "change_to_do_minimum_gbp": own + shared - minimum,
        "change_to_do_nothing_gbp": own + shared - nothing,
        "pays_real_gbp": real,
        "change_to_do_minimum_real_gbp": real - of("do-minimum", authority, "cash_gbp"),
    }


def partners(costs: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables between the partners, and those of excess-travel pay and leavers."""
    keys = made(KEYS, "keys")
    return {
        "keys": keys,
        "partners": positions(costs, keys),
        "exits": exits(),
        "joiners": made(JOINERS, "joiners"),
        "policies": made(POLICIES, "policies"),
        "excess_travel": made(EXCESS_TRAVEL, "excess_travel"),
        "attrition": made(ATTRITION, "attrition"),
    }
