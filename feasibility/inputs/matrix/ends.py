"""Whom and which site a matrix speaks of: its words against the staff and sites of the study."""

from collections.abc import Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from feasibility.inputs.postcodes import PATTERN, compact

EDGE_M = 500.0
"""A home this near an outline still belongs to it: published outlines are generalised (assumed, as for home areas)."""

IDS, POSTCODES, AREAS, NAMES = "ids", "postcodes", "codes of small areas", "names"


@dataclass(frozen=True)
class Origins:
    """The people whose journeys are wanted, by key. Private."""

    ids: "pd.Series[str]"
    """Compact id of everybody in the file, those who are left out as well."""
    postcodes: "pd.Series[str]"
    """Compact home postcode, blank where none is known."""
    points: gpd.GeoSeries
    """Home of those who are placed, EPSG:27700. Journeys are wanted of these alone."""
    areas: gpd.GeoDataFrame | None = None
    """Small areas: code, geometry."""


@dataclass(frozen=True)
class Destinations:
    """The sites, by site id: name and compact postcode, blank where not known."""

    names: "pd.Series[str]"
    postcodes: "pd.Series[str]"


@dataclass(frozen=True)
class Matched:
    """What the words of one column stand for."""

    kind: str
    keys: pd.DataFrame
    """word, key: every person or site a word stands for."""
    strange: frozenset[str]
    """Words that stand for nothing, and are not of the kind of the others."""
    unused: frozenset[str] = frozenset()
    """Words of the right kind where nobody lives."""
    twofold: frozenset[str] = frozenset()
    """Words that stand for more than one site."""


def origins(words: "pd.Index[str]", known: Origins) -> Matched:
    """The people that each compact word stands for: ids, home postcodes or codes of small areas, all of one kind.

    A postcode or an area where nobody lives is no fault: a matrix may cover a whole borough.
    """
    by_kind = {IDS: known.ids, POSTCODES: known.postcodes}
    fits = {IDS: words.isin(known.ids), POSTCODES: words.str.fullmatch(PATTERN.pattern)}
    if known.areas is not None:
        codes = compact(known.areas["code"])
        fits[AREAS] = words.isin(codes)
    kind = _kind(words, {name: pd.Series(fit, index=words) for name, fit in fits.items()})
    of_people = area_of(known.points, known.areas) if kind == AREAS and known.areas is not None else by_kind[kind]
    placed = of_people[of_people.index.isin(known.points.index) & (of_people != "")]
    keys = pd.DataFrame({"word": placed.to_numpy(dtype=str), "key": placed.index.to_numpy(dtype=str)})
    strange = frozenset(words[~fits[kind]])
    unused = frozenset() if kind == IDS else frozenset(words) - strange - set(of_people)
    return Matched(kind, keys[keys["word"].isin(words)], strange, unused)


def area_of(points: gpd.GeoSeries, areas: gpd.GeoDataFrame) -> "pd.Series[str]":
    """Compact code of the small area each point lies in, or of the nearest within `EDGE_M`; blank beyond."""
    homes = gpd.GeoDataFrame(geometry=points)
    near = homes.sjoin_nearest(areas[["code", "geometry"]], how="left", max_distance=EDGE_M).sort_values("code")
    return compact(near.groupby(level=0)["code"].first().reindex(points.index).fillna("").astype(str))


def destinations(words: "pd.Index[str]", known: Destinations) -> Matched:
    """The site that each squeezed word stands for: ids, names or postcodes, all of one kind."""
    ids = pd.Series(known.names.index, index=known.names.index, dtype=str)
    by_kind = {IDS: squeezed(ids), NAMES: squeezed(known.names), POSTCODES: squeezed(known.postcodes)}
    spelt = {name: of_sites[of_sites != ""] for name, of_sites in by_kind.items()}
    kind = _kind(words, {name: pd.Series(words.isin(of_sites), index=words) for name, of_sites in spelt.items()})
    sites = spelt[kind]
    keys = pd.DataFrame({"word": sites.to_numpy(dtype=str), "key": sites.index.to_numpy(dtype=str)})
    keys = keys[keys["word"].isin(words)]
    again = keys["word"].duplicated(keep=False)
    return Matched(kind, keys[~again], frozenset(words) - set(keys["word"]), twofold=frozenset(keys.loc[again, "word"]))


def is_site(headings: list[str], known: Destinations) -> list[str]:
    """Those of the headings that name a site by id, name or postcode."""
    spelt = {*squeezed(known.names), *squeezed(known.postcodes), *squeezed(pd.Series(known.names.index, dtype=str))}
    given = squeezed(pd.Series(headings, dtype=str))
    return [heading for heading, word in zip(headings, given, strict=True) if word and word in spelt]


def squeezed(words: "pd.Series[str]") -> "pd.Series[str]":
    """Words without spaces, in capitals: names and postcodes are the same however they are typed."""
    return compact(words.astype(str))


def _kind(words: "pd.Index[str]", fits: "Mapping[str, pd.Series[bool]]") -> str:
    """The kind that most words are of; of two that fit alike, the first."""
    return max(fits, key=lambda kind: int(fits[kind].reindex(words).sum()))
