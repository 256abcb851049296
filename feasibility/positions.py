"""Figures of a problem as arrays by position, sites in rows: what counting options out works on."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]
Number = TypeVar("Number", np.float64, np.int64)


@dataclass(frozen=True)
class Positions:
    """Sites and groups in the order of the problem; a table by group and site has a row a site, a column a group."""

    place: Mapping[str, int]
    """Site id to its row."""
    heads: Whole
    """Of each group."""
    travel_gbp: Floats
    """What a head adds, without a space where spaces are limited."""
    with_space_gbp: Floats
    """The same where everybody who asks for a space has one."""
    unreached: Whole
    """1 where a group has no journey to a site, else 0."""

    def rows(self, site_ids: tuple[str, ...]) -> list[int]:
        """The rows of sites."""
        return [self.place[site] for site in site_ids]


def of_tables(
    heads: "pd.Series[int]", travel_gbp: pd.DataFrame, unreached: pd.DataFrame, site_ids: "pd.Index[str]",
    space_gbp: pd.DataFrame | None,
) -> Positions:  # fmt: skip
    """The arrays of tables by group and site; `space_gbp` is what a space adds to a head who asks for one."""
    spaced = travel_gbp
    if space_gbp is not None:
        spaced = travel_gbp.add(space_gbp.reindex(columns=travel_gbp.columns), fill_value=0.0)
    return Positions(
        place={str(site): row for row, site in enumerate(site_ids)},
        heads=heads.to_numpy(),
        travel_gbp=_by_site(travel_gbp, site_ids, np.float64),
        with_space_gbp=_by_site(spaced, site_ids, np.float64),
        unreached=_by_site(unreached, site_ids, np.int64),
    )


def _by_site(table: pd.DataFrame, site_ids: "pd.Index[str]", kind: type[Number]) -> npt.NDArray[Number]:
    columns = [table.columns.get_loc(site) for site in site_ids]
    return np.take(table.to_numpy(dtype=kind).T, columns, axis=0)
