"""The published tables as each edition may have them."""

from collections.abc import Callable, Mapping

import pandas as pd

from feasibility.appraisal import funding
from feasibility.appraisal.findings import Findings
from feasibility.business_case import agreed_shares
from feasibility.options import DO_NOTHING
from feasibility.publication.disclosure import cash, people, pounds, prices, totals
from feasibility.publication.disclosure.terms import Terms
from feasibility.question import Question

Tables = dict[str, pd.DataFrame]
WITHOUT_PRICES: Mapping[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "sites": prices.sites,
    "assumptions": prices.register,
    "site_facts": prices.site_facts,
    "judgements": prices.judgements,
    "fragile": prices.fragile,
    "unknowns": prices.unknowns,
    "robustness_draws": prices.draws,
    "exits": prices.exits,
    "lease_events": prices.leases,
}
"""Published tables that hold prices of places in rows of their own, and what is left of them."""


def public(tables: Mapping[str, pd.DataFrame], asked: Question, findings: Findings, terms: Terms) -> Tables:
    """The published tables as the public edition has them; as they are in an edition that is not rounded.

    `tables` holds options and costs as `disclosure` makes them for the edition, and everything that follows from them.
    """
    if not terms.rounded:
        return dict(tables)
    options, withheld = tables["options"], terms.prices_withheld
    gap_of = options.dropna(subset=["above_best_gbp"]).set_index("option_id")["above_best_gbp"].to_dict()
    parts = pounds.why_not_parts(tables["why_not_parts"], gap_of, prices_withheld=withheld)
    shown = {name: people.rounded(name, table) for name, table in tables.items()}
    shown |= {name: pounds.by_themselves(tables[name]) for name in pounds.BY_THEMSELVES}
    money = _cash(tables, asked, findings, terms)
    flow = money.get("cash_flow", tables["cash_flow"])
    shown |= {
        "keys": people.keys(tables["keys"]),
        "cases": totals.public_cases(tables["cases"], tables["costs"], flow, prices_withheld=withheld),
        "partners": pounds.partners(tables["partners"]),
        "baseline": pounds.baseline(tables["baseline"]),
        "certificate": pounds.certificate(tables["certificate"], terms.heads_min),
        "switching": prices.switching(tables["switching"]),
        "why_not": pounds.why_not(tables["why_not"], tables["why_not_parts"], parts, gap_of),
        "why_not_parts": parts,
        **money,
    }
    return shown | ({name: clear(shown[name]) for name, clear in WITHOUT_PRICES.items()} if withheld else {})


def _cash(tables: Mapping[str, pd.DataFrame], asked: Question, findings: Findings, terms: Terms) -> Tables:
    """Cash in public pounds, and what promised money leaves to be found of it."""
    flow = tables["cash_flow"]
    if flow.empty:
        return {}
    timeline, files = asked.priced.timeline, asked.inputs
    key = agreed_shares(findings.case["keys"], asked)
    shown = cash.public_flow(flow, findings.costs, key, timeline, prices_withheld=terms.prices_withheld)
    told = {"cash_flow": shown, "cash_by_year": cash.by_year(shown)}
    if files.funding is not None:
        moving = [option for option in dict.fromkeys(flow["option_id"]) if option != DO_NOTHING]
        in_quarters = funding.of_cash_flow(shown, timeline)
        told["funding"] = funding.against(in_quarters, files.funding, moving, timeline, asked.scenario.funding)
    return told
