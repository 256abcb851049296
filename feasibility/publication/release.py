"""What may leave the run: the one value that maps, appendices, workbooks and packages are made from.

Only `disclosure` makes a `Release`; everything in it has passed disclosure control.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from feasibility.appraisal.verdict import Told
from feasibility.scenario.publication import Edition, Tiles


@dataclass(frozen=True)
class Heading:
    """What every page says at its head and foot."""

    title: str
    subtitle: str
    as_at: str
    """The date of the study, in words, from the scenario: never today's."""
    price_base: str
    """For instance `2010 prices`."""
    run_id: str
    draft: bool
    """True while any figure behind the answer is not validated."""
    firmness: str
    """How much of the answer rests on sourced, assumed and illustrative figures, in a sentence."""
    licence_lines: tuple[str, ...]


@dataclass(frozen=True)
class Layers:
    """Geography to draw, all in EPSG:27700."""

    authorities: gpd.GeoDataFrame
    """Columns authority_id, name, partner (True for those in the study), geometry."""
    border: gpd.GeoDataFrame
    """One row: the shared border. Columns name, geometry."""
    corridor: gpd.GeoDataFrame
    """One row: land within the corridor distance. Columns name, corridor_km, geometry."""
    areas: gpd.GeoDataFrame
    """Publishable home areas: columns of AreasTable and geometry (empty where an area has no outline)."""
    sites: gpd.GeoDataFrame
    """Columns of SitesTable and geometry."""
    roads: gpd.GeoDataFrame
    """Main roads: geometry only."""
    railways: gpd.GeoDataFrame
    """Railways: geometry only."""
    stations: gpd.GeoDataFrame
    """Columns name, geometry."""
    places: gpd.GeoDataFrame
    """Columns name, population, geometry."""


@dataclass(frozen=True)
class Capacity:
    """What a reader is told beside the tables of seats."""

    take_up_share: float = 0.0
    """Share of contacts taken to have moved to other channels: the rows of the tables that the run uses."""
    queueing: str = ""
    """How contacts wait, and the targets, in a sentence."""
    volume: str = ""
    """The least volume a person, in a sentence."""
    people: str = ""
    """How agents become people, in a sentence."""
    fallback: str = ""
    """What is asked of the day on which a site fails, in a sentence."""
    queues: tuple[str, ...] = ()
    """Warnings against pooling unlike queues."""


@dataclass(frozen=True)
class Release:
    """A run, safe to publish."""

    heading: Heading
    verdict: tuple[str, ...]
    """The answer in sentences, the first one the headline."""
    method: tuple[tuple[str, str], ...]
    """Method note: (heading, paragraph)."""
    travel_rules: tuple[tuple[str, str], ...]
    """How journeys are measured, chosen and counted: (heading, paragraph)."""
    basis: str
    """Which rows of the table of journeys the options are ranked by: `usual` or `best`."""
    warnings: tuple[str, ...]
    """What a reader must know before using the figures."""
    authority_names: Mapping[str, str]
    """Authority id to name."""
    suppression_heads_min: int
    tables: Mapping[str, pd.DataFrame]
    """Every published table by the names of `tables.PUBLISHED`."""
    layers: Layers
    capacity: Capacity = Capacity()
    told: Told = field(default_factory=Told)
    """The same sentences by what they are about."""
    firmness_words: tuple[str, ...] = ()
    """How firm the answer is, in sentences, headline first."""
    trial_notes: tuple[str, ...] = ()
    """How the draws were made, and how far the quick way of pricing them is out."""
    value_words: tuple[str, ...] = ()
    """What hangs on the weights of the value score, in sentences; none where no criteria are declared."""
    channel_shift: tuple[str, ...] = ()
    """What must stand beside the case of channel shift wherever it is shown."""
    edition: Edition = "public"
    """Who may read it."""
    marking: str = ""
    """What every page is marked with; blank where nothing need be."""
    commercial_withheld: bool = False
    """True where prices of single places were taken out."""
    rag_rules: tuple[tuple[str, str], ...] = ()
    """Red, amber and green by written thresholds: (what is coloured, thresholds in words)."""
    tiles: Tiles | None = None
    """Online base-map tiles that a reader of the map may switch on; none, and the map asks nothing of anybody."""
