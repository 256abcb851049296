"""Each employer's excess-travel policy in words (tables.policies.PoliciesTable)."""

from collections.abc import Mapping

import pandas as pd

from feasibility.excess_travel.policy import Policy, Trigger, of_row, pays
from feasibility.tables import checked, headings
from feasibility.tables.policies import AMAP, CHEAPEST, COST, NOTHING, PENCE, UNSAID, PoliciesTable

BASIS_WORDS = {
    AMAP: "HMRC's approved rate a mile",
    COST: "the net extra cost",
    CHEAPEST: "the lesser of a rate a mile and the extra fare",
    NOTHING: "nothing",
    UNSAID: "not said",
}

VEHICLE_WORDS = {"transit": "public transport"}
"""Ways of travel whose name in the tables is not a reader's."""


def policies_table(policies: pd.DataFrame, of_authority: Mapping[str, str | None]) -> pd.DataFrame:
    """The policy of each authority (authority id to policy id, None where it has none), in words, with its source.

    `policies` is tables.policies.TravelPolicies and holds every policy that is named.
    """
    by_row = {str(row["policy_id"]): row for row in policies.to_dict("records")}
    found = []
    for authority, policy_id in of_authority.items():
        if policy_id is None:
            found.append((authority, "", "None", "never", "nothing", "", "", "assumed", "the scenario names none", ""))
            continue
        row = by_row[policy_id]
        policy = of_row(row)
        found.append((
            authority, policy_id, policy.name, triggers(policy), pay(policy), lasts(policy), taxed(policy),
            str(row["status"]), f"{row['source']} ({row['date']})", str(row["note"]),
        ))  # fmt: skip
    frame = pd.DataFrame(found, columns=list(headings(PoliciesTable))).astype("str")
    return checked(frame, PoliciesTable, "policies")


def triggers(policy: Policy) -> str:
    """Every test that must be met: `over 10 extra miles one way`."""

    def met(trigger: Trigger, unit: str) -> list[str]:
        if trigger.value is None:
            return []
        return [f"{'at least' if trigger.at_least else 'over'} {trigger.value:g} {unit}"]

    words = [*met(policy.extra_miles, "extra miles one way"), *met(policy.extra_minutes, "extra minutes one way")]
    if policy.after_miles_min is not None:
        words.append(f"a new journey of {policy.after_miles_min:g} miles or more")
    if policy.after_minutes_min is not None:
        words.append(f"a new journey of {policy.after_minutes_min:g} minutes or more")
    words += [w.replace("at least ", "at least £").replace("over ", "over £")
              for w in met(policy.gbp_per_week, "a week")]  # fmt: skip
    if policy.net_cost_required:
        words.append("it costs more than before")
    return "; ".join(words) if words else "any extra travel"


def pay(policy: Policy) -> str:
    """What is paid by vehicle, then what is left out of it: `car: 25p a mile; cycle: not said; ...`."""
    words = [
        f"{VEHICLE_WORDS.get(vehicle, vehicle)}: "
        f"{_pence(policy.gbp_per_mile[vehicle]) if basis == PENCE else BASIS_WORDS[basis]}"
        for vehicle, basis in policy.bases.items()
    ]
    if policy.first_miles_excluded:
        words.append(f"the first {policy.first_miles_excluded:g} extra miles each way left out")
    if policy.gbp_per_week_excluded:
        words.append(f"the first £{policy.gbp_per_week_excluded:g} a week left out")
    if policy.cap_gbp_per_year is not None:
        words.append(f"at most £{policy.cap_gbp_per_year:,.0f} a year")
    if policy.time_off_minutes_above is not None:
        words.append(f"time off for what exceeds {policy.time_off_minutes_above:g} extra minutes a day")
    return "; ".join(words)


def _pence(gbp_per_mile: float) -> str:
    return f"{gbp_per_mile * 100:g}p a mile"


def lasts(policy: Policy) -> str:
    """`12 months`, with the taper where there is one; blank where the policy pays nothing."""
    if policy.duration_months is None or not pays(policy):
        return ""
    tapers = any(share != 1 for share in policy.year_shares)
    taper = f", {', '.join(f'{share:.0%}' for share in policy.year_shares)} of it by year" if tapers else ""
    return f"{policy.duration_months:g} months{taper}"


def taxed(policy: Policy) -> str:
    """Whether pay is taxed, and whether the employer owes National Insurance on it."""
    if not pays(policy):
        return ""
    tax = "taxed" if policy.taxable else "not taxed"
    return f"{tax}; {'' if policy.employers_ni else 'no '}employer's National Insurance"
