"""A schema of a table into what an officer is told of each of its columns."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from feasibility.tables import ID_PATTERN, Table

Kind = Literal["text", "number", "whole", "date", "year", "words"]
YES_NO = ("yes", "no")
MADE_UP = "Made up for this example"
"""The source of every figure of an example row: it stands for none."""
UNITS = {
    "gbp": "£",
    "m2": "m²",
    "kgco2e": "kg CO₂e",
    "share": "share of 1: 0.25 is 25%",
    "pence": "pence",
    **{word: word for word in ("km", "miles", "minutes", "months", "seconds", "hours", "days", "weeks", "years")},
}
"""Units as the names of columns carry them, and as an officer reads them."""
PER = {"m2": "a m²", "hour": "an hour", "employee": "an employee"}
"""What a unit is for, where `a` before the word does not do."""
LEAST = {"greater_than_or_equal_to": "{:g} or more", "greater_than": "above {:g}"}
MOST = {"less_than_or_equal_to": "{:g} or less", "less_than": "below {:g}"}


@dataclass(frozen=True)
class Bounds:
    """What a figure may be: the least and the most, each allowed itself or not; None where there is no bound."""

    least: float | None = None
    least_itself: bool = True
    most: float | None = None
    most_itself: bool = True

    @property
    def words(self) -> str:
        """The bounds as an officer reads them; blank where there are none."""
        least = LEAST["greater_than_or_equal_to" if self.least_itself else "greater_than"]
        most = MOST["less_than_or_equal_to" if self.most_itself else "less_than"]
        told = [least.format(self.least)] if self.least is not None else []
        return " and ".join([*told, most.format(self.most)] if self.most is not None else told)


@dataclass(frozen=True)
class Column:
    """One column of a sheet."""

    name: str
    title: str
    meaning: str
    kind: Kind = "text"
    words: tuple[str, ...] = ()
    """The words allowed, where there are only so many."""
    bounds: Bounds = Bounds()
    unit: str = ""
    may_be_blank: bool = False
    is_id: bool = False

    @property
    def what_to_write(self) -> str:
        """The form of a cell, in words."""
        told = {
            "text": "small letters, digits and hyphens" if self.is_id else "words",
            "number": " ".join(["a number", self.bounds.words]).strip(),
            "whole": " ".join(["a whole number", self.bounds.words]).strip(),
            "date": "a date such as 2012-04-01",
            "year": "a financial year such as 2010-11",
            "words": f"one of {', '.join(self.words)}",
        }
        return told[self.kind] + ("; may be blank" if self.may_be_blank else "")


@dataclass(frozen=True)
class Sheet:
    """One table of the workbook. The schemas say the most of it; the rest stands here."""

    schema: type[Table]
    example: Mapping[str, str]
    """A row well filled, by column; a column that it leaves out is blank."""
    may_be_blank: Collection[str] = ()
    """Columns that may be blank beside those that the schema says may be."""
    dates: Collection[str] = ()
    years: Collection[str] = ()
    """Columns of dates, and of financial years, which a schema holds as text."""
    beside: tuple[Column, ...] = ()
    """Columns that the reader takes and the schema does not keep."""
    before: str = ""
    """The column of the schema that those stand before."""
    left_out: Collection[str] = ("geometry",)
    """Columns of the schema that no officer fills."""
    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Words allowed where the schema leaves them open."""

    told: str = ""
    """What the table holds, where the schema speaks of what is made of it."""

    @property
    def about(self) -> str:
        """What the table holds: the first line of its schema's docstring, or its own words."""
        return self.told or (self.schema.__doc__ or "").strip().splitlines()[0]

    @property
    def columns(self) -> tuple[Column, ...]:
        """Every column in the order of the sheet."""
        found: list[Column] = []
        for name, declared in self.schema.to_schema().columns.items():
            found += self.beside if name == self.before else ()
            found += [self._column(name, declared)] if name not in self.left_out else ()
        return tuple(found)

    def _column(self, name: str, declared: Any) -> Column:  # noqa: ANN401 - what pandera keeps of a column
        checks = {check.name: check.statistics or {} for check in declared.checks}
        allowed = [str(word) for word in checks.get("isin", {}).get("allowed_values", ())]
        words = self.words.get(name) or tuple(word for word in allowed if word)
        kind = self._kind(name, str(declared.dtype), words)
        return Column(
            name=name,
            title=str(declared.title or name),
            meaning=str(declared.description or ""),
            kind=kind,
            words=words or (YES_NO if str(declared.dtype) == "bool" else ()),
            bounds=_bounds(checks),
            unit=unit(name) if kind in ("number", "whole") else "",
            may_be_blank=bool(declared.nullable) or "" in allowed or name in self.may_be_blank,
            is_id=checks.get("str_matches", {}).get("pattern") == ID_PATTERN,
        )

    def _kind(self, name: str, dtype: str, words: tuple[str, ...]) -> Kind:
        if words or dtype == "bool":
            return "words"
        if name in self.dates:
            return "date"
        if name in self.years:
            return "year"
        return "whole" if dtype.startswith("int") else "number" if dtype.startswith("float") else "text"


def _bounds(checks: Mapping[str, Mapping[str, Any]]) -> Bounds:
    least = next(((name, checks[name]["min_value"]) for name in LEAST if name in checks), ("", None))
    most = next(((name, checks[name]["max_value"]) for name in MOST if name in checks), ("", None))
    return Bounds(least[1], least[0] != "greater_than", most[1], most[0] != "less_than")


def unit(name: str) -> str:
    """The unit that the name of a column carries, in words: `rent_gbp_per_m2_per_year` is `£ a m² a year`."""
    first, *per = name.split("_per_")
    words = (UNITS[part] for part in reversed(first.split("_")) if part in UNITS)
    denominators = [part.split("_")[0] for part in per]
    return " ".join([next(words, ""), *(PER.get(part, f"a {part}") for part in denominators)]).strip()
