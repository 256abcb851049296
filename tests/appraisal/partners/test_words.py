"""What stands between the partners in sentences, and faults of the section."""

import pytest

from feasibility.appraisal.partners import appraise, faults, words
from feasibility.costs.lines import SHARED
from feasibility.scenario.partners import JoinerSettings, PartnersSettings
from feasibility.tables import empty
from feasibility.tables.partners import PartnerKeys
from tests.appraisal.partners import worlds
from tests.appraisal.partners.worlds import line

DEFAULTS = PartnersSettings()


def thousandfold(options=None):
    """The worlds in thousands of pounds, as sentences round to the nearest £1,000."""
    accounts = worlds.accounts(options)
    money = ["rate_gbp", "real_gbp", "bias_gbp", "vat_gbp", "cash_gbp", "npc_gbp"]
    costs = accounts.costs.assign(**{name: accounts.costs[name] * 1000 for name in money})
    return type(accounts)(
        costs, accounts.quarterly * 1000, accounts.shares, accounts.timeline, accounts.factors
    )  # fmt: skip


def found(settings=DEFAULTS, options=None, **others):
    return appraise(thousandfold(options), ("hub",), worlds.facts(**others), empty(PartnerKeys), settings)


def told(settings=DEFAULTS, options=None, **others):
    results = found(settings, options, **others)
    return words.positions(results.positions, results.keys, "hub", "The hub", worlds.NAMES)


class TestPositions:
    def test_the_agreed_key_first_then_the_fair_ones_then_the_others_then_the_range(self):
        # contacts and area 1/3; staff 0.4 of 1,680 = 672 + 60 = 732, 72 more than 660; halves 240 more
        assert told() == (
            "The hub: under contacts, Bexley pays £40,000 less than its own do-minimum and Bromley pays £80,000 less "
            "than its own do-minimum.",
            "Nobody pays more than its own do-minimum under workstations needed alone.",
            "Under staff, Bexley pays £72,000 more than its own do-minimum.",
            "Under population, Bexley pays £240,000 more than its own do-minimum.",
            "Under 50:50, Bexley pays £240,000 more than its own do-minimum.",
            "Neither is worse off while Bexley's share of the shared cost stands from 28.6% to 35.7%.",
        )

    def test_another_agreed_key(self):
        assert told(PartnersSettings(agreed_key="equal"))[0].startswith("The hub: under 50:50, Bexley pays £240,000 mo")

    def test_no_split(self):
        dear = (*worlds.HUB, line("dear", SHARED, 100))
        # 600 more: 1,680 + 600 - 1,800 = 480
        # By contacts: 60 + 2,280 / 3 = 820 against 660; 1,580 against 1,260
        assert told(options={"hub": dear}) == (
            "The hub: under contacts, Bexley pays £160,000 more than its own do-minimum and Bromley pays £320,000 more "
            "than its own do-minimum.",
            "No division of the shared cost leaves nobody worse off: together they pay £480,000 more than by doing the "
            "minimum.",
        )

    def test_keys_left_out(self):
        results = found(population={"bexley": 1.0})
        assert words.left_out(results.keys, worlds.NAMES) == (
            "Population as a key: left out: residents are not given for Bromley.",
        )


def test_an_exit_in_a_sentence():
    settings = PartnersSettings(leaves="bromley", leaves_in_years=(3,))
    leases = worlds.lease(("break", "2015-04-01", 6, 50_000))
    # rest: 614 / 3 against 536 / 3 = +26; all: 614 - 536 / 3 = 435.3
    assert words.exits(found(settings, leases=leases).exits, "hub", worlds.NAMES) == (
        "If Bromley leaves in year 3, 18 workstations stand empty and shared cost runs until 2014-15 Q4 (break on "
        "1 April 2015). Where it pays its share until the space can be given up, Bexley pays £26,000 more than if it "
        "had stayed; were it to pay nothing from that day, £435,000 more.",
    )


def test_sites_by_their_names():
    two = "hub: end of the period; annexe: break on 1 April 2014"
    assert words.named_sites(two, {"hub": "The Hub"}) == "The Hub: end of the period; annexe: break on 1 April 2014"
    assert words.named_sites("break on 1 April 2014", {"hub": "The Hub"}) == "break on 1 April 2014"


def test_a_joiner_in_sentences():
    joiner = JoinerSettings(name="Croydon", year=2, contacts_per_year=1000.0, extra_workstations=3)
    table = found(PartnersSettings(joiner=joiner)).joiners
    # 4 x 73 + 24 + 74.375 = 390.4; Bexley 4 x (73 - 89.33) - 24.79 = -90.1; Bromley twice that
    assert words.joiners(table, "hub", "contacts", 2) == (
        "If Croydon joins in 2012-13, under contacts it pays £390,000 of shared cost by the end of the period, "
        "£74,000 of it to buy in; Bexley pays £90,000 less and Bromley pays £180,000 less.",
        "33 workstations are then needed where 32 can be had: 1 workstation short.",
    )
    assert words.joiners(table, "hub", "population", 2) == ()


class TestFaults:
    def test_all_at_once(self):
        joiner = JoinerSettings(name="Croydon", year=11)
        settings = PartnersSettings(agreed_key="calls", leaves="croydon", joiner=joiner)
        assert faults(settings, ["bexley", "bromley"], ["told"], 10) == [
            "partners.agreed_key: found calls, no key of this study; write one of contacts, heads, area, population, "
            "equal, told",
            "partners.leaves: found croydon, no authority of this study; write each or one of bexley, bromley",
            "partners.joiner.year: found 11, beyond the period of 10 years; take an earlier year or lengthen "
            "costs.period_years",
        ]

    @pytest.mark.parametrize("settings", [PartnersSettings(), PartnersSettings(agreed_key="told", leaves="bexley")])
    def test_none(self, settings):
        assert faults(settings, ["bexley", "bromley"], ["told"], 10) == []
