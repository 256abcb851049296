"""The tables and sentences of the appendix: what a reader sees of the best shared option."""

from dataclasses import fields

import pandas as pd
import pytest

from feasibility.appraisal.partners import appraise
from feasibility.publication.release import Release
from feasibility.publication.views import exits as exit_views
from feasibility.publication.views import partners as views
from feasibility.scenario.partners import JoinerSettings, PartnersSettings
from feasibility.tables import empty
from feasibility.tables.partners import ExitsTable, JoinersTable, PartnerKeys, PartnersTable
from tests.appraisal.partners import worlds
from tests.appraisal.partners.test_words import found

CROYDON = JoinerSettings(name="Croydon", year=2, contacts_per_year=1000.0, extra_workstations=3)


def release(results, order=("do-nothing", "hub"), tenure="leased") -> Release:
    options = pd.DataFrame(
        {"option_id": order, "rank": range(1, len(order) + 1), "option": [o.capitalize() for o in order],
         "sites": [o if o == "hub" else "" for o in order]}
    )  # fmt: skip
    told = {
        "options": options,
        "sites": pd.DataFrame({"site_id": ["hub"], "name": ["The Hub"], "tenure": [tenure]}),
        "keys": results.keys,
        "partners": results.positions,
        "joiners": results.joiners,
        "exits": results.exits,
    }
    given = {"tables": told, "authority_names": worlds.NAMES}
    return Release(**{f.name: given.get(f.name) for f in fields(Release)})


@pytest.fixture(scope="module")
def shown() -> Release:
    return release(found(PartnersSettings(joiner=CROYDON, leaves_in_years=(3, 4))))


def test_keys_side_by_side(shown):
    view = views.keys(shown)
    assert [group.title for group in view.groups] == [
        "Contacts", "Staff", "Workstations needed alone", "Population", "50:50",
    ]  # fmt: skip
    assert view.groups[0].rows[0][:4] == ("Bexley", "1,000", "contacts a year", "33.3%")


def test_positions_of_the_best_shared_option(shown):
    view = views.positions(shown)
    assert view.caption == "What each partner pays under each key: Hub"
    # own 60 and a third of 1,680: 620 against 660 and against 600, in thousands
    assert view.groups[0].rows[0] == ("Bexley", "33.3%", "620,000", "−40,000", "No", "+20,000", "Yes")
    assert [cell.text for cell in view.over if cell.text][-2:] == ["Its own do-minimum", "Doing nothing"]


def test_no_rent_is_said_beside_the_table_of_an_owned_site_alone(shown):
    told = "No rent passes between partners for space that one of them owns: here The Hub."
    assert told not in views.positions(shown).note
    assert views.positions(release(found(PartnersSettings()), tenure="owned")).note.endswith(told)


def test_ranges(shown):
    # 1,800 against 1,920 and 1,800 in all
    (group,) = views.ranges(shown).groups
    assert group.title == "Hub"
    assert group.rows == (
        ("Its own do-minimum", "−120,000", "Contacts and Workstations needed alone", "Yes", "28.6%", "35.7%"),
        ("Doing nothing", "0", "None", "Yes", "32.1%", "32.1%"),
    )


def test_exits_by_leaver_and_year_under_the_agreed_key(shown):
    view = exit_views.exits(shown)
    assert [group.title for group in view.groups] == ["Bexley leaves in year 3", "Bromley leaves in year 3"]
    assert view.note.endswith("Leaving in year 4 stands there too.")
    assert all(len(group.rows) == 3 for group in view.groups)
    # 2/3 of 904 less 144; 760 less that; a third of 100
    assert view.groups[1].rows[0][-4:] == ("459,000", "301,000", "+33,000", "Cheaper")
    assert view.groups[1].note == (
        "18 workstations empty, at £432,000 until 2015-16 Q4 (end of the period); fit-out without use £112,000."
    )


def test_both_courses_where_the_space_can_be_given_up():
    leases = worlds.lease(("break", "2015-04-01", 6, 50_000))
    view = exit_views.exits(release(found(PartnersSettings(leaves="bromley", leaves_in_years=(3,)), leases=leases)))
    (group,) = view.groups
    assert [row[-1] for row in group.rows] == ["Cheaper", "", "Cheaper", "", "Cheaper", ""]
    # 804 - 240 + 115.2 - 72 + 50 + 100 = 385.3 + 371.9
    assert group.rows[0] == (
        "It pays its share until the space can be given up; the rest give the space up", "804,000", "385,000",
        "372,000", "+104,000", "Cheaper",
    )  # fmt: skip
    assert group.note.endswith("To be found elsewhere once the space is given up: 12 workstations, at £9,600 each a "
                               "year.")  # fmt: skip
    told = exit_views.leaving(release(found(PartnersSettings(), leases=leases)))
    assert told[-1].startswith("Both courses run to the end of the period.")


def test_joiners(shown):
    view = views.joiners(shown)
    assert [group.title for group in view.groups] == ["Contacts", "Workstations needed alone", "50:50"]
    assert [row[0] for row in view.groups[0].rows] == ["Bexley", "Bromley", "Croydon"]
    # four years of 73
    assert view.groups[0].rows[2][4] == "292,000"


def test_the_sentences(shown):
    told = views.sentences(shown)
    assert told[0].startswith("Hub: under contacts, ")
    assert "staff travel time" in told[-1]
    leaving = exit_views.leaving(shown)
    # of the years tried, the first alone: the table has the others
    assert sum(sentence.startswith("If Bromley leaves in year 3") for sentence in leaving) == 1
    assert not any("in year 4" in sentence for sentence in leaving)
    assert any(sentence.startswith("If Croydon joins") for sentence in leaving)


def test_leaving_speaks_of_a_building_where_one_is_shared():
    results = found(PartnersSettings())
    virtual_first = release(results, order=("virtual-pool", "do-nothing", "hub"))
    assert views.best_building(virtual_first) == "hub"
    assert exit_views.exits(virtual_first).caption == "If a partner leaves: Hub"


def test_nobody_joins_and_nothing_is_shared():
    accounts = worlds.accounts()
    results = appraise(accounts, ("do-nothing",), worlds.facts(), empty(PartnerKeys), PartnersSettings())
    bare = release(results, order=("do-nothing",))
    assert views.best(bare) == ""
    assert views.sentences(bare) == ()
    assert exit_views.leaving(bare) == ()
    for view in (views.positions(bare), exit_views.exits(bare), views.joiners(bare)):
        assert view.groups == ()


def test_before_anything_is_appraised():
    results = appraise(worlds.accounts(), ("hub",), worlds.facts(), empty(PartnerKeys), PartnersSettings())
    blank = type(results)(results.keys, empty(PartnersTable), empty(JoinersTable), empty(ExitsTable))
    assert views.ranges(release(blank)).groups == ()
