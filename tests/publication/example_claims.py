"""What the example release holds against others' figures: funding, actuals, stated savings, and the values tried."""

import pandas as pd

from tests.publication.example_money import quarters
from tests.publication.example_tables import made, typed

PROMISED_GBP = 50_000.0
FUNDED_QUARTERS = ("2010-11 Q3", "2010-11 Q4", "2011-12 Q1")
SECURED_QUARTER = "2010-11 Q3"
FUNDED_OPTIONS = ("single-kings-house", "single-ruxley", "do-minimum", "virtual-pool")

FUNDING_CHECKS = """
check|subject|stated_gbp|found_gbp|difference_gbp|holds|finding
Payments against the stated total|{hostile}|150002|150000|-2|False|3 payments of £50,000 come to £150,000, £2 short of the £150,002 stated
Payments before the project's start|programme||0||True|No payment falls before its start on 1 June 2010
"""  # noqa: E501

BASELINE = """
authority|item|financial_year|model_gbp|model_in_year_gbp|actual_gbp|difference_gbp|difference_share|ties|finding|source
bexley|accommodation|2010-11|80000|80000|82000|-2000|-0.024|ties|The model is £2,000 (2.4%) under the £82,000 paid|Accounts of {hostile}
bexley|mileage||0|||||no actual supplied|No actual supplied; do nothing pays nobody for a longer journey|
bromley|accommodation|2010-11|30000|30000|60000|-30000|-0.5|differs|The model is £30,000 (50%) under the £60,000 paid|Accounts, 2010
"""  # noqa: E501

FRAGILE = """
assumption_id|value|low|high|unit|status|validated_by|winner_at_low|winner_at_high|changes
costs.years|10|5|15|years|assumed|Board member|One shared site: Ruxley|One shared site: {hostile}|True
travel.value_of_time_gbp_per_hour|8.00|6.00|10.00|£ an hour|illustrative||One shared site: {hostile}|One shared site: {hostile}|False
"""  # noqa: E501

SWITCHING = """
input_id|input|place|leader|rival|value|unit|below|leads_below|above|leads_above|step|low|high|range_reason|plausible_low|plausible_high|found_by|held|words
sites.ruxley.rent_gbp_per_m2_per_year|the rent at Ruxley|ruxley|single-ruxley|anybody|90|£ a m² a year|||131.25|{hostile}|0.01|0|450|nothing to 5 times the present|67.5|112.5|lines|all else as it is|Ruxley stays first unless the rent there is more than £131.25 a m² a year; then {hostile} leads.
sites.ruxley.rent_gbp_per_m2_per_year|the rent at Ruxley|ruxley|single-ruxley|single-kings-house|90|£ a m² a year|||131.25|{hostile}|0.01|0|450|nothing to 5 times the present|67.5|112.5|lines|all else as it is|Ruxley stays ahead of {hostile} unless the rent there is more than £131.25 a m² a year.
costs.discount_rate_share|the discount rate||single-ruxley|anybody|0.035|%|||||0.0001|0|0.1|nothing to 10%|||search|all else as it is|Ruxley stays first whatever the discount rate is, from 0.00 to 10.00%.
"""  # noqa: E501

WHY_NOT = """
place|name|kind|option_id|rank|gap_gbp|saved_hours_per_year|rent_gbp_per_m2_per_year|words
kings-house|{hostile}|best with it|single-kings-house|2|41000|800||{hostile} alone costs £41,000 more than Ruxley.
"""

WHY_NOT_PARTS = """
place|kind|option_id|part|npc_gbp|best_npc_gbp|difference_gbp
kings-house|best with it|single-kings-house|Fit-out|90000|40000|50000
kings-house|best with it|single-kings-house|Staff travel time|1000|10000|-9000
"""

CHANNEL_SHIFT = """
authority|take_up_share|contacts_per_year|contacts_moved_per_year|gross_gbp_per_year|web_gbp_per_year|net_gbp_per_year|net_low_gbp_per_year|net_high_gbp_per_year|net_worst_gbp_per_year|net_best_gbp_per_year|premises_in_sharing_gbp_per_year|kept_apart_gbp_per_year
bexley|0|450000|0|0|0|0|0|0|0|0|0|0
bexley|0.1|450000|45000|144450|17550|126900|101520|152280|94500|159300|0|126900
bromley|0|800000|0|0|0|0|0|0|0|0|0|0
bromley|0.1|800000|80000|256800|31200|225600|180480|270720|168000|283200|0|225600
all|0|1250000|0|0|0|0|0|0|0|0|0|0
all|0.1|1250000|125000|401250|48750|352500|282000|423000|262500|442500|0|352500
"""

CLAIMS = """
what|where|quoted|authority|take_up_share|stated_gbp_per_year|contacts_moved_per_year|net_gbp_per_year|gross_gbp_per_year|difference_gbp_per_year|difference_share|implied_gbp_per_contact|contacts_implied_per_year|finding
Both, 10 % of calls|The plan, {note}|approximately £360,000|all|0.1|360000|125000|352500|401250|7500|0.0213|2.88|127660|125,000 contacts at £2.82 come to £352,500: stated £7,500 (2.1%) over.
Savings in all|The plan, page 4|£136,000|all||136000||||||||No take-up is stated, so nothing can be worked out.
"""  # noqa: E501  one line of the table each

UNIT_COST_CHECK = """
handling_minutes|contacts_per_year|cost_gbp_per_year|full_time_equivalents|cost_gbp_per_year_per_fte
3|1250000|4012500|59.6|67324
4|1250000|4012500|79.5|50472
"""


def funding(flow: pd.DataFrame) -> pd.DataFrame:
    """Cash above do nothing against three promises of £50,000 of capital, the first of them secured."""
    paid = flow.groupby(["option_id", "kind", "quarter"])["cash_gbp"].sum()
    shown = quarters(last="2011-12 Q4")
    rows = [
        {
            "option_id": option,
            "kind": kind,
            "span": span,
            "period": period,
            "need_gbp": sum(_above(paid, option, kind, quarter) for quarter in within),
            "funded_gbp": PROMISED_GBP * len(set(within) & set(FUNDED_QUARTERS)) * (kind == "capital"),
            "secured_gbp": PROMISED_GBP * (SECURED_QUARTER in within) * (kind == "capital"),
        }
        for option in FUNDED_OPTIONS
        for kind in ("capital", "revenue")
        for span, periods in (("quarter", [[quarter] for quarter in shown]), ("year", [shown[:4], shown[4:]]))
        for within in periods
        for period in [within[0] if span == "quarter" else within[0][:7]]
    ]
    table = pd.DataFrame(rows)
    table["secured_share"] = (table["secured_gbp"] / table["funded_gbp"]).where(table["funded_gbp"] > 0)
    table["gap_gbp"] = table["need_gbp"] - table["funded_gbp"]
    together = table.assign(secured=table["need_gbp"] - table["secured_gbp"]).groupby(["option_id", "kind", "span"])
    table["cumulative_gap_gbp"] = together["gap_gbp"].cumsum()
    table["cumulative_secured_gap_gbp"] = together["secured"].cumsum()
    return typed(table, "funding")


def _above(paid: pd.Series, option: str, kind: str, quarter: str) -> float:
    return float(paid.get((option, kind, quarter), 0.0) - paid.get(("do-nothing", kind, quarter), 0.0))


def claims(flow: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The tables that hold the case against what others have stated."""
    texts = {
        "funding_checks": FUNDING_CHECKS,
        "baseline": BASELINE,
        "fragile": FRAGILE,
        "switching": SWITCHING,
        "why_not": WHY_NOT,
        "why_not_parts": WHY_NOT_PARTS,
        "channel_shift": CHANNEL_SHIFT,
        "claims": CLAIMS,
        "unit_cost_check": UNIT_COST_CHECK,
    }
    return {"funding": funding(flow)} | {name: made(text, name) for name, text in texts.items()}
