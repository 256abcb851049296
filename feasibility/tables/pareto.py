"""Published tables of what is given up for what: options that none beats, and what each rule costs."""

from pandera.typing.pandas import Series

from feasibility.tables.base import Table, column


class ParetoTable(Table):
    """pareto.csv: every option within reach of all staff, and whether another beats it in cost and journeys alike."""

    option_id: Series[str] = column("Option id", "Option", unique=True)
    option: Series[str] = column("Option", "What the option is")
    in_set: Series[bool] = column(
        "Beaten by none", "True where no option is at least as good in every aim and better in one"
    )
    beaten_by: Series[str] = column(
        "Beaten by", "Id of the cheapest option of the set that beats it; blank where none does"
    )
    total_npc_gbp: Series[float] = column("Total (£)", "Net present cost with staff travel")
    travel_change_minutes_mean: Series[float] = column(
        "Mean change (minutes)", "One way, mean over all staff", nullable=True
    )
    travel_change_minutes_worst_tenth: Series[float] = column(
        "Change of the worst tenth (minutes)", "One way, mean over the tenth of staff worst off", nullable=True
    )
    value_score: Series[float] = column(
        "Value score", "Out of 100 over the ranges declared in [value]; blank where none are", nullable=True
    )
    against_cheapest: Series[str] = column(
        "Against the cheapest", "What it costs more, and what it gains or loses in journeys; blank for the cheapest"
    )


class SeatingsTable(Table):
    """seatings.csv: at options that none beats, who sits where chosen for shorter journeys at a higher cost."""

    option_id: Series[str] = column("Option id", "Option")
    option: Series[str] = column("Option", "What the option is")
    seating: Series[int] = column("Seating", "1 is the cheapest, by which the option ranks", ge=1)
    total_npc_gbp: Series[float] = column("Total (£)", "Net present cost with staff travel, to the nearest £1,000")
    travel_change_minutes_mean: Series[float] = column("Mean change (minutes)", "One way, mean over all staff")
    complete: Series[bool] = column(
        "Complete", "True where it is proved that no seating is missing but for those within a tenth of a minute"
    )


class RulePricesTable(Table):
    """rule_prices.csv: what each rule of the scenario costs: the best option with it, less the best without it."""

    rule: Series[str] = column("Rule", "Setting that asks for it")
    among: Series[str] = column(
        "Among", "All options, or those in which staff move", isin=("all options", "options in which staff move")
    )
    words: Series[str] = column("In words", "What the rule says")
    fairness: Series[bool] = column("Fairness", "True for rules of fairness between the partners")
    best_with: Series[str] = column("Best with the rule", "The cheapest option; blank where none can be had")
    best_with_gbp: Series[float] = column("Total with it (£)", "Net present cost with staff travel", nullable=True)
    best_without: Series[str] = column(
        "Best without it", "The cheapest option with every other rule kept; blank if none"
    )
    best_without_gbp: Series[float] = column("Total without it (£)", "The same without the rule", nullable=True)
    price_gbp: Series[float] = column("Price (£)", "Cost with the rule less cost without it", nullable=True)
