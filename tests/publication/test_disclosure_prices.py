"""A planted rent, charge and notes of one place: in the exempt edition, and nowhere in the public one."""

import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pandas as pd
import pytest

from feasibility import run
from feasibility.publication import packing
from feasibility.publication.disclosure import costs as cost_sheet
from feasibility.publication.disclosure import prices
from feasibility.publication.release import Release
from feasibility.tables import PUBLISHED, checked
from tests.inputs.study import Study

PLACE, RENT, CHARGE, VALUE, FIT_OUT = "mid", 123.45, 67.89, 91.17, 211.43
HALL_RENT = 103.57
NOTE = "The agent asks £123.45 a m²"
PENNY = 0.005


@cache
def planted() -> tuple[Release, Release, pd.DataFrame]:
    """The public and the exempt edition of the small study with odd prices, and its cost lines as audited."""
    with TemporaryDirectory() as folder:
        study = Study(Path(folder) / "study")
        for column, value in {
            "rent_gbp_per_m2_per_year": RENT, "service_charge_gbp_per_m2_per_year": CHARGE,
            "rateable_value_gbp_per_m2": VALUE, "fit_out_gbp_per_m2": FIT_OUT, "rent_source": NOTE, "notes": NOTE,
        }.items():  # fmt: skip
            study.cell("sites.csv", 4, column, str(value))
        study.cell("sites.csv", 2, "rent_gbp_per_m2_per_year", str(HALL_RENT))
        asked = run.check(study.scenario, None, lambda _: None)
        findings = run.answer(asked, lambda _: None)
        public, exempt = (packing.pack(asked, findings, edition) for edition in ("public", "exempt"))
    return public, exempt, findings.costs


def texts(release: Release) -> list[str]:
    """Every sentence and every cell of words."""
    cells = [str(cell) for table in release.tables.values() for column in table.select_dtypes(exclude="number")
             for cell in table[column].unique()]  # fmt: skip
    told = [str(getattr(release, name)) for name in (
        "verdict", "told", "method", "travel_rules", "warnings", "capacity", "firmness_words", "trial_notes",
        "value_words", "channel_shift", "heading",
    )]  # fmt: skip
    return cells + told


def figures(release: Release) -> dict[str, "np.ndarray[tuple[int], np.dtype[np.float64]]"]:
    """Every figure of every table, by table and column."""
    return {
        f"{name}.{column}": np.unique(table[column].dropna().to_numpy(dtype=float))
        for name, table in release.tables.items()
        for column in table.select_dtypes("number")
    }


def secrets(lines: pd.DataFrame) -> list[float]:
    """The planted prices, and what each line that rests on them comes to."""
    priced = lines[cost_sheet.at_places(lines) & lines["place"].isin([PLACE, "hall-w"])]
    amounts = priced[["real_gbp", "cash_gbp", "npc_gbp", "bias_gbp", "rate_gbp"]].to_numpy(dtype=float).ravel()
    whole = [float(x) for x in np.unique(amounts.round(2)) if x % 50]  # round sums are no price
    return [RENT, CHARGE, VALUE, FIT_OUT, HALL_RENT, *whole]


def found_in(release: Release, lines: pd.DataFrame) -> set[str]:
    wanted = np.array(secrets(lines))
    hits = {name for name, known in figures(release).items()
            if (np.abs(known[:, None] - wanted[None, :]) < PENNY).any()}  # fmt: skip
    said = "\n".join(texts(release))
    spelt = {f"{value:,.2f}" for value in wanted} | {f"{value:.2f}" for value in wanted}
    return hits | {each for each in spelt if re.search(rf"(?<![\d.,]){re.escape(each)}(?!\d)", said)}


def test_no_public_table_and_no_sentence_holds_a_price_or_its_product():
    public, _, lines = planted()
    assert len(secrets(lines)) > 20
    assert found_in(public, lines) == set()
    assert not any("123.45" in text for text in texts(public))


def test_the_exempt_edition_holds_them():
    _, exempt, lines = planted()
    found = found_in(exempt, lines)
    assert {"sites.rent_gbp_per_m2_per_year", "costs.rate_gbp", "costs.npc_gbp", "123.45", "67.89"} <= found
    assert any(NOTE in text for text in texts(exempt))


@pytest.mark.parametrize("place", [0, 1])
def test_every_table_of_both_editions_passes_its_schema(place):
    release = planted()[place]
    for name, schema in PUBLISHED.items():
        checked(release.tables[name], schema, name)
    assert set(release.tables) == set(PUBLISHED)
    assert (release.edition, release.commercial_withheld) == (("public", True), ("exempt", False))[place]
    assert bool(release.marking) == bool(place)
    assert release.suppression_heads_min == (10, 5)[place]


def test_layers_of_the_map_are_the_published_tables():
    public, exempt, _ = planted()
    assert public.layers.sites[list(prices.SITE_FIGURES)].isna().all(axis=None)
    assert exempt.layers.sites[list(prices.SITE_FIGURES)].notna().all(axis=None)
    pd.testing.assert_series_equal(public.layers.areas["heads"], public.tables["areas"]["heads"])


def test_sums_that_are_shown_do_not_give_a_price_by_subtraction():
    """With rent, charge and value of each place unknown, present costs and cash of all options do not fix one of them.

    Each published sum is so many times each unknown (amount over rate); what is known of all of them is their span,
    and no single unknown lies in it.
    """
    public, _, lines = planted()
    priced = lines[cost_sheet.at_places(lines)].reset_index(drop=True)
    stem = (
        priced["line_id"].str.split("@").str[0].str.extract(r"^(rent|opportunity-cost|rates|service-charge|fit-out)")[0]
    )
    unknown = (priced["place"] + " " + stem.fillna(priced["line_id"])).rename("unknown")
    rows = []
    for column in ("npc_gbp", "cash_gbp", "real_gbp"):
        of_cash = priced[column].where((priced["cash_gbp"] != 0) | (column == "npc_gbp"), 0.0)
        times = (of_cash / priced["rate_gbp"]).rename("times")
        keys = [priced[key] for key in ("option_id", "payer", "kind")]
        rows.append(times.groupby([*keys, unknown]).sum().unstack(fill_value=0.0))  # noqa: PD010 - one row a sum
    shown = pd.concat(rows).fillna(0.0)
    rank = np.linalg.matrix_rank(shown.to_numpy(), tol=1e-6)
    for place in (PLACE, "hall-w", "hall-e"):
        for price in ("rent", "opportunity-cost", "service-charge"):
            name = f"{place} {price}"
            if name not in shown.columns:
                continue
            alone = np.array([[float(column == name) for column in shown.columns]])
            assert np.linalg.matrix_rank(np.vstack([shown.to_numpy(), alone]), tol=1e-6) == rank + 1, name
    merged = public.tables["costs"]
    assert merged[merged["place"] != "all"]["line_id"].str.match(r"(site-running|set-up|moving)").all()


def test_undiscounted_sums_hold_no_letting_value():
    public, _, lines = planted()
    one = public.tables["costs"].set_index(["option_id", "line_id"]).loc[("do-nothing", "space@west")]
    owned = lines[(lines["option_id"] == "do-nothing") & (lines["place"] == "hall-w")].set_index("line_id")
    charge_and_rates = owned.loc[["rates@hall-w", "service-charge@hall-w"], "real_gbp"].sum()
    assert abs(one["real_gbp"] - charge_and_rates) <= 1_000
    assert abs(one["real_gbp"] - one["cash_gbp"]) <= 1_000


def test_steps_of_a_rent_cannot_be_read_from_years():
    """Cash of places is even from the quarter in which the first of it falls due."""
    public, _, _ = planted()
    flow = public.tables["cash_by_year"]
    stays = flow[(flow["option_id"] == "do-nothing") & (flow["kind"] == "revenue")]
    assert len(stays) > 10
    for _, of_partner in stays.groupby("partner"):
        assert of_partner["cash_gbp"].max() - of_partner["cash_gbp"].min() <= 1_000


class TestRows:
    def test_which_ids_are_prices(self):
        ids = pd.Series([
            "sites.mid.rent_gbp_per_m2_per_year", "sites.mid.fit_out_gbp_per_m2",
            "site_costs.mid.fees.moving_in.amount",
            "leases.mid.break.2015-12-25.penalty_gbp", "sites.mid.nia_m2", "sites.mid.released_share",
            "costs.running_gbp_per_m2_per_year", "seats.handling_time_seconds",
        ])  # fmt: skip
        assert prices.is_price(ids).tolist() == [True, True, True, True, False, False, False, False]

    def test_the_register_keeps_status_owner_and_who_confirmed(self):
        public, exempt, _ = planted()
        key = f"sites.{PLACE}.rent_gbp_per_m2_per_year"
        one, two = (release.tables["assumptions"].set_index("assumption_id").loc[key] for release in (public, exempt))
        assert (one["value"], one["source"]) == ("exempt", "exempt")
        assert two["value"] == "123.45"
        assert one[["unit", "status", "owner", "validated_by"]].equals(two[["unit", "status", "owner", "validated_by"]])

    def test_an_id_of_the_register_tells_no_term_of_a_lease_and_no_day(self):
        ids = [
            "leases.mill.start.2010-12-25", "leases.mill.break.2015-12-25.penalty_gbp",
            "leases.yard.start.2011-06-24", "sites.mill.nia_m2", "travel.peak.2010-12-25",
        ]  # fmt: skip
        table = pd.DataFrame({"assumption_id": ids, "unit": "£", "price_year": "2010", "date": "2010", "source": "x",
                              **dict.fromkeys(prices.REGISTER_WORDS[:4], "1")})  # fmt: skip
        told = prices.register(table)
        assert told["assumption_id"].tolist() == [
            "leases.mill.lease_terms.1", "leases.mill.lease_terms.2", "leases.yard.lease_terms.1", *ids[3:]
        ]  # fmt: skip
        assert told["unit"].tolist() == ["", "", "", "£", "£"]
        assert told["date"].tolist() == ["", "", "", "2010", "2010"]
        assert told["value"].tolist() == [prices.WITHHELD] * 3 + ["1", "1"]

    def test_levels_at_which_the_lead_would_pass_by_a_price_are_never_public(self):
        table = pd.DataFrame({
            "input_id": ["sites.mid.rent_gbp_per_m2_per_year", "contacts_per_year"],
            "words": ["at £99.12 a m²", "at 7"], "range_reason": "", "leads_above": "mid",
        } | dict.fromkeys(prices.MOVED_FIGURES, 99.12))  # fmt: skip
        told = prices.switching(table)
        assert told[list(prices.MOVED_FIGURES)].isna().all(axis=1).tolist() == [True, False]
        assert told["words"].tolist() == ["exempt", "at 7"]
        assert told["leads_above"].tolist() == ["mid", "mid"]

    def test_terms_of_a_lease_leave_the_exits(self):
        table = pd.DataFrame({"ends_by": ["break on 25 December 2015", "end of the period"], "held_until": ["q", "r"],
                              "empty_space_gbp": 1.0, "break_penalty_gbp": 2.0, "leaver_pays_gbp": 3.0})  # fmt: skip
        told = prices.exits(table)
        assert told["ends_by"].tolist() == ["exempt", "end of the period"]
        assert told["held_until"].tolist() == ["exempt", "r"]
        assert told[["empty_space_gbp", "break_penalty_gbp"]].isna().all(axis=None)

    def test_commercial_facts_of_a_place_are_a_word(self):
        facts = pd.DataFrame(
            {"commercial": ["yes", "no"], "value": ["£1m asked", "by the station"], "source": ["a", "b"]}
        )
        assert prices.site_facts(facts)[["value", "source"]].to_numpy().tolist() == [
            ["exempt", "exempt"], ["by the station", "b"],
        ]  # fmt: skip

    def test_sentences_that_turn_on_a_price_are_left_out_and_asides_lose_the_figure(self):
        told = ("The lead passes if rent is more than £12.50 a m² a year above the £99 used.", "Nobody moves.")
        assert prices.said(told) == ("Nobody moves.",)
        assert prices.blanked(told[:1])[0].startswith(
            "The lead passes if rent is more than an exempt price a m² a year"
        )
