"""Settings between the partners that speak of what the study does not have: told before anything is measured."""

import pytest

from tests.inputs.officer import only

KEYS = """key,authority,share,source,date,status
transactions,west,0.3,Made up,2010,assumed
transactions,east,0.7,Made up,2010,assumed
"""


def test_a_key_that_the_study_does_not_have(study, tell):
    study.state("partners", agreed_key="transactions")
    only(
        tell("check"),
        "partners.agreed_key: found transactions, no key of this study; write one of contacts, heads, area, population,"
        " equal",
    )


def test_a_key_that_an_officer_supplies(study, tell):
    (study.folder / "keys.csv").write_text(KEYS, encoding="utf-8")
    study.state("files", partner_keys="keys.csv").state("partners", agreed_key="transactions")
    assert tell("check").code == 0


@pytest.mark.parametrize("leaves", ["each", "west", "east"])
def test_a_partner_that_may_leave(study, tell, leaves):
    study.state("partners", leaves=leaves)
    assert tell("check").code == 0


def test_every_fault_at_once(study, tell):
    study.state("partners", agreed_key="residents", leaves="north").state("costs", period_years=5)
    study.state("partners.joiner", name="North", year=6)
    told = tell("check")
    assert told.code == 1
    assert [fault.split(":")[0] for fault in told.faults] == [
        "partners.agreed_key", "partners.leaves", "partners.joiner.year",
    ]  # fmt: skip
    assert "found north, no authority of this study; write each or one of east, west" in told.faults[1]
    assert "found 6, beyond the period of 5 years" in told.faults[2]
    assert "Measuring journeys" not in told.err


def test_a_joiner_within_the_period(study, tell):
    study.state("costs", period_years=6).state("partners.joiner", name="North", year=6)
    assert tell("check").code == 0


def test_a_joiner_that_is_a_partner_already(study, tell):
    study.state("costs", period_years=6).state("partners.joiner", name="West", year=6)
    only(tell("check"), "partners.joiner.name: West is a partner already; name an authority that joins")
