"""What stands between the partners in sentences, and faults of the section."""

import pandas as pd
import pytest

from feasibility.appraisal.partners import OptionFacts, appraise, exit_words, faults, words
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


def found(settings=DEFAULTS, options=None, options_of=None, **others):
    """The partners of the hub; `options` gives the lines of each option, `options_of` what each takes of space."""
    others |= {} if options_of is None else {"options": options_of}
    return appraise(thousandfold(options), ("hub",), worlds.facts(**others), empty(PartnerKeys), settings)


def told(settings=DEFAULTS, options=None, **others):
    results = found(settings, options, **others)
    return words.positions(results.positions, results.keys, "hub", "The hub", worlds.NAMES)


class TestPositions:
    def test_the_agreed_key_first_then_the_fair_ones_then_the_others_then_the_range(self):
        # contacts and area 1/3; staff 0.4 of 1,680 = 672 + 60 = 732, 72 more than 660; halves 240 more
        assert told() == (
            "The hub: under contacts, against its own do-minimum Bexley pays £40,000 less and Bromley pays £80,000 "
            "less; against doing nothing Bexley pays £20,000 more and Bromley pays £20,000 less.",
            "Nobody pays more than its own do-minimum under workstations needed alone.",
            "Under staff, Bexley pays £72,000 more than its own do-minimum.",
            "Under population, Bexley pays £240,000 more than its own do-minimum.",
            "Under 50:50, Bexley pays £240,000 more than its own do-minimum.",
            "Against the do-minimum, neither is worse off while Bexley's share of the shared cost stands from 28.6% to "
            "35.7%.",
            "Against doing nothing, neither is worse off while Bexley's share of the shared cost stands from 32.1% to "
            "32.1%.",
        )

    def test_another_agreed_key(self):
        assert told(PartnersSettings(agreed_key="equal"))[0].startswith("The hub: under 50:50, against its own do-m")

    def test_no_split(self):
        dear = (*worlds.HUB, line("dear", SHARED, 100))
        # 600 more: 1,680 + 600 - 1,800 = 480
        # By contacts: 60 + 2,280 / 3 = 820 against 660 and 600; 1,580 against 1,260 and 1,200
        assert told(options={"hub": dear}) == (
            "The hub: under contacts, against its own do-minimum Bexley pays £160,000 more and Bromley pays £320,000 "
            "more; against doing nothing Bexley pays £220,000 more and Bromley pays £380,000 more.",
            "Against the do-minimum, no division of the shared cost leaves nobody worse off: together they pay "
            "£480,000 more than by their do-minimum.",
            "Against doing nothing, no division of the shared cost leaves nobody worse off: together they pay £600,000 "
            "more than by doing nothing.",
        )

    def test_how_far_the_two_tests_lie_apart(self):
        # 60 each for mending
        assert words.two_tests(found().positions) == (
            "The do-minimum takes £120,000 more cash than doing nothing, so the do-minimum is the easier test for an "
            "option. What the do-minimum brings, a repaired building, is not priced.",
        )
        alike = {"do-minimum": worlds.STAYING["do-nothing"], "hub": worlds.HUB}
        assert words.two_tests(found(options=alike).positions) == (
            "The do-minimum and doing nothing come to about the same cash, so the two tests are alike.",
        )
        assert words.two_tests(found().positions.iloc[:0]) == ()

    def test_keys_left_out(self):
        results = found(population={"bexley": 1.0})
        assert words.left_out(results.keys, worlds.NAMES) == (
            "Population as a key: left out: residents are not given for Bromley.",
        )


BROMLEY = PartnersSettings(leaves="bromley", leaves_in_years=(3,))


def left(settings=BROMLEY, **others) -> tuple[str, ...]:
    return exit_words.exits(found(settings, **others).exits, "hub", worlds.NAMES)


class TestExits:
    def test_the_cheaper_course_and_what_the_other_would_cost(self):
        # Giving up: 50 + 28 + 115.2 - 89.33 = 103.9. Staying on: 33.3 + 196 - 89.33 = 140. Where Bromley pays nothing:
        # 757.2 - 268 = 489.2 against 760 - 268 = 492.
        assert left(leases=worlds.lease(("break", "2015-04-01", 6, 50_000))) == (
            "If Bromley leaves in year 3, 18 workstations stand empty. First way out of the space: break on 1 April "
            "2015. Where it pays its share until the space can be given up, the cheaper course for Bexley is to give "
            "the space up and find 12 workstations elsewhere at £9,600 each a year: it then pays £104,000 more than if "
            "Bromley had stayed. To stay on to the end of the period would be £140,000 more than if Bromley had "
            "stayed. Were Bromley to pay nothing from that day, Bexley pays £489,000 more than if Bromley had stayed.",
        )

    def test_another_course_where_the_leaver_pays_nothing(self):
        # A penalty of 55: giving up 103.9 + 5/3 = 105.5, still less than 140; where Bromley pays nothing 494.2
        # against 492.
        (sentence,) = left(leases=worlds.lease(("break", "2015-04-01", 6, 55_000)))
        assert sentence.endswith(
            "Bexley pays £492,000 more than if Bromley had stayed; the cheaper course is then to stay on to the end of "
            "the period."
        )

    def test_no_way_out_before_the_end(self):
        # a third of 100; 760 - 268
        assert left() == (
            "If Bromley leaves in year 3, 18 workstations stand empty. What is shared runs to the end of the period. "
            "Where it pays its share until the space can be given up, Bexley pays £33,000 more than if Bromley had "
            "stayed. Were Bromley to pay nothing from that day, Bexley pays £492,000 more than if Bromley had stayed.",
        )

    def test_a_departure_in_favour_of_the_rest_says_why(self):
        apart = {**worlds.facts().options, "hub": OptionFacts("apart", {"hub": 36}, 40)}
        halves = BROMLEY.model_copy(update={"agreed_key": "equal"})
        (sentence,) = left(halves, options_of=apart, leases=worlds.lease(("break", "2015-04-01", 6, 0)))
        # 28 + 96 - 134 = -10
        assert (
            "it then pays £10,000 less than if Bromley had stayed, because by this key it would have paid for more "
            "space than it would need alone"
        ) in sentence

    def test_sub_tenants_who_pay_more_than_the_leaver(self):
        row = pd.Series({"key_share": 0.05, "given_up_gbp": 0.0, "elsewhere_gbp": 0.0, "rest_sub_let_gbp": 160.0})
        told = exit_words.why_less(row, "Bromley", "it")
        assert told == "sub-tenants would pay more for the empty space than Bromley did"
        income = exit_words.why_less(row.replace(160.0, 0.0), "Bromley", "it")
        assert income == "what is shared brings in more than it costs"


def test_sites_by_their_names():
    two = "hub: end of the period; annexe: break on 1 April 2014"
    assert (
        exit_words.named_sites(two, {"hub": "The Hub"}) == "The Hub: end of the period; annexe: break on 1 April 2014"
    )
    assert exit_words.named_sites("break on 1 April 2014", {"hub": "The Hub"}) == "break on 1 April 2014"


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
