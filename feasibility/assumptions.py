"""The register held against the settings a run really used, with every figure of the tables beside them.

One row an assumption: a setting of the scenario under its dotted key, or a figure of an input table under the table,
row and column it stands in, such as `sites.sidcup-station.rent_gbp_per_m2_per_year`.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from feasibility.scenario.model import setting_text
from feasibility.tables import (
    SITE_FIGURES,
    STATUSES,
    Deflators,
    Leases,
    RatesMultipliers,
    RegisterTable,
    SiteCosts,
    Sites,
    Table,
    headings,
)
from feasibility.tables.funding import Actuals, Funding
from feasibility.tables.policies import TravelPolicies

NOT_REGISTERED = "not in the register: the scenario's value or the programme's default"
MANY = "*"
"""In the id of a row of the register that speaks of many figures of a table at once."""
KEY_KINDS = (
    "authority.*.contacts_per_year",
    "seats.handling_time_seconds",
    "seats.take_up_share",
    "seats.floor_m2_per_workstation",
    "costs.period_years",
    "costs.discount_rate_share",
    "costs.value_of_time_gbp_per_hour",
    "costs.site_running_gbp_per_year",
    "ways.*.telephony_gbp",
    "ways.*.records_gbp",
    "sites.*.rent_gbp_per_m2_per_year",
    "sites.*.nia_m2",
    "sites.*.fit_out_gbp_per_m2",
    "sites.*.occupied_m2",
    "sites.*.released_share",
    "leases.*.earliest_vacation.*",
)
"""Kinds of assumption that a decision to share a site always turns on (analyst's judgement; assumed): how much work
there is and how long it takes, the space for it and its price, what the present centres give back, and the horizon.
Anything else is key where trying its range changes which option is best."""
SITE_UNITS = {"occupied_m2": "m²", "nia_m2": "m²", "released_share": "share", "parking_spaces": "spaces"}
"""Units of figures whose heading states none."""
SITE_NOTES = ("occupied_m2", "released_share", "parking_spaces", "parking_gbp_per_day")
"""Figures of a site that have no status and source of their own: assumed, on the strength of the site's notes."""
ROWS_OF: dict[str, tuple[type[Table], tuple[str, ...]]] = {
    "site_costs": (SiteCosts, ("site_id", "line", "moment")),
    "leases": (Leases, ("site_id", "event", "date")),
    "rates_multipliers": (RatesMultipliers, ("year",)),
    "deflators": (Deflators, ("year",)),
    "travel_policies": (TravelPolicies, ("policy_id",)),
    "funding": (Funding, ("funder", "entry", "kind", "what", "quarter_from")),
    "actuals": (Actuals, ("authority", "item", "financial_year")),
}
"""Tables with figures: the schema of each, and the columns that name a row."""
OF_THE_DAY = ("travel_policies", "funding", "actuals")
"""Tables whose pounds are those that are really paid."""
CASH = "cash"
"""In place of a price year for pounds in the prices of the day they are paid."""


def used(settings: Mapping[str, str], register: pd.DataFrame) -> pd.DataFrame:
    """Every setting with its provenance (tables.RegisterTable); `register` is tables.Assumptions.

    A setting that the register does not know, or that the scenario changes, is not validated and no firmer than
    `assumed`, whatever the register says.
    """
    rows = register.set_index("assumption_id")
    return _table([_row(key, value, rows) for key, value in settings.items()])


def _row(key: str, value: str, register: pd.DataFrame) -> dict[str, str]:
    if key not in register.index:
        return {"assumption_id": key, "value": value, "status": "assumed", "source": NOT_REGISTERED}
    entry = register.loc[key]
    row = {"assumption_id": key, "value": value, "registered_value": str(entry["value"])}
    told = ("unit", "price_year", "low", "high", "distribution", "status", "source", "date", "owner", "validated_by")
    row |= {name: str(entry.get(name, "")) for name in told}
    if not _same(value, str(entry["value"])):
        row |= {
            "status": max("assumed", row["status"], key=STATUSES.index),
            "source": f"changed by this scenario; the register has {entry['value']} ({entry['source']})",
            "validated_by": "",
        }
    return row


def _table(rows: Sequence[Mapping[str, str]]) -> pd.DataFrame:
    """tables.RegisterTable from rows that state what they know; what they do not know is blank."""
    columns = [name for name in headings(RegisterTable) if name != "key"]
    frame = pd.DataFrame([{**dict.fromkeys(columns, ""), **row} for row in rows], columns=columns, dtype=object)
    return frame.assign(key=frame["assumption_id"].map(is_key).astype(bool))


def is_key(assumption_id: str) -> bool:
    """Whether an assumption is of a kind that the answer always turns on."""
    return any(fnmatchcase(assumption_id, kind) for kind in KEY_KINDS)


def with_key(table: pd.DataFrame, changing: Collection[str]) -> pd.DataFrame:
    """The register (tables.RegisterTable) with those rows key as well whose range changes which option is best."""
    return table.assign(key=table["key"] | table["assumption_id"].isin(list(changing)))


def unvalidated(table: pd.DataFrame) -> pd.DataFrame:
    """Key assumptions that nobody has confirmed: a report is a draft while there is one."""
    return table[table["key"] & (table["validated_by"].str.strip() == "")].reset_index(drop=True)


def of_tables(
    sites: pd.DataFrame, tables: Mapping[str, pd.DataFrame | None], register: pd.DataFrame, price_year: int
) -> pd.DataFrame:
    """A row (tables.RegisterTable) for each figure of the input tables, in the order given.

    `sites` is tables.Sites. `tables` gives the others by their name in `ROWS_OF`, such as `site_costs`; None for one
    that the study lacks. Money is taken to be of `price_year`, but what is paid by policy or promised. Status, source
    and date are the table's own; a series that has a source and no status is one that somebody publishes, and
    `sourced`. A row of the `register` (tables.Assumptions) may give such a figure its range, distribution, owner and
    validation: under the figure's id, or under one with `*` in it, where low and high are times the figure (0.75 and
    1.25 are a quarter less and more).
    """
    rows = _of_sites(sites, str(price_year))
    for name, frame in tables.items():
        if frame is not None:
            rows += _of_rows(name, frame, CASH if name in OF_THE_DAY else str(price_year))
    further = register[register["assumption_id"].str.startswith(tuple(f"{name}." for name in ("sites", *ROWS_OF)))]
    entries = [{str(k): str(v) for k, v in row.items()} for row in further.to_dict("records")]
    return _table([row | _registered(row, entries) for row in _told_apart(rows)])


def _registered(row: Mapping[str, str], entries: Sequence[Mapping[str, str]]) -> dict[str, str]:
    """What the register adds to a figure of a table: an entry under its very id first, else one for many."""
    speaking = [entry for entry in entries if fnmatchcase(row["assumption_id"], entry["assumption_id"])]
    if not speaking:
        return {}
    entry = min(speaking, key=lambda e: MANY in e["assumption_id"])
    many = MANY in entry["assumption_id"]
    times = float(row["value"]) if many and re.fullmatch(r"-?[\d.]+(?:e[-+]?\d+)?", row["value"]) else 1.0
    added = {end: setting_text(float(entry[end]) * times) if entry.get(end) else "" for end in ("low", "high")}
    added["distribution"] = entry.get("distribution", "")
    confirmed = many or _same(row["value"], entry["value"])
    return added | {"owner": entry["owner"], "validated_by": entry["validated_by"] if confirmed else ""}


def _of_sites(sites: pd.DataFrame, price_year: str) -> list[dict[str, str]]:
    rows = []
    for _, site in sites.iterrows():
        own = [(column, site[f"{stem}_status"], site[f"{stem}_source"]) for column, stem in SITE_FIGURES.items()]
        noted = [(column, "assumed", site["notes"] or "no note in the table of sites") for column in SITE_NOTES]
        present_only = ("occupied_m2", "released_share")
        for column, status, source in own + noted:
            if pd.isna(site[column]) or (column in present_only and not site["present_of"]):
                continue
            given = {"status": str(status), "source": str(source)}
            figure = _figure(column, Sites, site[column], price_year)
            rows.append({"assumption_id": f"sites.{site['site_id']}.{column}", **figure, **given})
    return rows


def _of_rows(name: str, frame: pd.DataFrame, price_year: str) -> list[dict[str, str]]:
    schema, keys = ROWS_OF[name]
    figures = [c for c in headings(schema) if c in frame and c not in keys and _is_figure(frame[c])]
    unstated = "assumed" if "status" in headings(schema) else "sourced"
    rows = []
    for record in frame.to_dict("records"):
        named = ".".join([name, *(str(record[key]) for key in keys if not _blank(record[key]))])
        told = {"status": unstated} | {c: str(record[c]) for c in ("status", "source") if c in record}
        told["date"] = "" if "date" in keys else str(record.get("date", ""))
        stated = {c: record[c] for c in figures if not _blank(record[c])}
        if not stated and "date" in keys:  # the day is all that such a row says
            rows.append(told | {"assumption_id": named} | _figure("date", schema, record["date"], price_year))
        for column, value in stated.items():
            figure = _figure(column, schema, value, price_year)
            if column == "amount":
                figure |= _unit(str(record["unit"]), price_year)
            rows.append(told | figure | {"assumption_id": f"{named}.{column}"})
    return rows


def _is_figure(column: "pd.Series[Any]") -> bool:
    return is_numeric_dtype(column) and not is_bool_dtype(column)


def _told_apart(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Rows whose ids differ: the second of two alike, such as a rent of another period, ends in `.2`."""
    counted: dict[str, int] = {}
    apart = []
    for row in rows:
        given = row["assumption_id"]
        counted[given] = counted.get(given, 0) + 1
        apart.append(row | {"assumption_id": f"{given}.{counted[given]}" if counted[given] > 1 else given})
    return apart


def _blank(value: object) -> bool:
    return value is None or value == "" or bool(pd.isna(value))


def _figure(column: str, schema: type[Table], value: object, price_year: str) -> dict[str, str]:
    bracketed = re.search(r"\(([^()]*)\)$", headings(schema)[column][0])
    unit = bracketed[1] if bracketed else SITE_UNITS.get(column, "")
    return {"value": setting_text(value), "registered_value": setting_text(value)} | _unit(unit, price_year)


def _unit(unit: str, price_year: str) -> dict[str, str]:
    """A unit as readers see it, with the year of its pounds: `gbp_per_m2` is `£/m²`."""
    for written, read in (("gbp", "£"), ("_per_", "/"), ("m2", "m²"), ("/year", "/yr"), ("_", " ")):
        unit = unit.replace(written, read)
    return {"unit": unit, "price_year": price_year if "£" in unit else ""}


def unmatched(known: Collection[str], stated: Iterable[str]) -> list[str]:
    """A warning for each row of the register, of those `stated` for the scenario, that speaks of nothing the run used.

    `known` are the settings and, where the tables are registered too, the ids of their figures.
    """
    return [
        f"the register speaks of {key}, which is no setting of this scenario and no figure of its tables"
        for key in stated
        if key not in known and not (MANY in key and any(fnmatchcase(name, key) for name in known))
    ]


def statuses(table: pd.DataFrame) -> dict[str, str]:
    """Setting key to status."""
    return dict(zip(table["assumption_id"], table["status"], strict=True))


def _same(value: str, registered: str) -> bool:
    try:
        return [float(v) for v in value.split()] == [float(v) for v in registered.split()]
    except ValueError:
        return value.strip().lower() == registered.strip().lower()
