"""The options, how they are ranked and how the answer is proved, in words."""

from feasibility import wording
from feasibility.scenario import Scenario

WAYS = {
    "apart": "apart in shared buildings, each authority answering its own contacts",
    "pooled": "pooled in shared buildings, any agent answering any contact and sitting at any site",
    "virtual": "one queue over the present centres, nobody moving",
}
SETS = {(1, 1): "every single site", (2, 2): "every pair of sites", (1, 2): "every single site and every pair"}


def listed(scenario: Scenario) -> str:
    """What is compared."""
    rules, compared = scenario.options, scenario.ways.compared
    moving = " and once ".join(way for way in ("apart", "pooled") if way in compared)
    virtual = " Virtual pool: the centres stay and share one queue." if "virtual" in compared else ""
    alone = (
        " The present centres worked apart are no option of their own: nobody would share anything, which is doing "
        "nothing."
        if "apart" in compared
        else ""
    )
    return (
        "Do nothing: the centres stay and are paid for as they are. Do minimum: each authority stays and mends what "
        f"must be mended, on its own.{virtual} Then {SETS[rules.sites_open_min, rules.sites_open_max]} among the sites "
        f"considered, once {moving}. A present centre may be one of them.{alone} A site whose lease begins too late "
        "for the move cannot be had."
    )


def ways(scenario: Scenario) -> str:
    """What each way of working means, takes to set up and how long."""
    settings = scenario.ways
    told = []
    for way in settings.compared:
        of_way = getattr(settings, way)
        once, yearly = of_way.telephony_gbp + of_way.records_gbp, of_way.upkeep_gbp_per_year
        joining = f"{wording.pounds(once)} once" + (f" and {wording.pounds(yearly)} a year" if yearly else "")
        told.append(
            f"{wording.capital(WAYS[way])}: {joining if once or yearly else 'nothing'} to join telephony and records, "
            f"before optimism bias; {wording.counted(of_way.lead_time_months, 'month')} until it is ready."
        )
    return " ".join(told)


def ranking(scenario: Scenario) -> str:
    """How options come to be in order."""
    return (
        "An option that seats staff where they have no journey to ranks below all that do not. Otherwise options are "
        "ranked by total present cost, which is the economic case: resources of the councils and the staff's added "
        f"travel, its time at £{scenario.costs.value_of_time_gbp_per_hour:g} an hour. Travel is a cost to staff, not "
        f"council cash, and is shown apart. Options within {100 * scenario.options.near_tie_share:g}% of the least "
        "total are called near-ties. No weights are used."
    )


def model(scenario: Scenario) -> str:
    """How the best seating is found, and checked."""
    both = {"apart", "pooled"} <= set(scenario.ways.compared)
    each = (
        "Apart and pooled are two problems, since each needs other seats and takes another time to set up; the better "
        "answer of the two leads. "
        if both
        else ""
    )
    return (
        "Staff are counted in groups (same employer, mode, car, shift, days on site, kilometre square of home and "
        "sites within reach); a group may split between two sites. A site opens for "
        f"{scenario.options.staff_per_site_min} staff or more and takes no more workstations than its floor holds. "
        f"{each}Every option's best seating is found by counting; a mixed-integer programme finds the best of all by "
        "another route, and the two must agree. Every plan is then checked against every rule and its money recounted "
        "line by line from the tables, without the solver; the figures here are those of the recount."
    )
