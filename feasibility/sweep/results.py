"""The published figures of one cell as one value, and as text that is read back bit for bit."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

Fact: TypeAlias = str | int | float | bool | None
Row: TypeAlias = Mapping[str, Fact]


@dataclass(frozen=True)
class CellResult:
    """What is published of a cell; it has passed the border that all published figures pass."""

    number: int
    figures: Row
    """Columns of tables.sweep.SweepTable but for cell and name; None where there is no figure."""
    options: Sequence[Row]
    """Rows of tables.sweep.SweepOptionsTable without the cell."""


def as_text(result: CellResult, key: str) -> str:
    """A result as JSON, with the `key` of what it was worked out from and a checksum of the whole.

    Floats are written so that the same float is read again, so a result is the same however far it travelled.
    """
    body = {"key": key, "cell": result.number, "figures": result.figures, "options": list(result.options)}
    content = json.dumps(body, ensure_ascii=True, allow_nan=False)
    return json.dumps({"sha256": _digest(content), "content": content}) + "\n"


def of_text(text: str, key: str) -> CellResult | None:
    """The result, or None where the text is not whole, was changed, or is of another `key`."""
    try:
        outer: dict[str, Any] = json.loads(text)
        content = outer["content"]
        if outer["sha256"] != _digest(content):
            return None
        body = json.loads(content)
        return CellResult(body["cell"], body["figures"], body["options"]) if body["key"] == key else None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _digest(content: str) -> str:
    return hashlib.sha256(content.encode()).hexdigest()
