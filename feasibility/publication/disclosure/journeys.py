"""Journeys by employer, mode and band, fit to publish."""

from collections.abc import Collection

import pandas as pd

from feasibility.errors import InputError
from feasibility.publication.disclosure.cells import suppressed_cells
from feasibility.publication.disclosure.parts import hidden_parts
from feasibility.publication.disclosure.rounding import MINUTES_DECIMALS, YEARLY_STEP, rounded_gap, stepped
from feasibility.tables import ALL, JourneyBandsTable, JourneyModesTable, headings

TENTHS = 10
"""A tenth of the staff is a group of its own, and must hold as many as any other."""
KEYS = ("option_id", "employer", "basis", "heads", "heads_measured")


def journeys(table: pd.DataFrame, heads_min: int) -> pd.DataFrame:
    """Journey statistics fit to publish: employers only where each has `heads_min` staff measured, else all together.

    One employer under the threshold takes out all of them, because the rest would give it away by subtraction. The
    mean of the worst tenth is blank where that tenth is too few. Raises `InputError` where all staff together are too
    few.
    """
    everybody = table[table["employer"] == ALL]
    if (everybody["heads"] < heads_min).any():
        raise InputError("staff", [f"fewer than {heads_min} staff in all; nothing about journeys may be published"])
    kept = table if employers_apart(table, heads_min) else everybody
    figures = [name for name in kept.columns if name not in KEYS]
    few = kept["heads_measured"] < heads_min
    shown = kept.assign(heads_measured=_measured(kept, heads_min), **{c: kept[c].mask(few) for c in figures})
    small_tenth = kept["heads_measured"] < heads_min * TENTHS
    for name in figures:
        if name.endswith("_share"):
            shown[name] = stepped(shown[name], kept["heads_measured"])
        elif name.endswith("_per_year"):
            shown[name] = (shown[name] / YEARLY_STEP).round() * YEARLY_STEP
        else:
            shown[name] = shown[name].mask(small_tenth & name.endswith("_worst_tenth")).round(MINUTES_DECIMALS)
    for name in (c for c in figures if c.startswith("change_") and c.endswith("_per_year")):
        stem = name.removeprefix("change_")
        shown[name] = shown[f"after_{stem}"] - shown[f"before_{stem}"]  # of what is shown, so that the sum is right
    return shown.reset_index(drop=True)


def employers_apart(table: pd.DataFrame, heads_min: int) -> bool:
    """Whether each employer has enough staff measured, under every option, to be shown apart."""
    apart = table[table["employer"] != ALL]
    return not (apart[["heads", "heads_measured"]] < heads_min).any(axis=None)


def _measured(kept: pd.DataFrame, heads_min: int) -> "pd.Series[float]":
    """Staff measured, by what is missing. One employer's small gap takes out those of all, under that option."""
    missing = kept["heads"] - kept["heads_measured"]
    shown = kept["heads"] - rounded_gap(missing, heads_min)
    apart = kept["employer"] != ALL
    known_by = [kept["option_id"], kept["basis"]]
    small = (shown.isna() & apart).groupby(known_by).transform("any")
    return shown.mask(apart & small)


def options(table: pd.DataFrame, measured: "pd.Series[int]", heads_min: int) -> pd.DataFrame:
    """The ranking with shares of staff in steps, and the number not reached to the nearest threshold.

    `measured`: option id to the staff whose journeys are known; where they are too few, no figure of theirs is shown.
    """
    of = table["option_id"].map(measured)
    few = of < heads_min
    shown = {c: stepped(table[c], of).mask(few) for c in ("worse_15_share", "worse_30_share")}
    shown["travel_change_minutes_mean"] = table["travel_change_minutes_mean"].round(MINUTES_DECIMALS).mask(few)
    if "unreached_heads" in table.columns:
        shown["unreached_heads"] = rounded_gap(table["unreached_heads"].astype(float), heads_min)
    return table.assign(**shown)


def nearly_alike(bands: pd.DataFrame, others: pd.DataFrame, heads_min: int) -> set[tuple[str, str]]:
    """Groups of bands that differ from a group of another band, or of `others`, by fewer than `heads_min` staff.

    `bands` and `others` (such as employer and home area) have a column a band, by staff key. Where one group holds all
    of another, what is shown of both tells of the few between them.
    """
    both = pd.concat([bands, others.add_prefix("of: ")], axis="columns")
    sets = {(str(b), str(g)): set(of.index) for b in both.columns for g, of in both.groupby(b, sort=True)}
    found = set()
    for small, few in sets.items():
        for large, many in sets.items():
            if few < many and len(many - few) < heads_min:
                found.add(small if small[0] in bands.columns else large)
    return found


def bands(table: pd.DataFrame, heads_min: int, alike: Collection[tuple[str, str]] = ()) -> pd.DataFrame:
    """Journeys by band and group, small groups and those that would give them away taken out.

    The groups of a band are the parts of all staff. How many are measured differs between options and who is in a group
    does not: a group too small under one option is out under all. `alike` are groups that tell of a few staff by what
    they differ from (`nearly_alike`): these are out as well.
    """
    size = table[["heads", "heads_measured"]].min(axis="columns").groupby([table["band"], table["group"]]).min()
    also = pd.Series(size.index.isin(list(alike)), index=size.index)
    hidden = size.groupby("band", group_keys=False).apply(
        lambda sizes: hidden_parts(sizes, heads_min, also.loc[sizes.index])
    )
    small = pd.Series(hidden.reindex(pd.MultiIndex.from_frame(table[["band", "group"]])).to_numpy(), index=table.index)
    minutes = ("before_minutes_mean", "change_minutes_mean")
    shown = {name: table[name].astype(float).mask(small) for name in ("heads", *minutes)}
    shown |= {name: shown[name].round(MINUTES_DECIMALS) for name in minutes}
    shares = stepped(table["worse_15_share"].mask(small), table["heads_measured"])
    cleared = table.assign(**shown, worse_15_share=shares, suppressed=small)
    return cleared[list(headings(JourneyBandsTable))].reset_index(drop=True)


def modes(table: pd.DataFrame, heads_min: int, *, apart: bool) -> pd.DataFrame:
    """Mode shares before and after, small cells and those that would give them away taken out, option by option.

    The modes of everybody are parts of a known whole; employer by mode is a two-way table whose totals are known. What
    is shown counts enough staff by itself, so its shares need no wider steps than five points.
    `apart` says whether employers may be shown at all (`employers_apart`).
    """
    kept = _every_cell(table if apart else table[table["employer"] == ALL])
    of_option = [kept["option_id"], kept["employer"]]
    shown = {}
    for when in ("before", "after"):
        small = _small_modes(kept, f"heads_{when}", heads_min)
        shown[f"{when}_suppressed"] = small
        for what, name in (("heads", f"{when}_share"), ("days", f"{when}_by_day_share")):
            counts = kept[f"{what}_{when}"]
            shown[name] = stepped((counts / counts.groupby(of_option).transform("sum")).mask(small))
    return kept.assign(**shown)[list(headings(JourneyModesTable))]


def _every_cell(table: pd.DataFrame) -> pd.DataFrame:
    """A row for each employer and each mode that anybody uses under the option: a row left out would tell a nought."""
    used = table.loc[table["employer"] == ALL, ["option_id", "mode"]]
    cells = used.merge(table[["employer"]].drop_duplicates(), how="cross")
    full = cells.merge(table, on=["option_id", "mode", "employer"], how="left", validate="one_to_one")
    counts = full.columns.difference(cells.columns)
    full[counts] = full[counts].fillna(0.0)
    return full.sort_values(["option_id", "employer", "mode"], kind="stable", ignore_index=True)


def _small_modes(kept: pd.DataFrame, heads: str, heads_min: int) -> "pd.Series[bool]":
    """Which rows to take out on one side of the move."""
    rows = kept.set_index(["option_id", "mode", "employer"])[heads].round(6)
    wide = rows.unstack(fill_value=0.0)  # noqa: PD010 - one row a cell
    known: dict[tuple[object, ...], pd.DataFrame] = {}  # the side before is the same under every option
    parts = {}
    for option_id, counts in wide.groupby(level="option_id", sort=False):
        of_option = counts.droplevel("option_id")
        key = (*of_option.index, of_option.to_numpy().tobytes())
        if key not in known:
            known[key] = _small_cells(of_option, heads_min)
        parts[option_id] = known[key]
    small = pd.concat(parts, names=["option_id"]).stack(future_stack=True)  # noqa: PD013 - rows keep their labels
    return pd.Series(small.reindex(rows.index).to_numpy(dtype=bool), index=kept.index)


def _small_cells(heads: pd.DataFrame, heads_min: int) -> pd.DataFrame:
    """Which cells of a table of modes by employer, everybody among them, to take out."""
    small = pd.DataFrame(False, index=heads.index, columns=heads.columns)
    used = heads.index[heads[ALL] > 0]
    small.loc[used, ALL] = hidden_parts(heads.loc[used, ALL], heads_min)
    employers = heads.drop(columns=ALL)
    if not employers.empty:
        hidden = [str(mode) for mode in small.index[small[ALL]]]
        small[employers.columns] = suppressed_cells(employers, heads_min, hidden)
    return small
