"""Tables of the value score: judgements as an officer fills them; criteria, points and scores as published."""

from pandera.typing.pandas import Series

from feasibility.tables.base import ID_PATTERN, STATUSES, Table, column


class Judgements(Table):
    """What officers judge of each site, one row a site and criterion; judgements.csv publishes it as it is."""

    site_id: Series[str] = column("Site id", "A site of the table of sites", str_matches=ID_PATTERN)
    criterion: Series[str] = column(
        "Criterion", "Id of a criterion of the scenario whose measure is `judgement`", str_matches=ID_PATTERN
    )
    value: Series[str] = column("Judged", "A figure, or one of the words that the criterion has bands for")
    status: Series[str] = column("Status", "sourced, assumed or illustrative", isin=STATUSES)
    source: Series[str] = column("Source", "What the judgement rests on")
    date: Series[str] = column("Date", "When it was made")
    owner: Series[str] = column("Owner", "Who answers for it: a post, not a person")


class ValueCriteriaTable(Table):
    """value_criteria.csv: what counts in the value score, over what range, how much, and who said so."""

    criterion_id: Series[str] = column("Criterion id", "Criterion", unique=True)
    criterion: Series[str] = column("Criterion", "What it is called")
    group_id: Series[str] = column("Group id", "Group it is weighed in; `all` where no group is declared")
    group: Series[str] = column("Group", "What the group is called; blank where none is declared")
    measure: Series[str] = column("Measure", "What is measured, as the scenario names it")
    unit: Series[str] = column("Unit", "Unit of the figure")
    scale: Series[str] = column("Scale", "Points of figures or words; between two figures they go in a straight line")
    range_from: Series[float] = column("Range from", "Least figure that is scored; blank for words", nullable=True)
    range_to: Series[float] = column("Range to", "Greatest figure that is scored; blank for words", nullable=True)
    over_sites: Series[str] = column(
        "Over sites", "How sites of an option are combined; blank where the figure is the option's"
    )
    is_cost: Series[bool] = column("Cost", "True where it is money: left out of the benefit")
    group_share: Series[float] = column("Weight of the group", "Share of the whole", ge=0, le=1)
    within_share: Series[float] = column("Weight in the group", "Share of the group", ge=0, le=1)
    weight_share: Series[float] = column(
        "Weight", "Share of the whole: the group's times that in the group", ge=0, le=1
    )
    set_by: Series[str] = column("Set by", "Who set range and weight")
    set_on: Series[str] = column("Set on", "Day they were set on")
    dissent: Series[str] = column("Dissent", "Who would have it otherwise, and how; blank where nobody is recorded")
    status: Series[str] = column("Status", "How firm range and weight are", isin=STATUSES)
    reason: Series[str] = column("Reason", "Why this range and this weight; blank where none is given")


class ValueScoresTable(Table):
    """value_scores.csv: each option by each criterion, from the figure to its points to what they add to the score."""

    option_id: Series[str] = column("Option id", "Option")
    criterion_id: Series[str] = column("Criterion id", "Criterion")
    raw: Series[float] = column("Figure", "In the unit of the criterion; blank for words and where not known",
                                nullable=True)  # fmt: skip
    performance: Series[str] = column(
        "Performance", "Figure with its unit, or words; or why it has no points, and what to do"
    )
    points: Series[float] = column(
        "Points", "0 at the worst of the declared range, 100 at the best; blank outside it and where not known",
        ge=0, le=100, nullable=True,
    )  # fmt: skip
    weight_share: Series[float] = column("Weight", "Share of the whole", ge=0, le=1)
    weighted_points: Series[float] = column("Adds", "Points times weight", ge=0, le=100, nullable=True)


class ValueOptionsTable(Table):
    """value_options.csv: the value score of each option that can be had within reach of all staff; it ranks none."""

    option_id: Series[str] = column("Option id", "Option", unique=True)
    option: Series[str] = column("Option", "What the option is")
    beaten_by: Series[str] = column(
        "Beaten by",
        "Before any weight: the cheapest option that is at least as good in cost and every criterion, and better in "
        "one; blank where there is none, or a figure is not known",
    )
    score: Series[float] = column(
        "Score", "Out of 100; blank where a criterion has no points", ge=0, le=100, nullable=True
    )
    place: Series[float] = column("Place", "By score; equal scores share one", ge=1, nullable=True)
    benefit: Series[float] = column(
        "Benefit", "Score of all criteria that are no money, out of 100; blank where there are none", ge=0, le=100,
        nullable=True,
    )  # fmt: skip
    cost_gbp: Series[float] = column("Cost beside it (£)", "Present cost that the benefit stands against")
    cost_basis: Series[str] = column("What the cost is", "The total less whatever is scored as benefit")
    on_frontier: Series[bool] = column(
        "On the frontier", "True where no option has more benefit at the same cost or less, or as much at a lower cost"
    )
    missing: Series[str] = column("Why no score", "Criteria that have no points; blank where there is a score")
