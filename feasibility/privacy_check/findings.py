"""What a check read, and what it found. No finding repeats what it found: the words say where to look."""

from dataclasses import dataclass, field


@dataclass(frozen=True, order=True)
class Finding:
    """Something that must not be published, or that cannot be proved clean."""

    file: str
    """Path within the folder that was checked."""
    where: str
    """Place in the file: a row, a sheet, a member, a page."""
    what: str
    """In words, never the thing itself."""


@dataclass(frozen=True)
class Read:
    """What was read, so that a clean answer can be held against it."""

    files: int = 0
    bytes: int = 0
    texts: int = 0
    tables: int = 0
    points: int = 0

    def __add__(self, other: "Read") -> "Read":
        return Read(
            self.files + other.files,
            self.bytes + other.bytes,
            self.texts + other.texts,
            self.tables + other.tables,
            self.points + other.points,
        )


@dataclass(frozen=True)
class Report:
    """The outcome of a check."""

    read: Read
    findings: tuple[Finding, ...]
    looked_for: tuple[str, ...] = field(default=())
    """What was looked for and what could not be, in sentences."""

    @property
    def clean(self) -> bool:
        """True where nothing was found."""
        return not self.findings
