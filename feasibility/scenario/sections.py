"""The sections of a scenario that need no stage of their own: study, authorities, files, boundary, options, solver."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationInfo, field_validator

from feasibility.scenario.base import Identifier, Section, Share

ScenarioPath = Annotated[Path, Field(strict=False)]
"""A path written relative to the scenario file that states it, with forward slashes."""


class Study(Section):
    """What the study is called and when it speaks of."""

    title: str = Field(min_length=3, max_length=120)
    """Title of every page."""
    subtitle: str = Field(default="", max_length=200)
    """One line under the title."""
    as_at: str = Field(min_length=4, max_length=40)
    """Date the study speaks of, in words, such as `May 2010`."""
    price_base_year: int = Field(ge=1990, le=2100)
    """Year of the prices: every pound is a pound of this year."""


class Authority(Section):
    """A partner in the study."""

    name: str = Field(min_length=2, max_length=60)
    """Name as readers know it."""
    code: str = Field(min_length=1, max_length=20)
    """Its code in the boundaries file, such as a GSS code."""
    contacts_per_year: float = Field(gt=0, le=1e8)
    """Contacts a year that reach an agent."""
    travel_policy: Identifier | None = None
    """Excess-travel policy for its staff: a `policy_id` of the table of policies. None pays nothing."""
    population: float | None = Field(default=None, gt=0, le=1e9)
    """Residents: a key by which the partners may divide costs."""


class Files(Section):
    """The files of the study."""

    sites: ScenarioPath
    """Places considered: CSV or XLSX."""
    staff: ScenarioPath
    """The HR extract: CSV or XLSX. Private; never copied."""
    assumptions: ScenarioPath
    """The register of assumptions: CSV or XLSX."""
    further_assumptions: ScenarioPath | None = None
    """Rows of the register for this scenario alone, beside those of `assumptions` or in their place: CSV or XLSX."""
    boundaries: ScenarioPath
    """Outlines of the authorities and their neighbours: GeoJSON, GeoPackage or shapefile."""
    boundaries_code_column: str = "GSS_CODE"
    """Column of the authorities' codes."""
    boundaries_name_column: str = "NAME"
    """Column of the authorities' names."""
    areas: ScenarioPath
    """Outlines of small areas (such as LSOAs) that published home areas are joined from."""
    areas_code_column: str = "LSOA11CD"
    """Column of the small areas' codes."""
    roads: ScenarioPath
    """Main roads: a topology file (nodes and edges) or a vector file of lines."""
    railways: ScenarioPath
    """Railways, in the same forms."""
    barriers: ScenarioPath | None = None
    """Rivers and the like that only main roads cross: a vector file."""
    stations: ScenarioPath
    """Railway stations: CSV of name, crs, lat, lon."""
    places: ScenarioPath
    """Place names for the map: CSV of name, lat, lon, population."""
    sources: ScenarioPath
    """Source, date and licence of every data file: CSV."""
    lines: ScenarioPath | None = None
    """Lines of public transport, their frequency and hours: CSV or XLSX."""
    calls: ScenarioPath | None = None
    """The timing points of each line in order: CSV or XLSX."""
    stops: ScenarioPath | None = None
    """Where stops and named places are: CSV or XLSX."""
    population: ScenarioPath | None = None
    """People by small area, for catchments: CSV of code, easting, northing, persons."""
    bands: ScenarioPath | None = None
    """A band of each small area, such as fifths of deprivation: CSV of code and one column a band."""
    emission_factors: ScenarioPath | None = None
    """Kilograms of carbon dioxide equivalent and pounds a kilometre by mode and year: CSV."""
    known_journeys: ScenarioPath | None = None
    """Journeys that people of the area know, shown with their legs on the evidence page: CSV."""
    site_costs: ScenarioPath | None = None
    """Further cost lines of the sites: CSV or XLSX."""
    space_tiers: ScenarioPath | None = None
    """Sizes that space at a site is let in: CSV or XLSX."""
    leases: ScenarioPath | None = None
    """Lease events of candidate and present sites: CSV or XLSX."""
    rates_multipliers: ScenarioPath | None = None
    """Business rates multipliers by financial year: CSV."""
    deflators: ScenarioPath | None = None
    """Price deflators by year: CSV."""
    travel_policies: ScenarioPath | None = None
    """Excess-travel policies as rules: CSV or XLSX."""
    funding: ScenarioPath | None = None
    """Money promised to the programme, by quarter: CSV or XLSX."""
    actuals: ScenarioPath | None = None
    """What the authorities really spend now, for the baseline to tie to: CSV or XLSX."""
    claims: ScenarioPath | None = None
    """Savings claimed by an earlier document, to be recomputed: CSV or XLSX."""
    half_hours: ScenarioPath | None = None
    """Share of a day's or week's contacts by half-hour: CSV or XLSX."""
    months: ScenarioPath | None = None
    """Contacts of each month over those of a mean month: CSV or XLSX."""
    queues: ScenarioPath | None = None
    """Queues of each authority, unlike in handling time: CSV or XLSX."""
    partner_keys: ScenarioPath | None = None
    """Further keys by which the partners divide costs: CSV or XLSX."""
    judgements: ScenarioPath | None = None
    """What officers judge of each site, for the criteria of [value] that are judged: CSV or XLSX."""
    mandate: ScenarioPath | None = None
    """What the study was asked for, by whom, and who decides: CSV or XLSX."""
    risks: ScenarioPath | None = None
    """The register of risks: CSV or XLSX."""
    programme: ScenarioPath | None = None
    """Milestones and gateways: CSV or XLSX."""
    log: ScenarioPath | None = None
    """Issues, dependencies, decisions and lessons: CSV or XLSX."""
    equality: ScenarioPath | None = None
    """The equality screening: CSV or XLSX."""
    site_facts: ScenarioPath | None = None
    """Facts of places for their pro-formas, beside the figures of the table of sites: CSV or XLSX."""
    word_template: ScenarioPath | None = None
    """The council's own Word document whose styles the appendices take: DOCX."""


class Boundary(Section):
    """The shared border and the corridor along it."""

    corridor_km: float = Field(default=3.0, gt=0, le=100)
    """Sites farther than this from the shared border are left out."""
    present_centres_exempt: bool = True
    """Whether a present centre may be shared although it stands outside the corridor."""


class StaffRules(Section):
    """How much of the staff file must be usable."""

    unplaced_share_max: Share = 0.02
    """The run stops when a larger share of home postcodes cannot be placed."""
    home_km_max: float = Field(default=150.0, gt=0, le=1500)
    """The run stops when a home lies farther than this from the partners, in a straight line (assumed)."""


class Options(Section):
    """Which options are compared, and when two are too close to call."""

    sites_open_min: int = Field(default=1, ge=1, le=25)
    """Fewest shared sites in an option."""
    sites_open_max: int = Field(default=2, ge=1, le=25)
    """Most shared sites in an option: 1 single sites, 2 pairs as well, 3 sets of three besides, and so on."""
    listed_max: int = Field(default=20_000, ge=1, le=1_000_000)
    """Sets of sites that are all worked out; of more, just single sites and those near the best (a matter of time)."""
    staff_per_site_min: int = Field(default=10, ge=1)
    """A site is not opened for fewer staff than this."""
    near_tie_share: Share = 0.05
    """Options within this share of the best total are near-ties."""

    @field_validator("sites_open_max")
    @classmethod
    def _ordered(cls, most: int, others: ValidationInfo) -> int:
        fewest = others.data.get("sites_open_min")
        if fewest is not None and fewest > most:
            raise ValueError(f"found {most}, below sites_open_min ({fewest}); the minimum must not exceed the maximum")
        return most


class Solver(Section):
    """How the optimisation is solved."""

    time_limit_seconds: float = Field(default=60.0, gt=0, le=86_400)
    """The search stops here and says how far it came."""
    gap_share: float = Field(default=0.0, ge=0, le=0.5)
    """Proof is complete when best and bound differ by no more than this share."""
    seed: int = Field(default=1, ge=0, le=2_147_483_647)
    """Seed of the search, so that two runs agree."""
