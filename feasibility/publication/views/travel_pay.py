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
    """Each scheme in words, one column for all employers that have it."""
    table = release.tables["policies"]
    shown = pd.DataFrame({"what": list(_POLICY_ROWS.values())})
    schemes = [rows for _, rows in table.groupby("policy_id", sort=False)]
    widths = _widths([bool(rows["policy_id"].iloc[0]) for rows in schemes])
    columns = [Column("what", "Rule", width=100 - sum(widths))]
    for rows, wide in zip(schemes, widths, strict=True):
        key = str(rows["policy_id"].iloc[0])
        names = tuple(release.authority_names.get(who, who) for who in rows["employer"])
        cells = {str(name): str(text) for name, text in rows.iloc[0].items()} | {"chosen": "", "why": ""}
        cells |= _taken_here(release, list(rows["employer"])) if key else {"policy": NO_POLICY}
        shown[f"scheme {key}"] = [wording.capital(cells[name]) for name in _POLICY_ROWS]
        columns.append(Column(f"scheme {key}", wording.joined(names), width=wide))
    return tabulate(
        shown.iloc[: len(shown) if len(table) else 0],
        "The excess-travel policy of each employer",
        tuple(columns),
        row_heading="what",
    )


def _widths(is_scheme: list[bool]) -> list[int]:
    """Per cent of the width for each column: one of employers without a scheme has little to tell."""
    least, whole = 16, 82
    wide = (whole - least * is_scheme.count(False)) // max(is_scheme.count(True), 1)
    return [wide if scheme else least for scheme in is_scheme]


def _taken_here(release: Release, employers: list[str]) -> dict[str, str]:
    """How firm it is that these employers have this scheme: a published one may still be somebody else's."""
    register = release.tables["assumptions"].set_index("assumption_id")
    found = {}
    for employer in employers:
        setting = f"authority.{employer}.travel_policy"
        held = setting in register.index
        status, why = register.loc[setting, ["status", "source"]] if held else ("assumed", "not in the register")
        found[release.authority_names.get(employer, employer)] = (str(status), str(why))
    return {"chosen": _each({name: status for name, (status, _) in found.items()}),
            "why": _each({name: why for name, (_, why) in found.items()})}  # fmt: skip


def _each(told: dict[str, str]) -> str:
    """What is told of each employer; once where it is the same of all."""
    if len(set(told.values())) == 1:
        return next(iter(told.values()))
    return " ".join(f"{name}: {words.rstrip('.')}." for name, words in told.items())


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
            Column("unsaid_heads", "Policy silent (staff)", write=few),
            Column("unknown_heads", "Journey not known (staff)", write=few),
        ),
        row_heading="employer",
        by="option",
        note=f"Staff to the nearest 5, and not shown where some but fewer than {release.suppression_heads_min}. Pay to "
        "the nearest £1,000, or £5,000 where few are paid, so a small sum may stand as nought; the cost lines hold "
        "the same rounded pay. Pay is cash and a transfer: the economic case has the journey itself instead. Policy "
        "silent: entitled, but the source does not say what is paid for their way of travel; they are paid nothing "
        "here. tables/excess_travel.csv has time off and who may relocate.",
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
        "minutes was found; the low, central and high curves of Appendix F are illustrative and show only how much "
        "could be at stake."
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
            Column(f"cost_gbp_{curve}", "Cost (£)", wording.capital(curve), _pounds(release)),
        ]
    return tabulate(
        shown.assign(employer=named(shown["employer"], release.authority_names)),
        "Staff who may leave because of the journey, within a year of the move",
        tuple(columns),
        row_heading="employer",
        by="option",
        note="Leavers expected, to the nearest 5: a model of many, not people. Not shown where some but fewer than "
        f"{release.suppression_heads_min}, nor what they cost. Cost: of replacing that rounded number, once.",
    )


def _pounds(release: Release) -> Callable[[str, float], str]:
    """How what leavers cost is written: blank where they are too few."""

    def written(_: str, value: float) -> str:
        few = f"of under {release.suppression_heads_min}"
        return few if pd.isna(value) else wording.number(value, wording.POUNDS)

    return written
