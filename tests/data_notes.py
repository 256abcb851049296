"""The table in data/README.md and the checksums beside it, from data/reference/sources.csv.

After a data file changes on purpose, `python -m tests.data_notes` writes both anew; a test holds them to the files.
"""

import hashlib
from pathlib import Path

import pandas as pd

DATA = Path(__file__).parents[1] / "data"
SOURCES = DATA / "reference" / "sources.csv"
README = DATA / "README.md"
START, END = "<!-- table of files: start -->", "<!-- table of files: end -->"
NOTES = {"README.md", "reference/sources.csv", "reference/osm/LICENSE-ODbL.md"}
"""Files that speak of the data and hold none."""


def sources() -> pd.DataFrame:
    return pd.read_csv(SOURCES, dtype=str, keep_default_na=False)


def data_files() -> dict[str, Path]:
    """Every data file by its path under `data`, with forward slashes."""
    found = {p.relative_to(DATA).as_posix(): p for p in sorted(DATA.rglob("*")) if p.is_file()}
    return {name: path for name, path in found.items() if name not in NOTES}


def checksum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def table(rows: pd.DataFrame) -> str:
    lines = ["| " + " | ".join(rows.columns) + " |", "|" + "---|" * len(rows.columns)]
    lines += ["| " + " | ".join(cell.replace("|", "/") for cell in row) + " |" for row in rows.itertuples(index=False)]
    return "\n".join(lines)


def with_table(text: str, rows: pd.DataFrame) -> str:
    before, rest = text.split(START)
    _, after = rest.split(END)
    return f"{before}{START}\n{table(rows)}\n{END}{after}"


def main() -> None:
    rows = sources()
    files = data_files()
    rows["sha256"] = [checksum(files[name]) if name in files else "" for name in rows["file"]]
    rows.to_csv(SOURCES, index=False, lineterminator="\n")
    README.write_text(with_table(README.read_text("utf-8"), rows), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
