"""The cash of an option, told apart by who pays: its partners each alone, or all together by a key."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from feasibility.costs.accounts import Accounts, cash_quarterly
from feasibility.costs.lines import SHARED

Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]


@dataclass(frozen=True)
class OptionCash:
    """What an option costs in each quarter: real pounds with optimism bias and VAT, cash alone."""

    own: Mapping[str, Floats]
    """Authority to what it pays alone, by quarter."""
    lines: Sequence[tuple[str, str, str]]
    """Group, place and kind of each shared line."""
    shared: Floats
    """The shared lines: a row a line of `lines`, a column a quarter."""

    @property
    def pot(self) -> Floats:
        """What the partners divide by a key, by quarter."""
        return np.asarray(self.shared.sum(axis=0))

    def part(self, *, groups: Collection[str] = (), places: Collection[str] | None = None, kind: str = "") -> Floats:
        """The shared lines of some groups, places and kind, by quarter. What is not asked for is not told apart."""
        chosen = [
            (not groups or group in groups) and (places is None or place in places) and kind in {"", its_kind}
            for group, place, its_kind in self.lines
        ]
        return np.asarray(self.shared[np.array(chosen, dtype=bool)].sum(axis=0))


def by_option(accounts: Accounts, option_ids: Sequence[str], partners: Collection[str]) -> dict[str, OptionCash]:
    """The cash of each option.

    Raises `ValueError` where the accounts lack an option, or hold cash that neither a partner nor all of them pay.
    """
    lines = accounts.costs
    wanted = lines["option_id"].isin(list(option_ids)) & accounts.shares["cash"]
    missing = sorted(set(option_ids) - set(lines["option_id"]))
    strange = sorted(set(lines.loc[wanted, "payer"]) - {*partners, SHARED})
    if missing or strange:
        raise ValueError(f"accounts without {missing}, or with cash paid by none of the partners: {strange}")
    lines, pounds = lines[wanted], cash_quarterly(accounts)[wanted]
    found = {}
    for option_id in option_ids:
        mine = lines["option_id"] == option_id
        payer, amounts = lines.loc[mine, "payer"], pounds[mine].to_numpy(dtype=float)
        together = (payer == SHARED).to_numpy()
        found[option_id] = OptionCash(
            own={a: np.asarray(amounts[(payer == a).to_numpy()].sum(axis=0)) for a in partners},
            lines=tuple(lines.loc[mine, ["group", "place", "kind"]][together].itertuples(index=False, name=None)),
            shared=amounts[together],
        )
    return found


def written_down(capital: Floats, quarter: int, years: int) -> float:
    """What capital paid before `quarter` is then worth, written down evenly over `years` from when it was paid."""
    age = quarter - np.arange(len(capital))
    left = np.clip(1 - age / (4 * years), 0.0, 1.0)
    return float(capital @ np.where(age > 0, left, 0.0))
