"""The method in a page of words, with the settings of this run."""

from feasibility import wording
from feasibility.costs.discounting import STEP_YEAR
from feasibility.scenario import Scenario
from feasibility.seats import Seats


def note(scenario: Scenario, need: Seats) -> tuple[tuple[str, str], ...]:
    """Headings and paragraphs, in the order of the work."""
    return (
        ("Border and corridor", _border(scenario)),
        ("Seats", _seats(scenario, need)),
        ("Journeys", _journeys(scenario)),
        ("Costs", _costs(scenario)),
        ("Ranking", _ranking(scenario)),
        ("Model and proof", _model(scenario)),
        ("Privacy", _privacy(scenario)),
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


def _seats(scenario: Scenario, need: Seats) -> str:
    s = scenario.seats
    apart = " and ".join(f"{scenario.authority[key].name} {count}" for key, count in need.workstations_apart.items())
    return (
        "Contacts a year become contacts in the busy hour of a busy day in the peak month. Erlang C gives the "
        f"fewest agents who answer {_per_cent(s.service_level_share)} within {s.answer_seconds:g} seconds and "
        f"spend no more than {_per_cent(s.occupancy_cap_share)} of that hour in contact. Team leaders (one to "
        f"{s.team_leader_span:g} agents) and support make workstations, at {s.floor_m2_per_workstation:g} m² of "
        f"net internal area each. Apart: {apart}. Pooled: {need.workstations_pooled}. This run takes a shared "
        f"centre to work {need.working}, with {_per_cent(s.take_up_share)} of contacts moved to other channels. "
        "Workstations count people at work at once; heads, which leave and shifts make more numerous, are never "
        "mixed with them."
    )


def _journeys(scenario: Scenario) -> str:
    t = scenario.travel
    supplied = (
        " Minutes supplied by the council take precedence over all of these." if scenario.files.travel_minutes else ""
    )
    return (
        "Each journey runs door to door from the home postcode, before to the present workplace and after to "
        "each site, by the same rule. Car, walk and cycle follow a street graph made from unit postcodes and "
        "main roads; car minutes are fitted to published car minutes. Public transport is a first estimate: "
        f"walking, railways and a general bus, without a timetable. A walk over {t.walk_minutes_max:g} minutes or "
        f"a ride over {t.cycle_minutes_max:g} is given up for public transport.{supplied}"
    )


def _costs(scenario: Scenario) -> str:
    c = scenario.costs
    later = f" and {_fine(c.discount_rate_after_30_share)} from year 31" if c.period_years > STEP_YEAR else ""
    joined = ", and joining telephony and customer records" if scenario.seats.working == "pooled" else ""
    return (
        f"Pounds are real, in {scenario.study.price_base_year} prices. Costs of {c.period_years} years are "
        f"discounted at {_fine(c.discount_rate_share)} a year{later} (Green Book); the year of the move is year "
        "0. A shared site pays rent, rates, service charge and running cost on the floor area it takes; once, it "
        f"pays fit-out, moving and connection{joined}. Optimism bias is added to capital: "
        f"{_per_cent(c.capital_optimism_bias_share)} to fit-out and moving, "
        f"{_per_cent(c.equipment_optimism_bias_share)} to telephony and systems. Space left behind is saved only "
        "as far as the sites file says it is truly released."
    )


def _ranking(scenario: Scenario) -> str:
    return (
        "Options are ranked by total present cost: council cash and the staff's added travel time at "
        f"£{scenario.costs.value_of_time_gbp_per_hour:g} an hour. Travel time is a cost to staff, not council "
        f"cash, and is shown apart. Options within {100 * scenario.options.near_tie_share:g}% of the least total "
        "are called near-ties. No weights are used."
    )


def _model(scenario: Scenario) -> str:
    o = scenario.options
    shared = {(1, 1): "every single site", (2, 2): "every pair of sites", (1, 2): "every single site and every pair"}
    return (
        f"The options are: do nothing, and {shared[o.sites_open_min, o.sites_open_max]} among the sites "
        "considered. Staff are counted in groups (same employer, mode, days on site and kilometre square of "
        f"home); a group may split between two sites. A site opens for {o.staff_per_site_min} staff or more and "
        "takes no more workstations than its floor holds. Every option's best seating is found by counting; a "
        "mixed-integer programme finds the best of all by another route, and the two must agree. Every plan is "
        "then checked against every rule and its money recounted from the tables, without the solver; the "
        "figures here are those of the recount."
    )


def _privacy(scenario: Scenario) -> str:
    least = scenario.publication.suppression_heads_min
    return (
        "No home is shown. Journeys are published by employer and by home areas: neighbouring small areas joined "
        f"until each holds {least} staff, or a whole district. Fewer than {least} are not shown, nor any figure "
        "that would give them away. Shares of staff are in steps of five percentage points."
    )


def _per_cent(share: float) -> str:
    return wording.number(share, wording.SHARE)


def _fine(share: float) -> str:
    return wording.number(share, wording.FINE_SHARE)
