"""The economic and the financial case of every option, and how the one turns into the other, line by line."""

import numpy as np
import pandas as pd

from feasibility.costs import discounting
from feasibility.costs.accounts import TRAVEL, Accounts, Floats, cash_quarterly
from feasibility.costs.cash_flow import yearly_gbp
from feasibility.costs.timeline import Timeline
from feasibility.options import DO_MINIMUM, DO_NOTHING
from feasibility.scenario.costs import CostsSettings
from feasibility.tables import checked, headings
from feasibility.tables.accounts import CasesTable


def cases(accounts: Accounts, levels: pd.DataFrame, price_base_year: int, settings: CostsSettings) -> pd.DataFrame:
    """tables.CasesTable: one row an option of the accounts, in their order.

    `levels` is tables.PriceLevelsTable. An option set against do nothing or do minimum is blank there where the
    accounts do not hold that option. The walk from net present social cost to nominal cash is exact: it is made of the
    same lines.
    """
    options = pd.Index(accounts.costs["option_id"].unique(), name="option_id")
    economic = _economic(accounts).reindex(options)
    financial = _financial(accounts).reindex(options)
    quarterly = cash_quarterly(accounts).groupby(accounts.costs["option_id"], sort=False).sum().reindex(options)
    yearly = yearly_gbp(quarterly.to_numpy(dtype=float))
    nominal = yearly @ levels["price_level"].to_numpy(dtype=float)
    cash = financial["capital_gbp"] + financial["revenue_gbp"]
    years_gbp = discounting.annuity(settings, 0)
    table = economic.join(financial).assign(
        npsv_do_nothing_gbp=_saved(economic["total_npc_gbp"], DO_NOTHING),
        npsv_do_minimum_gbp=_saved(economic["total_npc_gbp"], DO_MINIMUM),
        equivalent_annual_gbp=economic["total_npc_gbp"] / years_gbp,
        cash_real_gbp=cash,
        inflation_gbp=nominal - cash,
        cash_nominal_gbp=nominal,
        price_base_year=price_base_year,
        green_book_edition=settings.green_book_edition,
        discount_rate_share=settings.discount_rate_share,
        discount_rate_after_30_share=settings.discount_rate_after_30_share,
        **_calls(yearly, options, accounts.timeline),
        payback_quarter=_payback(quarterly, accounts.timeline),
    )
    return checked(table.reset_index()[list(headings(CasesTable))], CasesTable, "cases")


def _by_option(accounts: Accounts, amounts: "dict[str, pd.Series[float]]") -> pd.DataFrame:
    return pd.DataFrame(amounts).groupby(accounts.costs["option_id"], sort=False).sum()


def _economic(accounts: Accounts) -> pd.DataFrame:
    """Present costs, and what is taken from and put to them on the way to cash."""
    lines, economic, cash = accounts.costs, accounts.shares["economic"], accounts.shares["cash"]
    travel, npc = lines["kind"] == TRAVEL, lines["npc_gbp"]
    bias_share = accounts.shares["bias_share"]
    undiscounted = (lines["real_gbp"] + lines["bias_gbp"]).where(economic, 0.0)
    return _by_option(
        accounts,
        {
            "resources_npc_gbp": npc.where(~travel, 0.0),
            "travel_npc_gbp": npc.where(travel, 0.0),
            "total_npc_gbp": npc,
            "bias_npc_gbp": npc * bias_share / (1 + bias_share),
            "discounting_gbp": undiscounted - npc,
            "travel_out_gbp": -undiscounted.where(travel & ~cash, 0.0),
            "opportunity_out_gbp": -undiscounted.where(~travel & ~cash, 0.0),
        },
    )


def _financial(accounts: Accounts) -> pd.DataFrame:
    lines, economic, cash = accounts.costs, accounts.shares["economic"], accounts.shares["cash"]
    capital = lines["kind"] == "capital"
    return _by_option(
        accounts,
        {
            "transfers_gbp": (lines["real_gbp"] + lines["bias_gbp"]).where(cash & ~economic, 0.0),
            "vat_gbp": lines["vat_gbp"].where(cash, 0.0),
            "capital_gbp": lines["cash_gbp"].where(capital, 0.0),
            "revenue_gbp": lines["cash_gbp"].where(~capital, 0.0),
        },
    )


def _saved(total_gbp: "pd.Series[float]", against: str) -> "pd.Series[float]":
    """Net present social value: what the option against which all are held costs, less what each costs."""
    if against not in total_gbp.index:
        return pd.Series(np.nan, index=total_gbp.index)
    return float(total_gbp.loc[against]) - total_gbp


def _calls(yearly: Floats, options: "pd.Index[str]", timeline: Timeline) -> "dict[str, pd.Series[str] | Floats]":
    """The dearest year in cash, and the year that takes most cash above do nothing."""
    labels = np.array([timeline.year_label(year) for year in range(timeline.years)], dtype=object)

    def of(places: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]") -> "pd.Series[str]":
        return pd.Series(labels[places], index=options, dtype="str")

    # To the penny, so that years alike do not take turns by what stands far behind it.
    dearest = yearly.round(2).argmax(axis=1)
    found = {"peak_year": of(dearest), "peak_year_gbp": _at(yearly, dearest)}
    if DO_NOTHING not in options:
        none = pd.Series("", index=options, dtype="str")
        return found | {"peak_extra_year": none, "peak_extra_gbp": np.full(len(options), np.nan)}
    extra = yearly - yearly[options.get_loc(DO_NOTHING)]
    greatest = extra.round(2).argmax(axis=1)
    called = _at(extra, greatest).round(2) > 0
    return found | {
        "peak_extra_year": of(greatest).where(called, ""),
        "peak_extra_gbp": np.where(called, _at(extra, greatest), 0.0),
    }


def _at(amounts: Floats, places: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]") -> Floats:
    return np.take_along_axis(amounts, places[:, None], axis=1)[:, 0]


def _payback(quarterly: pd.DataFrame, timeline: Timeline) -> "pd.Series[str]":
    """First quarter by whose end cumulative real cash saved against do nothing is, and stays, no less than nought.

    An option that is never behind has nothing to pay back: its first quarter with money saved stands. Blank where the
    option ends behind, or never saves a penny.
    """
    labels = np.array([timeline.label(quarter) for quarter in range(timeline.quarters)], dtype=object)
    if DO_NOTHING not in quarterly.index:
        return pd.Series("", index=quarterly.index, dtype="str")
    saved = (quarterly.loc[DO_NOTHING] - quarterly).to_numpy(dtype=float).cumsum(axis=1).round(2)
    behind, ahead = saved < 0, saved > 0
    after_behind = timeline.quarters - behind[:, ::-1].argmax(axis=1)
    first = np.where(behind.any(axis=1), after_behind, ahead.argmax(axis=1))
    never = (first >= timeline.quarters) | ~(behind | ahead).any(axis=1)
    found = labels[np.where(never, 0, first)]
    return pd.Series(np.where(never, "", found), index=quarterly.index, dtype="str")
