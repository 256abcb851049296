"""The note: headings and paragraphs in the order of the work."""

import pandas as pd

from feasibility.publication import disclosure
from feasibility.publication.method import journeys, money, options, seats
from feasibility.scenario import Scenario
from feasibility.scenario.publication import Edition
from feasibility.seats import Seats


def note(
    scenario: Scenario, need: Seats, evidence: pd.DataFrame, edition: Edition = "public"
) -> tuple[tuple[str, str], ...]:
    """Headings and paragraphs, in the order of the work. `evidence` is tables.EvidenceTable of the run."""
    terms = disclosure.terms(scenario.publication, edition)
    return (
        ("Border and corridor", _border(scenario)),
        ("Options", options.listed(scenario)),
        ("Ways of working", options.ways(scenario)),
        ("Agents", seats.agents(scenario, need)),
        ("People and space", seats.people_and_space(scenario, need)),
        ("Journeys", journeys.journeys(scenario)),
        *journeys.minutes(scenario, evidence),
        ("Costs over time", money.over_time(scenario)),
        ("Economic and financial case", money.cases(scenario)),
        ("Optimism bias", money.bias(scenario)),
        ("Leases and space left", money.space(scenario)),
        ("Staff", money.staff(scenario)),
        ("Ranking", options.ranking(scenario)),
        ("Model and proof", options.model(scenario)),
        ("Privacy", disclosure.privacy(terms, scenario.publication.suppression_heads_min)),
    )


def _border(scenario: Scenario) -> str:
    exempt = (
        " A present centre may be shared although it stands outside the corridor."
        if scenario.boundary.present_centres_exempt
        else ""
    )
    return (
        "The shared border is the line along which the authorities' outlines meet. A site is considered when it "
        f"stands in one of them and within {scenario.boundary.corridor_km:g} km of that line, measured "
        f"straight.{exempt}"
    )
