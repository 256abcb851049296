"""Excess-travel policies in words, what they pay, and who may leave because of the journey."""

from collections.abc import Callable

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, named, of_looked_into, tabulate

_POLICY_ROWS = {
    "policy": "Scheme",
    "trigger": "Owed when every one of these holds",
    "pays": "Pays",
    "lasts": "Lasts",
    "taxed": "Tax",
    "status": "Firmness of the scheme",
    "source": "Source of the scheme",
    "note": "What the source leaves unsaid",
    "chosen": "Firmness of taking it for this employer",
    "why": "Why it is taken",
}
NO_POLICY = "None: nothing is paid for a longer journey"
_CURVES = ("low", "central", "high")


def policies(release: Release) -> View:
    """The policy of each employer in words, one column an employer."""
    table = release.tables["policies"]
    shown = pd.DataFrame({"what": list(_POLICY_ROWS.values())})
    wide = 82 // max(len(table), 1)
    columns = [Column("what", "Rule", width=100 - wide * max(len(table), 1))]
    for _, row in table.iterrows():
        cells = {str(name): str(text) for name, text in row.items()}
        if not row["policy_id"]:
            cells["policy"] = NO_POLICY
        cells |= _taken_here(release, str(row["employer"])) if row["policy_id"] else {"chosen": "", "why": ""}
        shown[str(row["employer"])] = [wording.capital(cells[name]) for name in _POLICY_ROWS]
        name = release.authority_names.get(str(row["employer"]), str(row["employer"]))
        columns.append(Column(str(row["employer"]), name, width=wide))
    return tabulate(
        shown.iloc[: len(shown) if len(table) else 0],
        "The excess-travel policy of each employer",
        tuple(columns),
        row_heading="what",
    )


def _taken_here(release: Release, employer: str) -> dict[str, str]:
    """How firm it is that this employer has this policy: a published scheme may still be somebody else's."""
    register = release.tables["assumptions"].set_index("assumption_id")
    setting = f"authority.{employer}.travel_policy"
    if setting not in register.index:
        return {"chosen": "assumed", "why": "not in the register"}
    return {"chosen": str(register.at[setting, "status"]), "why": str(register.at[setting, "source"])}


def _few(release: Release) -> Callable[[str, float], str]:
    """How counts of staff are written: blank ones are too few to show."""

    def written(_: str, value: float) -> str:
        if pd.isna(value):
            return f"under {release.suppression_heads_min}"
        return wording.number(value, wording.COUNT)

    return written


def pay(release: Release) -> View:
    """What the policies pay under each option looked into, by employer and year since the move."""
    table = of_looked_into(release, "excess_travel")
    few = _few(release)
    return tabulate(
        table.assign(employer=named(table["employer"], release.authority_names)),
        "Excess-travel pay by employer and year since the move",
        (
            Column("employer", "Employer"),
            Column("year_since_move", "Year"),
            Column("recipients", "Staff paid", write=few),
            Column("pay_gbp", "Pay (£)"),
            Column("employers_ni_gbp", "Employer's NI (£)"),
            Column("time_off_hours", "Time off (hours a year)", write=few),
            Column("relocation_heads", "May relocate (staff)", write=few),
            Column("unsaid_heads", "Policy silent (staff)", write=few),
            Column("unknown_heads", "Journey not known (staff)", write=few),
        ),
        row_heading="employer",
        by="option",
        note=f"Staff to the nearest 5, and not shown where some but fewer than {release.suppression_heads_min}. Pay to "
        "the nearest £1,000, or £5,000 where few are paid, so a small sum may stand as nought; the cost lines hold "
        "the same rounded pay. Pay is cash and a transfer: the economic case has the journey itself instead. Policy "
        "silent: entitled, but the source does not say what is paid for their way of travel; they are paid nothing "
        "here.",
    )


def attrition_in_words(release: Release) -> str:
    """Whether staff lost to longer journeys are counted in the totals."""
    if bool(release.tables["attrition"]["counted"].any()):
        return (
            "The central curve is counted, unrounded, in cash and in the present cost that ranks the options. No "
            "published curve of leavers by added minutes was found: the curve is illustrative."
        )
    return (
        "Not counted: no cost of staff lost to longer journeys is in any total. No published curve of leavers by added "
        "minutes was found; the three curves below are illustrative and show only how much could be at stake. "
        "people.attrition.counted puts the central one into the totals."
    )


def attrition(release: Release) -> View:
    """Leavers and their cost under the low, central and high curve, by employer."""
    table = of_looked_into(release, "attrition")
    keys = ["option_id", "option", "employer"]
    shown = table[keys].drop_duplicates().reset_index(drop=True)
    for curve in _CURVES:
        one = table[table["curve"] == curve].set_index(keys)[["leavers", "cost_gbp"]].add_suffix(f"_{curve}")
        shown = shown.merge(one.reset_index(), on=keys, how="left", validate="one_to_one")
    few = _few(release)
    columns = [Column("employer", "Employer")]
    for curve in _CURVES:
        columns += [
            Column(f"leavers_{curve}", "Leavers", wording.capital(curve), few),
            Column(f"cost_gbp_{curve}", "Cost (£)", wording.capital(curve), _pounds),
        ]
    return tabulate(
        shown.assign(employer=named(shown["employer"], release.authority_names)),
        "Staff who may leave because of the journey, within a year of the move",
        tuple(columns),
        row_heading="employer",
        by="option",
        note="Leavers expected, to the nearest 5: a model of many, not people. Not shown where some but fewer than "
        f"{release.suppression_heads_min}. Cost: of replacing that rounded number, once, so one or two leavers "
        "stand as nought.",
    )


def _pounds(_: str, value: float) -> str:
    return wording.number(value, wording.POUNDS)
