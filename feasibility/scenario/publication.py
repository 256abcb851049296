"""What may be published, in which editions."""

from typing import Literal

from pydantic import Field, field_validator

from feasibility.scenario.base import Section

Edition = Literal["public", "exempt"]


class Tiles(Section):
    """Tiles of a base map from the internet: whoever opens the map then asks that host for them."""

    url: str = Field(pattern=r"^https://[A-Za-z0-9.-]+(:\d+)?/[^\s\"'<>;,]*$")
    """Address of a tile with {z}, {x} and {y}."""
    attribution: str = Field(min_length=1)
    """Words owed to the owner of the tiles, shown on the map."""

    @field_validator("url")
    @classmethod
    def _has_places(cls, url: str) -> str:
        lacking = [part for part in ("{z}", "{x}", "{y}") if part not in url]
        if lacking:
            raise ValueError(f"lacks {', '.join(lacking)}; write them where zoom, column and row stand")
        return url


class Publication(Section):
    """What may be published."""

    suppression_heads_min: int = Field(default=10, ge=10, le=1000)
    """Areas with fewer staff than this are not shown. Ten is the least allowed."""
    exempt_heads_min: int = Field(default=5, ge=5, le=1000)
    """The same in the exempt edition. Five is the least allowed."""
    editions: tuple[Edition, ...] = Field(default=("public", "exempt"), min_length=1, strict=False)
    """Which editions a run writes."""
    commercial: Edition = "exempt"
    """Where rents, lease terms and other prices of single places may stand: in both editions, or in the exempt one."""
    exempt_words: str = Field(
        default="Exempt from publication: Local Government Act 1972, Schedule 12A, Part 1, paragraph 3", min_length=1
    )
    """What every page of the exempt edition is marked with."""
    tiles: Tiles | None = None
    """Online base-map tiles; none, and the map asks nothing of anybody."""

    @field_validator("editions")
    @classmethod
    def _once_each(cls, editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
        if len(set(editions)) < len(editions):
            raise ValueError("names an edition twice; name each once")
        return editions
