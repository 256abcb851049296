"""Pounds of the business case that rest on totals, and so on journeys, to the thousand in the public edition."""

import re
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from feasibility import wording
from feasibility.appraisal.switching.losers import balance
from feasibility.publication.disclosure import prices
from feasibility.publication.disclosure.rounding import HEADS_STEP, POUNDS_STEP, in_steps, near, pounds, to_step

BY_THEMSELVES = (
    "exits", "joiners", "robustness", "robustness_pairs", "unknowns", "unknowns_together", "find_out", "redrawn",
    "rule_prices", "seatings",
)  # fmt: skip
"""Tables whose columns of pounds are rounded one by one."""
RATE_STEP_GBP = 100.0
"""What a workstation costs elsewhere is a rate, and rests on the lines of a few places."""
OF_STAFF = "Staff that the best option seats out of reach"
"""Begins the check of tables.CertificateTable that counts people."""
HOURS_STEP = 100.0
"""Hours a year are the gap in other words: to the nearest hundred, some thousands of pounds over the period."""
AMOUNT = re.compile(r"£(\d{1,3}(?:,\d{3})+|\d{4,})(?:\.\d+)?")
"""Pounds of a thousand and more in a sentence."""
HOURS = re.compile(r"([\d,]+) hours of staff travel a year saved besides, [\d,]+ a head")
AT_A_PRICE = re.compile(r"at a (rent|letting value) of £[\d,.]+ a m² a year or less \(now £[\d,.]+\)")
"""How tables.WhyNotTable says the rent that would make a place first."""


def by_themselves(table: pd.DataFrame) -> pd.DataFrame:
    """A table with every column of pounds to the thousand, and rates of a workstation to the hundred."""
    whole = {name: pounds(table[name]) for name in table.columns if name.endswith("_gbp")}
    rates = {name: to_step(table[name], RATE_STEP_GBP) for name in table.columns if "_gbp_per_workstation" in name}
    shown = table.assign(**whole, **rates)
    if {"gap_low_gbp", "gap_high_gbp", "swing_gbp"} <= set(table.columns):
        apart = (shown["gap_low_gbp"] - shown["gap_high_gbp"]).abs()
        shown["swing_gbp"] = apart.where(apart.notna(), shown["swing_gbp"])
    return shown


def said(text: str) -> str:
    """A sentence with its pounds, from a thousand up, to the thousand."""

    def told(found: "re.Match[str]") -> str:
        return wording.pounds(float(found[0].removeprefix("£").replace(",", "")), nearest_1000=True)

    return AMOUNT.sub(told, text)


def all_said(texts: Iterable[str]) -> tuple[str, ...]:
    """`said` of each."""
    return tuple(said(text) for text in texts)


def certificate(table: pd.DataFrame, heads_min: int) -> pd.DataFrame:
    """tables.CertificateTable with totals to the thousand, which were compared to the penny, and staff in fives."""
    of_staff = table["check"].str.startswith(OF_STAFF)
    value = table["value"].map(said).where(~of_staff, table["value"].map(lambda heads: _staff(heads, heads_min)))
    return table.assign(value=value)


def _staff(heads: str, heads_min: int) -> str:
    if not heads.isdigit() or heads == "0":
        return heads
    return f"fewer than {heads_min}" if int(heads) < heads_min else f"about {near(float(heads), HEADS_STEP):g}"


def baseline(table: pd.DataFrame) -> pd.DataFrame:
    """tables.BaselineTable: the model's pounds to the thousand, held against the council's own."""
    model = {name: pounds(table[name]) for name in ("model_gbp", "model_in_year_gbp")}
    against = model["model_in_year_gbp"].where(table["model_in_year_gbp"].notna(), model["model_gbp"])
    difference = (against - table["actual_gbp"]).where(table["difference_gbp"].notna())
    share = (difference / table["actual_gbp"]).where(table["difference_share"].notna() & (table["actual_gbp"] != 0))
    finding = table["finding"].map(said)
    return table.assign(**model, difference_gbp=difference, difference_share=share, finding=finding)


def partners(table: pd.DataFrame) -> pd.DataFrame:
    """tables.PartnersTable: what each pays is the sum, and each change the difference, of what is shown."""
    own, shared, minimum, nothing = (
        pounds(table[f"{name}_present_gbp"]) for name in ("own", "shared", "do_minimum", "do_nothing")
    )
    pays = own + shared
    real, change = pounds(table["pays_real_gbp"]), pounds(table["change_to_do_minimum_real_gbp"])
    return table.assign(
        own_present_gbp=own, shared_present_gbp=shared, pays_present_gbp=pays, do_minimum_present_gbp=minimum,
        do_nothing_present_gbp=nothing, change_to_do_minimum_gbp=pays - minimum,
        change_to_do_nothing_gbp=pays - nothing, pays_real_gbp=real, change_to_do_minimum_real_gbp=change,
    )  # fmt: skip


def why_not_parts(parts: pd.DataFrame, gap_of: Mapping[str, float], *, prices_withheld: bool) -> pd.DataFrame:
    """tables.WhyNotPartsTable in thousands that add up to the public gap of the option."""
    kept = prices.merged_parts(parts) if prices_withheld else parts.reset_index(drop=True)
    if kept.empty:
        return kept
    best, other = pounds(kept["best_npc_gbp"]).to_numpy(dtype=float), np.zeros(len(kept))
    amounts = kept["npc_gbp"].to_numpy(dtype=float)
    for (option_id, *_), rows in kept.groupby(["option_id", "place", "kind"], sort=False).indices.items():
        gap = gap_of.get(str(option_id), near(float(kept["difference_gbp"].iloc[rows].sum()), POUNDS_STEP))
        other[rows] = in_steps(amounts[rows], POUNDS_STEP, gap + float(best[rows].sum()))
    shown = kept.assign(npc_gbp=other, best_npc_gbp=best, difference_gbp=other - best)
    group = kept.groupby(["place", "kind", "option_id"], sort=False).ngroup()
    order = shown.assign(group=group).sort_values(["group", "difference_gbp", "part"], ascending=[True, False, True])
    return order.drop(columns="group").reset_index(drop=True)


def why_not(
    table: pd.DataFrame, parts: pd.DataFrame, public_parts: pd.DataFrame, gap_of: Mapping[str, float]
) -> pd.DataFrame:
    """tables.WhyNotTable with public gaps, hours in hundreds and no rent, its sentences with the same figures."""
    of_parts, of_public = (dict(list(each.groupby(["place", "kind"], sort=False))) for each in (parts, public_parts))
    words = []
    for row in table.to_dict("records"):
        key, text = (row["place"], row["kind"]), str(row["words"])
        if key in of_parts:
            text = text.replace(balance(of_parts[key]), balance(of_public[key]))
        if row["option_id"] in gap_of:
            before, after = (
                wording.pounds(float(gap), nearest_1000=True) for gap in (row["gap_gbp"], gap_of[row["option_id"]])
            )
            text = text.replace(f"costs {before} more", f"costs {after} more").replace(
                f"lacks {before} paid", f"lacks {after} paid"
            )
        words.append(AT_A_PRICE.sub(_at_a_lower, HOURS.sub(_about, text)))
    gap = table["option_id"].map(dict(gap_of)).astype(float)
    return table.assign(
        gap_gbp=gap.where(table["gap_gbp"].notna()), rent_gbp_per_m2_per_year=np.nan,
        words=pd.Series(words, index=table.index, dtype="str"),
        saved_hours_per_year=to_step(table["saved_hours_per_year"], HOURS_STEP),
    )  # fmt: skip


def _about(found: "re.Match[str]") -> str:
    hours = near(float(found[1].replace(",", "")), HOURS_STEP)
    return f"about {wording.number(hours, wording.COUNT)} hours of staff travel a year saved besides"


def _at_a_lower(found: "re.Match[str]") -> str:
    return f"at a lower {found[1]}; how low is not published"
