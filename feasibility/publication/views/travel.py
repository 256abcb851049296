"""What a move does to journeys: on both bases, who gains and loses, miles and pounds, modes, bands, recruitment."""

import pandas as pd

from feasibility import wording
from feasibility.appraisal.ranking import moves
from feasibility.options import DO_NOTHING, STAYING
from feasibility.publication.release import Release
from feasibility.publication.views.journeys import AREA_OPTIONS, SUPPRESSED, journey_rows
from feasibility.publication.views.options import had, single_site
from feasibility.publication.views.view import Column, View, site_names, tabulate
from feasibility.tables import ALL

MODE_WORDS = {
    "car": "Car", "transit": "Public transport", "cycle": "Cycle", "walk": "On foot", "none": "No journey known"
}  # fmt: skip
BASIS_WORDS = {"usual": "By the mode used now", "best": "By the quickest mode open"}
BAND_FIGURES = (
    ("change_minutes_mean", "Mean change"), ("worse_15_share", "Over 15 worse")
)  # fmt: skip


BAND_OPTIONS = 2
"""Options told band by band: the best move, and the best single site or else the next move; a page is no wider."""


def shown_options(release: Release) -> pd.DataFrame:
    """The best option and the next two, the cheapest single site and doing nothing: those shown in detail."""
    options = had(release)
    first = moves(options).drop_duplicates("sites").head(AREA_OPTIONS)
    stay = options[options["option_id"] == DO_NOTHING]
    return pd.concat([first, single_site(options), stay]).drop_duplicates("option_id")


def bases(release: Release) -> View:
    """All staff under the best options, by the mode used now and by the quickest open."""
    rows = journey_rows(release, moves(shown_options(release)), basis=None)
    rows = rows[rows["of_all"]]
    words = [BASIS_WORDS[basis] + (" (ranks the options)" if basis == release.basis else "") for basis in rows["basis"]]
    return tabulate(
        rows.assign(basis_words=words),
        "All staff by the mode used now and by the quickest mode open, best options",
        (
            Column("basis_words", "Journeys"),
            Column("heads_measured", "Staff measured", write=_measured),
            Column("before_minutes_mean", "before", "Mean (minutes)"),
            Column("after_minutes_mean", "after", "Mean (minutes)"),
            Column("change_minutes_mean", "person by person", "Mean change (minutes)"),
            Column("change_minutes_mean_by_day", "day by day", "Mean change (minutes)"),
            Column("worse_15_share", "Worse by over 15 minutes (% of staff)"),
        ),
        row_heading="basis_words",
        by="option",
        note="Staff measured have a journey known before and after. Day by day, each person counts by days on site, so "
        "that part-time and hybrid staff count for the journeys they make.",
    )


def gains_and_losses(release: Release) -> View:
    """Who gains, who loses and how many travel long."""
    return tabulate(
        journey_rows(release, moves(shown_options(release))),
        "Who gains, who loses and who travels long, best options",
        (
            Column("employer", "Employer"),
            Column("better_share", "better", "Share of staff (%)"),
            Column("worse_share", "worse", "Share of staff (%)"),
            Column("worse_15_share", "over 15", "Worse by minutes (%)"),
            Column("worse_30_share", "over 30", "Worse by minutes (%)"),
            Column("before_over_60_share", "before", "Over 60 minutes (%)"),
            Column("after_over_60_share", "after", "Over 60 minutes (%)"),
        ),
        row_heading="employer",
        by="option",
        note="One way, in steps of five points, or wider ones of at least five staff; each is rounded by itself, and "
        "nought is under half a step. The rest are within a minute of what they were. A journey that is lost counts as "
        "worse than by any limit. tables/journeys.csv has those over 90 minutes.",
    )


def longest(release: Release) -> View:
    """The journeys of the worst tenth, and what a bad day does."""
    rows = journey_rows(release, shown_options(release))
    return tabulate(
        rows[rows["of_all"]],
        "The longest journeys and bad days of all staff, best options (minutes one way)",
        (
            Column("option", "Option"),
            Column("before_minutes_worst_tenth", "before", "Worst tenth, mean", _or_suppressed),
            Column("after_minutes_worst_tenth", "after", "Worst tenth, mean", _or_suppressed),
            Column("change_minutes_worst_tenth", "largest change", "Worst tenth, mean", _or_suppressed),
            Column("before_bad_day_minutes_mean", "before", "Bad day, mean"),
            Column("after_bad_day_minutes_mean", "after", "Bad day, mean"),
        ),
        row_heading="option",
        note="Worst tenth: those with the longest journeys before, the longest after, and the largest change; they "
        "need not be the same people. Suppressed where that tenth is fewer than "
        f"{release.suppression_heads_min} staff. On a bad day every wait for public transport is as long as it can be. "
        "tables/journeys.csv has each employer.",
    )


def yearly(release: Release) -> View:
    """Miles, pounds and carbon a year."""
    quantities = (("miles_per_year", "Miles a year"), ("cost_gbp_per_year", "Cost to staff (£ a year)"),
                  ("kgco2e_per_year", "Carbon (kg CO2e a year)"))  # fmt: skip
    columns = [Column(f"{when}_{name}", when, group) for name, group in quantities for when in ("before", "change")]
    rows = journey_rows(release, moves(shown_options(release)))
    return tabulate(
        rows[rows["of_all"]],
        "Miles, pounds and carbon of the journeys of all staff in a year, best options",
        (Column("option", "Option"), *columns),
        row_heading="option",
        note="Staff measured only, both ways, to the nearest hundred. Cost to staff is fares, running a car and paying "
        "for a space. The factors, their years and sources stand on the evidence page; tables/journeys.csv has each "
        "employer.",
    )


def modes(release: Release) -> View:
    """Mode share of all staff before and after each option."""
    options, table = shown_options(release), release.tables["journey_modes"]
    of_all = table[table["employer"] == ALL]
    before = of_all.drop_duplicates("mode").set_index("mode")
    after = {o: of_all[of_all["option_id"] == o].set_index("mode") for o in options["option_id"]}
    rows = pd.DataFrame({"mode": [mode for mode in MODE_WORDS if (of_all["mode"] == mode).any()]})
    rows["before"] = [_share_of(before, mode, "before") for mode in rows["mode"]]
    columns = [Column("mode_words", "Mode"), Column("before", "Before", figures=True)]
    for option_id, option in zip(options["option_id"], options["option"], strict=True):
        if option_id not in STAYING:
            rows[option_id] = [_share_of(after[option_id], mode, "after") for mode in rows["mode"]]
            columns.append(Column(option_id, option, "After", figures=True))
    return tabulate(
        rows.assign(mode_words=rows["mode"].map(MODE_WORDS)),
        "Mode share of all staff before and after, best options (% of staff)",
        tuple(columns),
        row_heading="mode_words",
        note="In steps of five points, each rounded by itself. Suppressed: fewer than "
        f"{release.suppression_heads_min} staff, or a share from which they could be worked out. "
        "tables/journey_modes.csv has each employer and shares of days on site.",
    )


def bands(release: Release) -> View:
    """Mean change by band and group under the two best options, all staff first to hold them against."""
    moving = moves(shown_options(release))
    both = pd.concat([moving.head(1), single_site(moving), moving.iloc[1:2]]).drop_duplicates("option_id")
    options = both.head(BAND_OPTIONS)
    table = pd.concat([_all_staff(release), release.tables["journey_bands"]], ignore_index=True)
    keys = ["band", "group"]
    first = table.drop_duplicates(keys).reset_index(drop=True)
    shown = first[keys].assign(
        band=first["band"].map(wording.capital),
        group=[wording.capital(MODE_WORDS.get(group, group)) for group in first["group"]],
    )
    shown["heads"] = [_or_suppressed("heads", number) for number in first["heads"]]
    shown["before"] = [_or_suppressed("before_minutes_mean", minutes) for minutes in first["before_minutes_mean"]]
    columns = [
        Column("group", "Group"),
        Column("heads", "Staff", figures=True),
        Column("before", "Mean before", figures=True),
    ]
    for option_id, option in zip(options["option_id"], options["option"], strict=True):
        of_option = table[table["option_id"] == option_id].set_index(keys)
        rows = of_option.reindex(pd.MultiIndex.from_frame(first[keys]))
        for name, words in BAND_FIGURES:
            key = f"{name} {option_id}"
            shown[key] = [_or_suppressed(name, value) for value in rows[name]]
            columns.append(Column(key, words, option, figures=True))
    return tabulate(
        shown,
        "Journeys by band of staff, best options (minutes one way)",
        tuple(columns),
        row_heading="group",
        by="band",
        note="Over 15 worse: share of the group whose journey grows by over 15 minutes. "
        f"Groups with fewer than {release.suppression_heads_min} staff are suppressed, and so is any from which "
        "they could be worked out. tables/journey_bands.csv has every option.",
    )


def _all_staff(release: Release) -> pd.DataFrame:
    """All staff in the columns of the bands."""
    rows = release.tables["journeys"]
    rows = rows[(rows["employer"] == ALL) & (rows["basis"] == release.basis)]
    columns = ["option_id", "heads", "before_minutes_mean", *(name for name, _ in BAND_FIGURES)]
    return rows[columns].assign(band="all staff", group="everybody")


def catchments(release: Release) -> View:
    """People of working age within reach of the sites of the best options."""
    table, names = release.tables["catchments"], site_names(release)
    sites = dict.fromkeys(" ".join(shown_options(release)["sites"]).split())
    of_sites = table[table["site_id"].isin(list(sites))]
    wide = of_sites.pivot_table(
        index=["site_id", "mode"], columns="within_minutes", values="working_age_people", sort=False, observed=True
    )
    wide = wide.set_axis([f"within_{minutes}" for minutes in wide.columns], axis="columns").reset_index()
    rows = wide.assign(site=wide["site_id"].map(names), mode=wide["mode"].map(MODE_WORDS))
    limits = [name for name in rows.columns if name.startswith("within_")]
    districts = wording.joined(tuple(sorted({d for names in of_sites["districts"] for d in names.split(", ")})))
    return tabulate(
        rows,
        f"Residents of {districts} of working age who could reach each site, best options",
        (
            Column("mode", "Mode"),
            *(Column(name, f"{name.removeprefix('within_')} minutes", "People within") for name in limits),
        ),
        row_heading="mode",
        by="site",
        note=f"Only residents of {districts} are counted, to the nearest hundred: people who live beyond are not, "
        "though many could work there. By car means whoever has one. Walks and rides over the longest that counts "
        "are left out, so those figures stop growing.",
    )


def _share_of(table: pd.DataFrame, mode: str, when: str) -> str:
    if mode not in table.index:
        return wording.figure(f"{when}_share", 0.0)  # nobody: a mode that somebody uses has a row
    if table.at[mode, f"{when}_suppressed"]:
        return SUPPRESSED
    return wording.figure(f"{when}_share", float(table.at[mode, f"{when}_share"]))


def _measured(name: str, value: float) -> str:
    return "all but a few" if pd.isna(value) else wording.figure(name, float(value))


def _or_suppressed(name: str, value: float) -> str:
    return SUPPRESSED if pd.isna(value) else wording.figure(name, float(value))
