"""The cost sheet of the workbook: every line of the options looked into, step by step to its present cost."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from openpyxl.utils import get_column_letter

from feasibility import wording
from feasibility.costs.lines import SHARED
from feasibility.publication.release import Release
from feasibility.publication.sheet_rows import FIRST_ROW
from feasibility.publication.views.view import named, site_names
from feasibility.publication.workbook.cells import Column, SumSheet, width
from feasibility.publication.workbook.steps import Floats, Step

TITLE = "Cost sheet"
POUNDS, RATE, SHARE, FACTOR, PLAIN, QUANTITY = '"£"#,##0.00', '"£"#,##0.00', "0.0%", "0.000000", "0", "#,##0.00"
"""Number formats: pence are shown, since the sums agree to a penny."""

COST_SHEET = (
    ("option_id", "Option id", "", "Option; sheet Options has its totals"),
    ("option", "Option", "", "What it is"),
    ("group", "Group", "", "Heading of the line; sheet Net present cost adds up by it"),
    ("line", "Line", "", "What is paid for"),
    ("place", "Place", "", "Where"),
    ("payer", "Paid by", "", "The authority, or shared between the partners"),
    ("kind", "Kind", "", "capital, revenue, or travel: no council cash"),
    ("quantity", "Quantity", QUANTITY, "How many units are taken; blank where the edition does not give it"),
    ("unit", "Unit", "", "What one is"),
    ("rate_gbp", "Rate (£ a unit)", RATE, "Price of a unit, a year where it is paid yearly"),
    ("first_quarter", "First quarter", "", "Quarter of the first payment"),
    ("last_quarter", "Last quarter", "", "Quarter of the last payment"),
    ("quarters", "Quarters", PLAIN, "From the first to the last, both counted"),
    ("times", "Times the rate is paid", "0.0000", "Years of the span, or 1 where it is paid once; a figure of the run "
     "where payments change or begin within a quarter"),
    ("real_gbp", "Real (£)", POUNDS, "Quantity × rate × times, in pounds of the price base"),
    ("bias_share", "Optimism bias (%)", SHARE, "Share of the real pounds added; sheet Bias has the categories"),
    ("bias_gbp", "Bias added (£)", POUNDS, "Real pounds × optimism bias"),
    ("vat_share", "VAT lost (%)", SHARE, "Share of the real pounds that is VAT the payer cannot recover"),
    ("vat_gbp", "VAT added (£)", POUNDS, "Real pounds × VAT lost"),
    ("cash_moves", "Cash moves (1 or 0)", PLAIN, "0 where no council pays, as for staff travel or owned space"),
    ("cash_gbp", "Cash (£)", POUNDS, "Real pounds, bias and VAT, where cash moves; not discounted"),
    ("resource", "Uses resources (1 or 0)", PLAIN, "0 for taxes and transfers, which are no cost to society"),
    ("factor", "Mean discount factor", FACTOR, "Mean over the quarters of the span, from sheet Discount factors; a "
     "figure of the run where payments are not even"),
    ("npc_gbp", "Present cost (£)", POUNDS, "Real pounds and bias × uses resources × mean discount factor"),
    ("status", "Firmness", "", "Least firm of the figures behind the line"),
    ("given", "Figures of the run", "", "Which steps stand as the run gave them, because the published figures do not "
     "suffice to follow them; all others are formulas"),
    ("basis", "Basis", "", "The figures behind the line"),
)  # fmt: skip
"""Columns of the cost sheet: name, heading, number format and meaning."""
LETTERS = {name: get_column_letter(number) for number, (name, *_) in enumerate(COST_SHEET, start=1)}
_SAID = {"times": "times", "real_gbp": "real", "bias_gbp": "bias", "vat_gbp": "VAT", "cash_gbp": "cash",
         "factor": "mean discount factor", "npc_gbp": "present cost"}  # fmt: skip


def sheet(lines: pd.DataFrame, found: Mapping[str, Step], release: Release) -> SumSheet:
    """The sheet; `lines` is that of `following`, `found` its steps."""
    shown = lines.assign(
        group=lines["group"].map(wording.capital),
        place=named(lines["place"], site_names(release)),
        payer=named(lines["payer"], {**release.authority_names, SHARED: "Shared"}),
        given=_given(lines, found),
    )
    columns = [_column(name, heading, style, shown, found) for name, heading, style, _ in COST_SHEET]
    last = FIRST_ROW + len(lines) - 1
    ranges = {f"cost_{name}": name for name in ("option_id", "group", "kind", "cash_gbp", "npc_gbp")}
    return SumSheet(
        TITLE,
        "Every cost line of the options looked into closely, step by step to its present cost.",
        tuple(columns),
        tuple(meaning for *_, meaning in COST_SHEET),
        {n: f"${LETTERS[c]}${FIRST_ROW}:${LETTERS[c]}${last}" for n, c in ranges.items()} if len(lines) else {},
    )


def _column(name: str, heading: str, style: str, shown: pd.DataFrame, found: Mapping[str, Step]) -> Column:
    if name in found:
        return Column(heading, _cells(found[name].figures), style, found[name].formulas, 14)
    if style:
        return Column(heading, _cells(shown[name].to_numpy(dtype=float)), style, width=12)
    texts = [str(value) for value in shown[name]]
    return Column(heading, texts, width=width(heading, texts))


def _cells(values: Floats) -> list[float | str | None]:
    """Cells of figures; empty where there is none."""
    return [None if np.isnan(value) else float(value) for value in values]


def _given(lines: pd.DataFrame, found: Mapping[str, Step]) -> list[str]:
    """Which steps of each line are not formulas although they hold a figure; `times` that are 1 are plain."""
    told = []
    for row in range(len(lines)):
        stands = [
            words
            for name, words in _SAID.items()
            if not found[name].formulas[row]
            and not np.isnan(value := float(found[name].figures[row]))
            and not (name == "times" and value == 1)
        ]
        told.append(wording.capital(", ".join(stands)) if stands else "none")
    return told
