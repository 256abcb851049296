"""What each partner pays under each key against both ways of staying, and which splits leave nobody worse off."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from feasibility.appraisal.partners.cash import Floats, OptionCash
from feasibility.appraisal.partners.keys import Key
from feasibility.options import DO_MINIMUM, DO_NOTHING
from feasibility.tables import checked, empty
from feasibility.tables.partners import BY_PAYMENT, PartnersTable

YES_NO = {True: "yes", False: "no"}
TESTS = {
    DO_MINIMUM: ("change_to_do_minimum_gbp", ""),
    DO_NOTHING: ("change_to_do_nothing_gbp", "nothing_"),
}
"""What an option is held against: the column of the change, and how the columns of the test begin."""
SETTLED_GBP = 0.005
"""Half a penny: sums of many lines differ by less."""


@dataclass(frozen=True)
class Range:
    """Splits of the shared cost that leave nobody worse off than by staying: its own do-minimum, or doing nothing."""

    split_exists: str
    """`yes`; `with a payment` where the option as a whole is cheap enough, but no shares from 0 to 1 will do; `no`."""
    shares: Mapping[str, tuple[float, float]]
    """Two partners: the least and most share of each. Without any for more partners, or where no share will do."""


def table(
    cash: Mapping[str, OptionCash], option_ids: Sequence[str], keys: Sequence[Key], factors: Sequence[float],
    worse_off_gbp_above: float,
) -> pd.DataFrame:  # fmt: skip
    """tables.partners.PartnersTable: a row an option, key and authority. Keys that are left out have no row.

    `cash` holds do nothing and do minimum beside the options. The tests are of the financial case: present cost of
    real cash at the scenario's discount rate.
    """
    present = np.array(factors)
    rows: list[dict[str, object]] = []
    for option_id in option_ids:
        splits = {}
        for staying in TESTS:
            bears, shared = bearable(cash[option_id], cash[staying], present)
            splits[staying] = ranges({a: gbp + worse_off_gbp_above for a, gbp in bears.items()}, shared)
        for key in keys:
            mine = {a: _position(cash, option_id, a, share, present) for a, share in key.shares.items()}
            tested = {a: {"option_id": option_id, "key": key.name, "authority": a} | dict[str, object](pays)
                      for a, pays in mine.items()}  # fmt: skip
            for staying, (change, prefix) in TESTS.items():
                worse = {a: pays[change] > worse_off_gbp_above for a, pays in mine.items()}
                for a in mine:
                    tested[a] |= _said(splits[staying], a, prefix)
                    tested[a] |= {f"{prefix}worse_off": YES_NO[worse[a]],
                                  f"{prefix}nobody_worse_off": YES_NO[not any(worse.values())]}  # fmt: skip
            rows += tested.values()
    frame = pd.DataFrame(rows)[list(empty(PartnersTable).columns)] if rows else empty(PartnersTable)
    return checked(frame, PartnersTable, "partners")


def _position(
    cash: Mapping[str, OptionCash], option_id: str, authority: str, share: float, present: Floats
) -> dict[str, float]:
    def pays(which: str, weights: Floats) -> tuple[float, float]:
        return float(cash[which].own[authority] @ weights), share * float(cash[which].pot @ weights)

    real = np.ones(len(present))
    own, shared = pays(option_id, present)
    total, total_real = own + shared, sum(pays(option_id, real))
    minimum, nothing = sum(pays(DO_MINIMUM, present)), sum(pays(DO_NOTHING, present))
    return {
        "key_share": share,
        "own_present_gbp": own,
        "shared_present_gbp": shared,
        "pays_present_gbp": total,
        "do_minimum_present_gbp": minimum,
        "do_nothing_present_gbp": nothing,
        "change_to_do_minimum_gbp": total - minimum,
        "change_to_do_nothing_gbp": total - nothing,
        "pays_real_gbp": total_real,
        "change_to_do_minimum_real_gbp": total_real - sum(pays(DO_MINIMUM, real)),
    }


def _said(splits: Range, authority: str, prefix: str) -> dict[str, object]:
    least, most = splits.shares.get(authority, (float("nan"), float("nan")))
    return {
        f"{prefix}least_share": least, f"{prefix}most_share": most, f"{prefix}split_exists": splits.split_exists
    }  # fmt: skip


def bearable(option: OptionCash, staying: OptionCash, factors: Floats) -> tuple[dict[str, float], float]:
    """What each partner could bear of the shared cost and be no worse off than by staying; and that cost.

    Lines that are shared when all stay are divided by the same key, so they are taken off the shared cost.
    """
    bears = {a: float((staying.own[a] - option.own[a]) @ factors) for a in option.own}
    return bears, float((option.pot - staying.pot) @ factors)


def ranges(bears_gbp: Mapping[str, float], shared_gbp: float) -> Range:
    """Which splits of `shared_gbp` leave nobody worse off, where each partner can bear `bears_gbp`.

    A share s of authority a will do where s x shared <= what a can bear. Shares lie from 0 to 1 and sum to 1.
    """
    enough = sum(bears_gbp.values()) >= shared_gbp - SETTLED_GBP
    bounds = {a: _bounds(bears, shared_gbp) for a, bears in bears_gbp.items()}
    least, most = sum(low for low, _ in bounds.values()), sum(high for _, high in bounds.values())
    possible = all(low <= high for low, high in bounds.values()) and least <= 1 + 1e-12 and most >= 1 - 1e-12
    if not possible:
        return Range(BY_PAYMENT if enough else "no", {})
    if len(bounds) != 2:
        return Range("yes", {})
    (one, (low_one, high_one)), (two, (low_two, high_two)) = bounds.items()
    low = min(max(low_one, 1 - high_two), 1.0)
    high = max(min(high_one, 1 - low_two), low)
    return Range("yes", {one: (low, high), two: (1 - high, 1 - low)})


def _bounds(bears_gbp: float, shared_gbp: float) -> tuple[float, float]:
    """Least and most share from 0 to 1 that one partner can bear; the least above the most where none will do."""
    if abs(shared_gbp) <= SETTLED_GBP:
        return (0.0, 1.0) if bears_gbp >= -SETTLED_GBP else (1.0, 0.0)
    share = bears_gbp / shared_gbp
    if shared_gbp > 0:
        return 0.0, min(1.0, share)
    return max(0.0, share), 1.0
