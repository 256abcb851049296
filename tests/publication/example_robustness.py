"""The tables of the trial over draws, for the example release: 100 draws, King's House best in 61, Ruxley in 38."""

import pandas as pd

from tests.publication.example_tables import made

ROBUSTNESS = """
option_id|option|best_share|best_error_share|near_best_share|not_had_share|npc_mean_gbp|npc_p5_gbp|npc_p50_gbp|npc_p95_gbp|difference_mean_gbp|difference_p5_gbp|difference_p50_gbp|difference_p95_gbp|regret_mean_gbp|regret_p95_gbp|regret_max_gbp|lead_mean_gbp|behind_mean_gbp|rank_mean|same_as
single-kings-house|One shared site: {hostile}|0.61|0.0488|0.9|0.02|1201000|1020400|1198000|1405600|-416000|-601000|-419000|-222000|11000|64000|152000|31000|28000|1.4|
single-ruxley|One shared site: Ruxley|0.38|0.0485|0.88|0|1219000|1041000|1216000|1420000|-398000|-590000|-401000|-204000|29000|88000|171000|27000|47000|1.7|
pair-kings-house-ruxley|Two sites: {hostile} and Ruxley|0.01|0.0099|0.04|0|1390000|1201000|1388000|1600000|-227000|-410000|-229000|-40000|200000|301000|402000|2000|202000|3.1|
do-nothing|Do nothing: two centres as now|0|0.03|0|0|1617000|1402000|1615000|1830000|0|0|0|0|427000|640000|801000||427000|4.2|
do-minimum|Do minimum: each mends its own centre|0|0.03|0|0|1701000|1500000|1699000|1910000|84000|61000|84000|107000|511000|720000|890000||511000|5.1|
virtual-pool|Virtual pool: one queue, both centres stay|0|0.03|0|0|1802000|1590000|1800000|2020000|185000|120000|185000|250000|612000|830000|990000||612000|6|
"""  # noqa: E501  one line of the table each
PAIRS = """
option_id|rival|cheaper_share|difference_mean_gbp|difference_p5_gbp|difference_p95_gbp
single-kings-house|do-nothing|0.98|-416000|-601000|-222000
single-kings-house|single-ruxley|0.615|-18000|-71000|46000
do-nothing|single-kings-house|0.02|416000|222000|601000
do-nothing|single-ruxley|0|398000|204000|590000
single-ruxley|single-kings-house|0.385|18000|-46000|71000
single-ruxley|do-nothing|1|-398000|-590000|-204000
"""
PARTS = """
kind|part|best_share
moving|staff move|1
way|pooled|0.99
way|apart|0.01
site|kings-house|0.62
site|ruxley|0.39
site|depot|0.004
"""
RENT = "sites.ruxley.rent_gbp_per_m2_per_year"
UNKNOWNS = f"""
assumption_id|title|distribution|unit|low|value|high|gap_low_gbp|best_low|gap_high_gbp|best_high|swing_gbp|worth_gbp|won_share|rank|note
{RENT}|Rent (£/m²/yr), Ruxley|triangular|£/m²/yr|71.234|90|121.6|-13000|single-ruxley|74000|single-kings-house|87000|6200|0.74|1|
costs.discount_share_per_year|Discount rate {{note}}|uniform|share a year|0.02|0.035|0.0512|33000|single-kings-house|21000|single-kings-house|12000|0|0.61|2|
sites.kings-house.nia_m2|NIA (m²), {{hostile}}|triangular|m²|420|600|780||single-ruxley|27000|single-kings-house||0|0.61|3|the leader cannot be had at one end
costs.years|Years|pert|ratio|8|10|12|27000|single-kings-house|27000|single-kings-house|0|0|0.61|4|
"""  # noqa: E501  one line of the table each
TOGETHER = """
group|title|assumptions|worth_gbp|won_share
sites.*.rent_gbp_per_m2_per_year|Rent (£/m²/yr), every site|6|8100|0.79
costs.*|All figures of [costs]|2|0|0.61
"""
FIND_OUT = f"""
step|assumption_id|title|worth_gbp|won_share
1|{RENT}|Rent (£/m²/yr), Ruxley|6200|0.74
2|sites.kings-house.nia_m2|NIA (m²), {{hostile}}|7400|0.77
"""
DRAWS = f"""
assumption_id|title|distribution|unit|status|low|value|high|drawn_mean|drawn_p05|drawn_p50|drawn_p95|drawn_with
{RENT}|Rent (£/m²/yr), Ruxley|triangular|£/m²/yr|sourced|60|90|130|93.3|71.2|92.6|121.6|
costs.discount_share_per_year|Discount rate {{note}}|uniform|share a year|assumed|0.018|0.035|0.053|0.0355|0.02|0.0355|0.0512|
costs.years|Years|pert|ratio|assumed|5|10|15|10|8|10|12|
sites.kings-house.nia_m2|NIA (m²), {{hostile}}|triangular|m²|illustrative|360|600|840|600|420|600|780|
"""  # noqa: E501
REDRAWN = """
draw|best_quick|best_whole|alike|lost_gbp|difference_max_gbp|difference_max_share|had_otherwise
1|single-kings-house|single-kings-house|True|0|-512.4|-0.0004|0
100|single-ruxley|single-ruxley|True|0|88.1|0.0001|0
"""
WORDS = (
    "One shared site: Ruxley stays close.",
    "These are shares of 100 draws of 4 figures with a stated distribution.",
)
NOTES = ("2 draws worked out again by the whole model: the same option is best in all of them.",)


def robustness() -> dict[str, pd.DataFrame]:
    """Every table of the trial."""
    text = {
        "robustness": ROBUSTNESS, "robustness_pairs": PAIRS, "winning_parts": PARTS, "unknowns": UNKNOWNS,
        "unknowns_together": TOGETHER, "find_out": FIND_OUT, "robustness_draws": DRAWS, "redrawn": REDRAWN,
    }  # fmt: skip
    return {name: made(rows, name) for name, rows in text.items()}
