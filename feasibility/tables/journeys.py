"""Published tables of journeys: before and after, by whom, from where and by what."""

from pandera.typing.pandas import Series

from feasibility.tables.base import BASES, MODES, NO_JOURNEY, Table, column
from feasibility.tables.travel import Lines


class JourneysTable(Table):
    """journeys.csv: one-way journeys before and after, by option, basis and employer (`all` for everybody).

    Means and percentiles are of staff whose journey is known before and after. Shares are of staff whose journey is
    known before; one that is lost counts as longer than any.
    """

    option_id: Series[str] = column("Option id", "Option")
    employer: Series[str] = column("Employer", "Authority id, or `all`")
    basis: Series[str] = column("Basis", "usual: by the mode used now; best: by the quickest open", isin=BASES)
    heads: Series[int] = column("Staff", "Number of staff", ge=0)
    heads_measured: Series[float] = column(
        "Staff measured", "Whose journey is known before and after; a gap is to the nearest threshold, or blank",
        nullable=True,
    )  # fmt: skip
    before_minutes_mean: Series[float] = column("Before: mean", "Minutes one way", nullable=True)
    before_minutes_median: Series[float] = column("Before: median", "Minutes one way", nullable=True)
    before_minutes_p90: Series[float] = column("Before: 90th percentile", "Minutes one way", nullable=True)
    before_minutes_worst_tenth: Series[float] = column(
        "Before: worst tenth", "Mean of the longest tenth; blank where too few", nullable=True
    )
    after_minutes_mean: Series[float] = column("After: mean", "Minutes one way", nullable=True)
    after_minutes_median: Series[float] = column("After: median", "Minutes one way", nullable=True)
    after_minutes_p90: Series[float] = column("After: 90th percentile", "Minutes one way", nullable=True)
    after_minutes_worst_tenth: Series[float] = column(
        "After: worst tenth", "Mean of the longest tenth; blank where too few", nullable=True
    )
    change_minutes_mean: Series[float] = column("Change: mean", "Minutes one way, after less before", nullable=True)
    change_minutes_median: Series[float] = column("Change: median", "Minutes one way", nullable=True)
    change_minutes_p90: Series[float] = column("Change: 90th percentile", "Minutes one way", nullable=True)
    change_minutes_worst_tenth: Series[float] = column(
        "Change: worst tenth", "Mean of the tenth who lose most; blank where too few", nullable=True
    )
    change_minutes_mean_by_day: Series[float] = column(
        "Change: mean by day", "Each person counts by days on site: the mean of journeys made", nullable=True
    )
    before_bad_day_minutes_mean: Series[float] = column(
        "Before: bad day", "Mean when every wait is a whole headway", nullable=True
    )
    after_bad_day_minutes_mean: Series[float] = column(
        "After: bad day", "Mean when every wait is a whole headway", nullable=True
    )
    better_share: Series[float] = column("Better", "Share whose journey is over a minute shorter", nullable=True)
    unchanged_share: Series[float] = column(
        "Unchanged", "Share whose journey changes by a minute or less", nullable=True
    )
    worse_share: Series[float] = column("Worse", "Share whose journey is over a minute longer", nullable=True)
    worse_15_share: Series[float] = column("Worse by over 15", "Share, one way", nullable=True)
    worse_30_share: Series[float] = column("Worse by over 30", "Share, one way", nullable=True)
    before_over_60_share: Series[float] = column("Before: over 60", "Share beyond 60 minutes one way", nullable=True)
    before_over_90_share: Series[float] = column("Before: over 90", "Share beyond 90 minutes one way", nullable=True)
    after_over_60_share: Series[float] = column("After: over 60", "Share beyond 60 minutes one way", nullable=True)
    after_over_90_share: Series[float] = column("After: over 90", "Share beyond 90 minutes one way", nullable=True)
    changed_mode_share: Series[float] = column(
        "Changed mode", "Share whose mode after is not that before", nullable=True
    )
    before_miles_per_year: Series[float] = column("Miles a year before", "Both ways, staff measured", nullable=True)
    after_miles_per_year: Series[float] = column("Miles a year after", "Both ways, staff measured", nullable=True)
    change_miles_per_year: Series[float] = column("Change in miles a year", "After less before", nullable=True)
    before_cost_gbp_per_year: Series[float] = column("Cost a year before (£)", "Cost to staff measured", nullable=True)
    after_cost_gbp_per_year: Series[float] = column("Cost a year after (£)", "Cost to staff measured", nullable=True)
    change_cost_gbp_per_year: Series[float] = column("Change in cost a year (£)", "After less before", nullable=True)
    before_kgco2e_per_year: Series[float] = column("kg CO2e a year before", "Staff measured", nullable=True)
    after_kgco2e_per_year: Series[float] = column("kg CO2e a year after", "Staff measured", nullable=True)
    change_kgco2e_per_year: Series[float] = column("Change in kg CO2e a year", "After less before", nullable=True)


class JourneyModesTable(Table):
    """journey_modes.csv: mode share before and after, by option and employer, on the basis that ranks."""

    option_id: Series[str] = column("Option id", "Option")
    employer: Series[str] = column("Employer", "Authority id, or `all`")
    mode: Series[str] = column("Mode", "Mode, or `none` where no journey is known", isin=(*MODES, NO_JOURNEY))
    before_share: Series[float] = column("Before", "Share of staff; blank where suppressed", nullable=True)
    before_by_day_share: Series[float] = column("Before, by day", "Share of days on site", nullable=True)
    after_share: Series[float] = column("After", "Share of staff; blank where suppressed", nullable=True)
    after_by_day_share: Series[float] = column("After, by day", "Share of days on site", nullable=True)
    before_suppressed: Series[bool] = column("Before suppressed", "True where too few staff to publish")
    after_suppressed: Series[bool] = column("After suppressed", "True where too few staff to publish")


class JourneyBandsTable(Table):
    """journey_bands.csv: journeys by band and group of staff, for equality screening, on the basis that ranks."""

    option_id: Series[str] = column("Option id", "Option")
    band: Series[str] = column("Band", "What staff are told apart by, such as contract or deprivation of home area")
    group: Series[str] = column("Group", "Which of the band")
    heads: Series[float] = column("Staff", "Number of staff; blank where suppressed", nullable=True)
    before_minutes_mean: Series[float] = column("Before: mean", "Minutes one way", nullable=True)
    change_minutes_mean: Series[float] = column("Change: mean", "Minutes one way", nullable=True)
    worse_15_share: Series[float] = column("Worse by over 15", "Share, one way", nullable=True)
    suppressed: Series[bool] = column("Suppressed", "True where too few staff to publish")


class AreaChangesTable(Table):
    """area_changes.csv: mean change in journey by home area and option. Areas under the threshold are suppressed."""

    option_id: Series[str] = column("Option id", "Option")
    area_id: Series[str] = column("Area id", "Home area, never a home")
    heads: Series[float] = column("Staff", "Number of staff; blank where suppressed", nullable=True)
    change_minutes_mean: Series[float] = column("Mean change (minutes)", "Blank where suppressed", nullable=True)
    before_minutes_mean: Series[float] = column("Mean before (minutes)", "Blank where suppressed", nullable=True)
    worse_15_share: Series[float] = column("Worse by over 15", "Share, one way; blank where suppressed", nullable=True)
    suppressed: Series[bool] = column("Suppressed", "True where too few staff to publish")


class AssignmentsTable(Table):
    """assignments.csv: how many staff of each home area work at each site. Small cells are suppressed."""

    option_id: Series[str] = column("Option id", "Option")
    area_id: Series[str] = column("Area id", "Home area")
    site_id: Series[str] = column("Site id", "Site")
    heads: Series[float] = column("Staff", "Number of staff; blank where suppressed", nullable=True)
    suppressed: Series[bool] = column("Suppressed", "True where too few staff to publish")


class CatchmentsTable(Table):
    """catchments.csv: people of working age who could reach each site, by mode and minutes door to door."""

    site_id: Series[str] = column("Site id", "Site considered")
    mode: Series[str] = column("Mode", "Mode of travel", isin=MODES)
    within_minutes: Series[int] = column("Within (minutes)", "One way, at the hours of the usual shift", gt=0)
    working_age_people: Series[float] = column("People of working age", "To the nearest hundred", ge=0)
    counted_share: Series[float] = column("Share of those counted", "Of all people of working age counted", ge=0, le=1)
    districts: Series[str] = column("Districts counted", "People who live elsewhere are not counted")


class UnreachedTable(Table):
    """unreached.csv: journeys not known, by site, home area, mode and reason. Each area and site is listed."""

    site_id: Series[str] = column("Site id", "Site, or the present workplace")
    area_id: Series[str] = column("Area id", "Home area, never a home")
    mode: Series[str] = column("Mode", "Mode asked for", isin=MODES)
    reason: Series[str] = column("Reason", "What was found of the pair")
    heads: Series[float] = column("Staff", "Number of staff; blank where suppressed", nullable=True)
    suppressed: Series[bool] = column("Suppressed", "True where too few staff to publish")


class TransitLinesTable(Lines):
    """transit_lines.csv: every line that public transport journeys may use, how often it runs and who says so."""


class KnownJourneysTable(Table):
    """known_journeys.csv: journeys that people of the area know, leg by leg."""

    journey: Series[str] = column("Journey", "From where to where")
    mode: Series[str] = column("Mode", "Mode of travel", isin=MODES)
    leg: Series[int] = column("Leg", "Place in the order, from 1", ge=1)
    by: Series[str] = column("By", "On foot, waiting, or the line")
    from_place: Series[str] = column("From", "Where the leg begins")
    to_place: Series[str] = column("To", "Where the leg ends")
    minutes: Series[float] = column("Minutes", "Of the leg; blank where there is no journey", ge=0, nullable=True)
    total_minutes: Series[float] = column("Total (minutes)", "Of the journey, door to door", ge=0, nullable=True)
    published_minutes: Series[float] = column("Published (minutes)", "What others publish", ge=0, nullable=True)
    published_by: Series[str] = column("Published by", "Who, and what their figure counts; blank where none is known")
    why_plausible: Series[str] = column("Why plausible", "What a local would say to it")
