"""One figure of the settings changed, checked as if the scenario file had said it."""

import pytest
from pydantic import ValidationError

from feasibility.scenario.changed import changed
from feasibility.scenario.model import flat_settings
from tests.priced_world import settings

STUDY = settings()


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("costs.site_running_gbp_per_year", "12000"),
        ("costs.period_years", "12"),
        ("costs.bias.equipment_mitigated_share", "0.5"),
        ("costs.rates.empty_free_months", "6"),
        ("authority.bexley.contacts_per_year", "123456"),
        ("ways.pooled.telephony_gbp", "1"),
        ("people.attrition.leaver_gbp", "5000"),
        ("space.support_gives_way", "false"),
        ("partners.agreed_key", "equal"),
    ],
)
def test_that_figure_and_no_other(key, text):
    before, after = flat_settings(STUDY), flat_settings(changed(STUDY, key, text))
    assert after[key] == text
    assert {k for k in after if after[k] != before[k]} == {key}
    assert flat_settings(STUDY) == before


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("costs.discount_rate_share", "1.5"),  # a bound
        ("costs.period_years", "ten"),
        ("costs.period_years", "10.5"),
        ("authority.bexley.contacts_per_year", "0"),
        ("people.attrition.leaver_gbp", "-1"),
        ("channel_shift.web_gbp_per_contact", "4"),  # dearer than a call: a rule of the section
        ("options.sites_open_max", "26"),
    ],
)
def test_a_value_that_the_scenario_could_not_say_is_refused(key, text):
    with pytest.raises(ValidationError):
        changed(STUDY, key, text)


@pytest.mark.parametrize(
    "key",
    ["cost.period_years", "costs.period", "costs.bias.x", "authority.kent.contacts_per_year", "costs.period_years.x"],
)
def test_a_key_that_is_no_setting(key):
    with pytest.raises(KeyError):
        changed(STUDY, key, "1")


def test_a_changed_study_can_be_changed_again():
    twice = changed(changed(STUDY, "costs.period_years", "12"), "costs.bias.equipment_mitigated_share", "1")
    assert (twice.costs.period_years, twice.costs.bias.equipment_mitigated_share) == (12, 1)
