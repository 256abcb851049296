"""Rules that speak of what the study does not have: told with every other, before anything is measured."""


def test_every_fault_at_once(study, tell):
    study.state("rules", must_open=["hall-x"], step_free_only=True, keep_teams_together=True)
    study.state("rules.budget_gbp_by_year", **{"1999-00": 5})
    told = tell("check")
    assert told.code == 1
    assert [fault.split(":")[0] for fault in told.faults] == [
        "rules.must_open", "rules.step_free_only", "rules.keep_teams_together", "rules.budget_gbp_by_year",
    ]  # fmt: skip
    assert 'found "hall-x", which the table of sites lacks; is it hall-' in told.faults[0]
    assert "Measuring journeys" not in told.err


def test_rules_that_the_tables_bear_out(study, tell):
    study.text("sites.csv", lambda text: _with_column(text, "step_free", "yes"))
    study.text("staff.csv", lambda text: _with_column(text, "team", "A"))
    study.state("rules", must_open=["mid"], step_free_only=True, keep_teams_together=True, worse_minutes_max=240)
    study.state("rules.budget_gbp_by_year", **{"2010-11": 1e9})
    assert tell("check").code == 0


def _with_column(text: str, name: str, word: str) -> str:
    heading, *rows = text.splitlines()
    return "\n".join([f"{heading},{name}", *(f"{row},{word}" for row in rows)]) + "\n"
