"""What the example release says between the partners: keys, positions, exits, a late joiner; and excess-travel pay."""

import pandas as pd

from tests.publication.example_money import DISCOUNT_SHARE, FIRST_YEAR, STAYING
from tests.publication.example_tables import made, typed

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

EXITS = """
option_id|key|leaver|year|leaves_on|rule|agreed|key_share|workstations_empty|held_until|ends_by|empty_space_gbp|sub_let_gbp|break_penalty_gbp|split_systems_gbp|unused_fit_out_gbp|together_gbp|leaver_pays_gbp|rest_pay_gbp|leaver_change_gbp|rest_change_gbp|rest_change_present_gbp
single-kings-house|contacts|bexley|5|2015-16 Q1|share-until-break|True|0.36|22|2015-16 Q4|break on 31 March 2016|30000|5000|20000|50000|45000|90000|55800|99200|23400|41600|35026
single-kings-house|contacts|bexley|5|2015-16 Q1|notice-only|False|0.36|22|2015-16 Q4|break on 31 March 2016|30000|5000|20000|50000|45000|90000|16200|138800|-16200|81200|68368
single-kings-house|contacts|bexley|5|2015-16 Q1|rest-bear-all|False|0.36|22|2015-16 Q4|break on 31 March 2016|30000|5000|20000|50000|45000|90000|0|155000|-32400|97400|82008
single-kings-house|contacts|bromley|5|2015-16 Q1|share-until-break|True|0.64|38|2015-16 Q4|break on 31 March 2016|55000|9000|20000|50000|78000|90000|96640|54360|39040|21960|18490
single-kings-house|contacts|bromley|5|2015-16 Q1|notice-only|False|0.64|38|2015-16 Q4|break on 31 March 2016|55000|9000|20000|50000|78000|90000|28800|122200|-28800|89800|75609
single-kings-house|contacts|bromley|5|2015-16 Q1|rest-bear-all|False|0.64|38|2015-16 Q4|break on 31 March 2016|55000|9000|20000|50000|78000|90000|0|151000|-57600|118600|99858
single-ruxley|contacts|bexley|5|2015-16 Q1|share-until-break|True|0.36|22|2019-20 Q4|{hostile}|90000|20000|0|50000|45000|320000|126000|224000|10800|19200|16166
single-ruxley|contacts|bexley|5|2015-16 Q1|notice-only|False|0.36|22|2019-20 Q4|{hostile}|90000|20000|0|50000|45000|320000|57600|292400|-57600|87600|73757
single-ruxley|contacts|bexley|5|2015-16 Q1|rest-bear-all|False|0.36|22|2019-20 Q4|{hostile}|90000|20000|0|50000|45000|320000|0|350000|-115200|145200|122255
single-ruxley|contacts|bromley|5|2015-16 Q1|share-until-break|True|0.64|38|2019-20 Q4|{hostile}|160000|36000|0|50000|78000|320000|213760|120240|8960|5040|4244
single-ruxley|contacts|bromley|5|2015-16 Q1|notice-only|False|0.64|38|2019-20 Q4|{hostile}|160000|36000|0|50000|78000|320000|102400|231600|-102400|116400|98006
single-ruxley|contacts|bromley|5|2015-16 Q1|rest-bear-all|False|0.64|38|2019-20 Q4|{hostile}|160000|36000|0|50000|78000|320000|0|334000|-204800|218800|184224
"""  # noqa: E501  one line of the table each
"""The pot once it has left: less sub-letting, with penalty and splitting, as 90,000 - 5,000 + 20,000 + 50,000."""

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
    worse = table["change_to_do_minimum_gbp"] > 0
    nobody = ~worse.groupby([table["option_id"], table["key"]]).transform("any")
    split = table.groupby(["option_id", "key"])["change_to_do_minimum_gbp"].transform("sum") <= 0
    words = {True: "yes", False: "no"}
    table = table.assign(worse_off=worse.map(words), nobody_worse_off=nobody.map(words), split_exists=split.map(words))
    shares = {"least_share": split.map({True: 0.0}), "most_share": split.map({True: 1.0})}
    return typed(table.assign(**shares), "partners")


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
        "exits": made(EXITS, "exits"),
        "joiners": made(JOINERS, "joiners"),
        "policies": made(POLICIES, "policies"),
        "excess_travel": made(EXCESS_TRAVEL, "excess_travel"),
        "attrition": made(ATTRITION, "attrition"),
    }
