"""What is given up for what: options that none beats in cost and journeys alike, near-ties grouped, prices of rules."""

from feasibility import wording
from feasibility.appraisal import near_ties, pareto
from feasibility.publication.release import Release
from feasibility.publication.views.view import Column, View, site_names, tabulate
from feasibility.tables import CANNOT_BE_HAD

_OPTION = Column("option", "Option")
_TOTAL = Column(pareto.COST, "Total net present cost (£)", write=wording.thousands)
_MEAN = Column(pareto.MEAN, "Mean change in journey (minutes)")
_WORST = Column(pareto.WORST, "Change of the worst tenth (minutes)")
_SCORE = Column("value_score", "Value score")
_AIM_WORDS = {
    pareto.COST: "total cost",
    pareto.MEAN: "the mean change in journeys",
    pareto.WORST: "the mean change of the worst tenth of staff",
}


def in_words(release: Release) -> tuple[str, ...]:
    """How many options no other beats, and in what they are compared."""
    table = release.tables["pareto"]
    if table.empty:
        return ()
    known = pareto.aims_known(table)
    aims = wording.joined(tuple(_AIM_WORDS[aim] for aim in known))
    count = int(table["in_set"].sum())
    said = [
        f"Of {wording.counted(len(table), 'option')} that seat all staff within reach, "
        f"{wording.number(count, wording.COUNT)} {'is' if count == 1 else 'are'} beaten by none: no other is at least "
        f"as good in {aims} and better in one. Each option counts with its cheapest seating, at the figures as they "
        "are printed; so counted, any other option can be left aside, whatever is thought of cost against journeys. "
        "The total holds a value of travel time already."
    ]
    if len(known) < len(pareto.AIMS):
        missing = wording.joined(tuple(_AIM_WORDS[aim] for aim in pareto.AIMS if aim not in known))
        said.append(f"Not compared, because too few staff are behind the figure to publish it: {missing}.")
    return tuple(said)


def best_set(release: Release) -> View:
    """The options that no other beats, cheapest first."""
    table = release.tables["pareto"]
    known = pareto.aims_known(table) if len(table) else list(pareto.AIMS)
    shown = [column for column in (_TOTAL, _MEAN, _WORST) if column.name in known]
    if table["value_score"].notna().any():
        shown.append(_SCORE)
    return tabulate(
        table[table["in_set"]],
        "Options that no other beats in cost and in journeys alike",
        (
            _OPTION,
            *shown,
        ),
        row_heading="option",
        note=f"Net present cost in {release.heading.price_base}, to the nearest £1,000. Minutes are one way. "
        "tables/pareto.csv says in words how each compares with the cheapest.",
    )


def seatings(release: Release) -> View:
    """Seatings of the options of the set that cost more for shorter journeys; none where every cheapest is shortest."""
    table = release.tables["seatings"]
    several = table["option_id"].map(table["option_id"].value_counts()) > 1
    return tabulate(
        table[several],
        "The same sites with staff seated for shorter journeys",
        (Column("seating", "Seating"), _TOTAL, _MEAN),
        row_heading="seating",
        by="option",
        note="Seating 1 is the cheapest, by which the option ranks. Seatings within a tenth of a minute of one that "
        "costs no more are left out"
        + (
            "." if table.loc[several, "complete"].all() else "; the search for more was stopped before it was complete."
        ),
    )


def near_ties_in_words(release: Release) -> tuple[str, ...]:
    """The options too close to call by what differs between them."""
    names = {site: name for site, name in site_names(release).items() if site != "all"}
    options = release.tables["options"]
    kept = options[options["verdict"] != CANNOT_BE_HAD].sort_values(["rank", "option_id"])
    return near_ties.sentences(kept, names)


def rule_prices(release: Release) -> View:
    """What each rule costs, those of fairness first."""
    table = release.tables["rule_prices"]
    return tabulate(
        table,
        "What each rule costs",
        (
            Column("words", "Rule"),
            Column("among", "Among"),
            Column("best_with", "Best with the rule"),
            Column("best_with_gbp", "Total with it (£)", write=wording.thousands),
            Column("best_without", "Best without it"),
            Column("best_without_gbp", "Total without it (£)", write=wording.thousands),
            Column("price_gbp", "Price (£)", write=wording.thousands),
        ),
        row_heading="words",
        note="Each rule is taken off by itself and all others kept; who sits where is worked out again. "
        "Rules of fairness between the partners come first.",
    )
