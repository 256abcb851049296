"""What would change the answer: the value of each input at which the lead passes, and why no other place is first."""

import math

import pandas as pd

from feasibility import wording
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, tabulate
from feasibility.publication.views.withheld import IN_EXEMPT_PART
from feasibility.tables.switching import ANYBODY
from feasibility.wording import Measure

PER_CENT = "%"
NEVER = "never"
_KINDS = {"best with it": "at its best", "alone": "alone", "staying": "nobody moves"}


def in_words(release: Release) -> tuple[str, ...]:
    """How many inputs were moved, and at how many the lead passes."""
    of_all = _of_all(release)
    if of_all.empty:
        return ()
    passing = int(_passes(of_all).sum())
    return (
        f"{wording.counted(len(of_all), 'input')} {'was' if len(of_all) == 1 else 'were'} moved, one at a time, and "
        f"the options worked out again until another one led. The lead passes within what was looked at for {passing} "
        f"of them, and for the other {len(of_all) - passing} at no value tried.",
        "At the value given the best option still leads; one step further it does not: both were worked out again. "
        "Where costs change in proportion to an input the value is exact. Elsewhere four values on each side were "
        "tried, and the first stretch in which the lead passes was narrowed down to one step: a lead that comes and "
        "goes between two of them would not be seen. Two inputs that move together may do what neither does alone.",
    )


def of_all(release: Release) -> View:
    """Each input, and who leads when it moves far enough."""
    table = _of_all(release)
    return tabulate(
        _written(release, table), "Values at which the lead passes, one input at a time",
        (*_COLUMNS[:1], Column("now", "Now", figures=True), *_COLUMNS[1:], Column("plausible", "Register's range")),
        row_heading="input",
        note="An input is moved alone; tables/switching.csv says what is held and how far each was looked at, and "
        "gives each in words.",
    )  # fmt: skip


def by_rival(release: Release) -> View:
    """The rivals that each pass the best option, and when."""
    table = release.tables["switching"]
    apart = table[(table["rival"] != ANYBODY) & _passes(table)]
    names = dict(zip(release.tables["options"]["option_id"], release.tables["options"]["option"], strict=True))
    shown = _written(release, apart).assign(rival=apart["rival"].map(names))
    return tabulate(
        shown, "Values at which each rival passes the best option", _COLUMNS[:3], row_heading="input", by="rival",
        note="Rivals are the ways of staying, near-ties, best single sites and the cheapest move; one that is not "
        "named passes at no value looked at. Others may lead by then.",
    )  # fmt: skip


def why_not(release: Release) -> View:
    """Each place considered and what it lacks to be first."""
    losers, parts = release.tables["why_not"], release.tables["why_not_parts"]
    most = [
        _most(parts[(parts["place"] == place) & (parts["kind"] == kind)])
        for place, kind in zip(losers["place"], losers["kind"], strict=True)
    ]
    return tabulate(
        losers.assign(
            name=losers["name"].map(wording.capital), how=losers["kind"].map(_KINDS),
            loses=[loses for loses, _ in most], gains=[gains for _, gains in most],
        ),
        "Why no other place comes first",
        (
            Column("name", "Place"), Column("how", "Option"), Column("rank", "Rank"),
            Column("gap_gbp", "Behind by (£)", write=wording.thousands),
            Column("loses", "Loses most on"), Column("gains", "Gains most on"),
        ),
        row_heading="name",
        note="tables/why_not.csv says in words what would bring each to the front, tables/why_not_parts.csv has every "
        "part of each difference; they add up to it.",
    )  # fmt: skip


def _most(parts: pd.DataFrame) -> tuple[str, str]:
    """The part of a difference that costs most, and the one that spares most, each with its pounds."""
    known = parts[parts["difference_gbp"].notna()].sort_values(["difference_gbp", "part"], ascending=[False, True])
    ends = known.head(1).query("difference_gbp > 0"), known.tail(1).query("difference_gbp < 0")
    loses, gains = (
        "".join(f"{wording.capital(str(part))}: {wording.pounds(abs(float(gbp)), nearest_1000=True)}"
                for part, gbp in zip(end["part"], end["difference_gbp"], strict=True)) or "Nothing"
        for end in ends
    )  # fmt: skip
    return loses, gains


_COLUMNS = (
    Column("input", "Input"),
    Column("from", "Leads down to", figures=True),
    Column("to", "Leads up to", figures=True),
    Column("heir", "Then leads"),
)


def _of_all(release: Release) -> pd.DataFrame:
    table = release.tables["switching"]
    return table[table["rival"] == ANYBODY]


def _passes(table: pd.DataFrame) -> "pd.Series[bool]":
    """Where somebody else leads at some value looked at; the value itself may have been taken out of the edition."""
    return (table["leads_below"] != "") | (table["leads_above"] != "")


def _written(release: Release, table: pd.DataFrame) -> pd.DataFrame:
    """Every figure in words, with the decimals and the unit of its input; where it was taken out, where it stands."""
    rows = [
        {
            "input": _begun(str(row["input"])),
            "now": _figure(row, "value"),
            "from": _figure(row, "below"),
            "to": _figure(row, "above"),
            "heir": wording.capital(" or ".join(dict.fromkeys(
                str(row[name]) for name in ("leads_below", "leads_above") if row[name]))) or "nobody else",
            "plausible": _stretch(row, "plausible_low", "plausible_high"),
            "looked": _stretch(row, "low", "high"),
        }
        for row in table.to_dict("records")
    ]  # fmt: skip
    columns = ["input", "now", "from", "to", "heir", "plausible", "looked"]
    shown = pd.DataFrame(rows, columns=columns, index=table.index, dtype="object")
    taken = table["value"].isna() & release.commercial_withheld
    shown.loc[taken, ["now", "from", "to", "plausible", "looked"]] = [IN_EXEMPT_PART, "", "", "", ""]
    return shown


def _stretch(row: "dict[object, object]", low: str, high: str) -> str:
    if not math.isfinite(float(str(row[low]))):
        return "none stated"
    # The unit stands once, after the second figure.
    lower, unit = _figure(row, low), str(row["unit"]).removeprefix("£").strip()
    return f"{lower.removesuffix(unit).strip()} to {_figure(row, high)}"


def _begun(words: str) -> str:
    """With a capital, unless the first word is the key of a setting."""
    return words if "." in words.split(" ", 1)[0] else wording.capital(words)


def _figure(row: "dict[object, object]", name: str) -> str:
    """A value with its unit; `never` where there is none."""
    value, unit, step = float(str(row[name])), str(row["unit"]), float(str(row["step"]))
    if not math.isfinite(value):
        return NEVER
    factor = 100 if unit == PER_CENT else 1
    decimals = max(0, round(-math.log10(step * factor)))
    written = wording.number(value * factor, Measure(decimals, decimals, ""))
    if unit.startswith("£"):
        return f"£{written}{unit[1:]}"
    return f"{written}{unit}" if unit == PER_CENT else f"{written} {unit}"
