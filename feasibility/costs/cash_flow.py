"""What each partner pays, and when: capital and revenue apart, real and nominal apart."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from feasibility.costs.accounts import Accounts, Floats
from feasibility.costs.lines import SHARED
from feasibility.costs.timeline import QUARTERS_PER_YEAR
from feasibility.tables import Table, checked, headings
from feasibility.tables.accounts import CASH_KINDS, CashByYearTable, CashFlowTable


def by_quarter(
    accounts: Accounts, options: Sequence[str], keys: Mapping[str, float], levels: pd.DataFrame
) -> pd.DataFrame:
    """tables.CashFlowTable of some options, in their order; quarters in which nothing falls due are left out.

    `keys` gives every partner, in reading order, its part of the lines they share; `levels` is tables.PriceLevelsTable.
    All four quarters of a year are at that year's price level. Raises `ValueError` where the keys do not sum to 1, the
    accounts lack an option, or cash is paid by none of the partners.
    """
    timeline = accounts.timeline
    labels = [timeline.label(quarter) for quarter in range(timeline.quarters)]
    price_level = np.repeat(levels["price_level"].to_numpy(dtype=float), QUARTERS_PER_YEAR)
    real = _flows(accounts, options, keys, accounts.quarterly.to_numpy(dtype=float))
    return _laid_out(real, options, keys, pd.DataFrame({"quarter": labels, "price_level": price_level}), CashFlowTable)


def by_year(
    accounts: Accounts, options: Sequence[str], keys: Mapping[str, float], levels: pd.DataFrame
) -> pd.DataFrame:
    """tables.CashByYearTable: `by_quarter` by financial year."""
    real = _flows(accounts, options, keys, yearly_gbp(accounts.quarterly.to_numpy(dtype=float)))
    return _laid_out(real, options, keys, levels[["year", "price_level"]], CashByYearTable)


def yearly_gbp(quarterly: Floats) -> Floats:
    """Amounts by financial year, from amounts by quarter: rows stay, each four columns become one."""
    return np.asarray(quarterly.reshape(len(quarterly), -1, QUARTERS_PER_YEAR).sum(axis=2))


def _flows(
    accounts: Accounts, options: Sequence[str], keys: Mapping[str, float], amounts: Floats
) -> tuple[Floats, Floats, Floats]:
    """Real pounds, optimism bias and VAT by option, partner, kind and period; `amounts` is lines by periods."""
    place_of = {option: place for place, option in enumerate(options)}
    paid = (accounts.costs["option_id"].isin(list(options)) & accounts.shares["cash"]).to_numpy()
    lines, shares = accounts.costs[paid], accounts.shares[paid]
    _refuse(lines, options, keys)
    option = lines["option_id"].map(place_of).to_numpy(dtype=int)
    kind = (lines["kind"] == CASH_KINDS[1]).to_numpy(dtype=int)
    payer = lines["payer"].to_numpy()

    def summed(uplift: Floats) -> Floats:
        cube = np.zeros((len(options), len(keys), len(CASH_KINDS), amounts.shape[1]))
        uplifted = amounts[paid] * uplift[:, None]
        for place, (partner, key) in enumerate(keys.items()):
            part = np.where(payer == SHARED, key, (payer == partner).astype(float))
            np.add.at(cube[:, place], (option, kind), uplifted * part[:, None])
        return cube

    bias, vat = (shares[name].to_numpy(dtype=float) for name in ("bias_share", "vat_share"))
    return summed(np.ones(len(lines))), summed(bias), summed(vat)


def _refuse(lines: pd.DataFrame, options: Sequence[str], keys: Mapping[str, float]) -> None:
    if abs(sum(keys.values()) - 1) > 1e-9:
        raise ValueError(f"the partners' keys sum to {sum(keys.values()):g}; they must sum to 1")
    missing = sorted(set(options) - set(lines["option_id"]))
    strange = sorted(set(lines["payer"]) - {*keys, SHARED})
    if missing or strange:
        raise ValueError(f"accounts without cash of {missing}, or with cash paid by none of the partners: {strange}")


def _laid_out(
    flows: tuple[Floats, Floats, Floats], options: Sequence[str], keys: Mapping[str, float],
    periods: pd.DataFrame, schema: type[Table],
) -> pd.DataFrame:  # fmt: skip
    """One row an option, partner, kind and period in which anything falls due; `periods` is label and price level."""
    real, bias, vat = flows
    due = (real != 0) | (bias != 0) | (vat != 0)
    option, partner, kind, period = np.nonzero(due)
    cash = real[due] + bias[due] + vat[due]
    (label,) = periods.columns.difference(["price_level"])
    level = periods["price_level"].to_numpy(dtype=float)[period]
    frame = pd.DataFrame(
        {
            "option_id": np.array(options, dtype=object)[option],
            "partner": np.array(list(keys), dtype=object)[partner],
            "kind": np.array(CASH_KINDS, dtype=object)[kind],
            label: periods[label].to_numpy(dtype=object)[period],
            "real_gbp": real[due], "bias_gbp": bias[due], "vat_gbp": vat[due], "cash_gbp": cash,
            "price_level": level, "nominal_gbp": cash * level,
        }
    ).astype({"option_id": "str", "partner": "str", "kind": "str", label: "str"})  # fmt: skip
    return checked(frame[list(headings(schema))], schema, "cash flow")
