"""Prices of single places: which they are, and the tables of the public edition without them.

Totals of options stand in both editions, so a reader can come near the sum of what is paid for a place. No table leaves
one price by itself: rent, charges, rates and works stand as one line of an option, its cash is spread evenly over the
quarters, and the steps from present cost to cash that hold the rates alone are blank.
"""

import re
from collections.abc import Iterable

import numpy as np
import pandas as pd

WITHHELD = "exempt"
"""Stands where words are withheld; figures are blank."""
A_PRICE = re.compile(
    r"^(sites\.[^.]+\.(rent|rateable_value|service_charge|fit_out)_|site_costs\.|leases\.|lease_events\.|space_tiers\.)"
)
"""Ids of the register that are prices of a place, or terms on which one is held."""
A_TERM = re.compile(r"^(leases|lease_events)\.([^.]+)\..+$")
"""Ids of the register that tell a term of a lease, and its day, by their own words."""
TERMS = "lease_terms"
IN_WORDS = re.compile(r"£[\d,]+(?:\.\d+)?(?= (?:a|per) m²)")
"""A price by floor area in a sentence."""
SITE_FIGURES = ("rent_gbp_per_m2_per_year", "rateable_value_gbp_per_m2", "service_charge_gbp_per_m2_per_year",
                "fit_out_gbp_per_m2")  # fmt: skip
LEASE_FIGURES = ("rent_gbp_per_m2_per_year", "notice_months", "penalty_gbp")
SITE_SOURCES = ("rent_source", "rateable_value_source", "service_charge_source", "fit_out_source")
MONEY = "£"
QUOTING = ("notes", "nia_source")
REGISTER_WORDS = ("value", "registered_value", "low", "high", "source")
MOVED_FIGURES = ("value", "below", "above", "low", "high", "plausible_low", "plausible_high")
DRAWN = ("low", "value", "high", "drawn_mean", "drawn_p05", "drawn_p50", "drawn_p95")
EXIT_TERMS = ("empty_space_gbp", "break_penalty_gbp")
TO_THE_END = "end of the period"
OF_THE_STUDY_PARTS = (
    "Joining telephony", "Joining customer records", "Training", "Reception, line and local management",
    "Carbon of journeys", "Running of cars", "Staff travel time", "Network and telephony connection", "Moving",
    "Staff lost to longer journeys", "Licences and support of what is joined", "Posts given up", "Posts added",
    "Recruitment to added posts", "Redundancy pay", "Excess travel pay",
    "Employer's National Insurance on excess travel pay",
)  # fmt: skip
"""Parts of a difference (tables.WhyNotPartsTable) that rest on no price of a place; all others are merged."""
MERGED_PART = "Space, works and charges"


def is_price(ids: "pd.Series[str]") -> "pd.Series[bool]":
    """Which ids of the register are prices of a place."""
    return ids.map(lambda id_: A_PRICE.match(str(id_)) is not None).astype(bool)


def said(sentences: Iterable[str]) -> tuple[str, ...]:
    """The sentences that name no price by floor area."""
    return tuple(sentence for sentence in sentences if not IN_WORDS.search(sentence))


def blanked(sentences: Iterable[str]) -> tuple[str, ...]:
    """The sentences with a word in place of each price by floor area."""
    return tuple(IN_WORDS.sub("an exempt price", sentence) for sentence in sentences)


def sites(table: pd.DataFrame) -> pd.DataFrame:
    """tables.SitesTable without prices, the sources that may quote them, and notes that speak of money."""
    told = {name: table[name].where(~table[name].str.contains(MONEY, regex=False), WITHHELD) for name in QUOTING}
    return table.assign(**dict.fromkeys(SITE_FIGURES, np.nan), **dict.fromkeys(SITE_SOURCES, WITHHELD), **told)


def register(table: pd.DataFrame) -> pd.DataFrame:
    """tables.RegisterTable with the prices, their ranges and sources as a word.

    So are the sources of other figures of a place that speak of money, or are those of a price: some take its source.
    Terms of leases are numbered place by place: their ids, units and years would tell what they are and their day.
    """
    hidden = is_price(table["assumption_id"])
    of_a_place = table["assumption_id"].str.startswith("sites.")
    quoted = table["source"].isin(table.loc[hidden, "source"]) | table["source"].str.contains(MONEY, regex=False)
    shown = _where(table, hidden, REGISTER_WORDS, WITHHELD)
    shown = _where(shown, of_a_place & quoted, ("source",), WITHHELD)
    terms = shown["assumption_id"].str.match(A_TERM)
    shown = _where(shown, terms, ("unit", "price_year", "date"), "")
    return shown.assign(assumption_id=_numbered(shown["assumption_id"]))


def _numbered(ids: "pd.Series[str]") -> "pd.Series[str]":
    """The ids with those of terms of leases as numbers: `leases.mill.lease_terms.2`."""
    stem = ids.str.replace(A_TERM, rf"\1.\2.{TERMS}", regex=True)
    number = stem.groupby(stem).cumcount() + 1
    return ids.where(stem == ids, stem + "." + number.astype("str"))


def site_facts(table: pd.DataFrame) -> pd.DataFrame:
    """tables.SiteFacts with commercial ones as a word."""
    return _where(table, table["commercial"] == "yes", ("value", "source"), WITHHELD)


def leases(table: pd.DataFrame) -> pd.DataFrame:
    """tables.Leases of which no more is left than that a lease begins, and how firm that is: no day and no figure."""
    starts = table[table["event"] == "start"].drop_duplicates("site_id").reset_index(drop=True)
    return starts.assign(date=WITHHELD, source=WITHHELD, **dict.fromkeys(LEASE_FIGURES, np.nan))


def judgements(table: pd.DataFrame) -> pd.DataFrame:
    """tables.value.Judgements whose sources speak of no money."""
    return _where(table, table["source"].str.contains(MONEY, regex=False), ("source",), WITHHELD)


def fragile(table: pd.DataFrame) -> pd.DataFrame:
    """tables.FragileTable with prices as a word; what they would change stays."""
    return _where(table, is_price(table["assumption_id"]), ("value", "low", "high"), WITHHELD)


def switching(table: pd.DataFrame) -> pd.DataFrame:
    """tables.SwitchingTable: of prices only for whom the lead would pass.

    Whether prices are commercial or not: to the penny, the level at which the lead passes gives the gap between two
    totals to the pound, and with it what journeys cost.
    """
    hidden = is_price(table["input_id"])
    return _where(_where(table, hidden, MOVED_FIGURES, np.nan), hidden, ("words", "range_reason"), WITHHELD)


def unknowns(table: pd.DataFrame) -> pd.DataFrame:
    """tables.UnknownsTable without the range of prices."""
    return _where(table, is_price(table["assumption_id"]), ("low", "value", "high"), np.nan)


def draws(table: pd.DataFrame) -> pd.DataFrame:
    """tables.RobustnessDrawsTable without the range and the draws of prices."""
    return _where(table, is_price(table["assumption_id"]), DRAWN, np.nan)


def exits(table: pd.DataFrame) -> pd.DataFrame:
    """tables.ExitsTable without what terms of a lease alone give."""
    by_terms = table["ends_by"] != TO_THE_END
    shown = table.assign(**dict.fromkeys(EXIT_TERMS, np.nan))
    return _where(shown, by_terms, ("ends_by", "held_until"), WITHHELD)


def merged_parts(table: pd.DataFrame) -> pd.DataFrame:
    """tables.WhyNotPartsTable with the parts that rest on prices of places as one."""
    named = table["part"].where(table["part"].isin(OF_THE_STUDY_PARTS), MERGED_PART)
    keys = ["place", "kind", "option_id", "part"]
    sums = table.assign(part=named).groupby(keys, sort=False).sum(numeric_only=True).reset_index()
    return sums[list(table.columns)]


def _where(table: pd.DataFrame, hidden: "pd.Series[bool]", names: Iterable[str], instead: object) -> pd.DataFrame:
    return table.assign(**{name: table[name].where(~hidden, instead) for name in names})
