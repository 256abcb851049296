"""What the example run takes: time as ratios within one session, memory as it is. Prints the figures."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark
ROOT = Path(__file__).parents[2]
SCENARIO = ROOT / "scenarios" / "bexley-bromley-2010.toml"
LIBRARIES = "import geopandas, pandera.pandas, folium, pulp, openpyxl, pydantic, scipy.spatial"


# The highest memory of the process itself: what the system adds up for it would include that of its parent.
MEASURED = """
import pathlib, sys
from feasibility.cli import main
try:
    main()
finally:
    status = pathlib.Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else ["VmHWM: 0 kB"]
    print(next(line.split()[1] for line in lines if line.startswith("VmHWM")))
"""


def timed(*words: str, cache: Path) -> tuple[float, str]:
    """Wall seconds, and the last line printed."""
    began = time.perf_counter()
    process = subprocess.run(
        [sys.executable, *words], capture_output=True, text=True, encoding="utf-8", check=True, cwd=ROOT,
        env=os.environ | {"FEASIBILITY_CACHE": str(cache)},
    )  # fmt: skip
    return time.perf_counter() - began, (process.stdout.strip().splitlines() or [""])[-1]


def test_the_example_run_against_loading_its_libraries(tmp_path, capsys):
    run = ("-c", MEASURED, "run", str(SCENARIO), "--out", str(tmp_path / "out"))
    first, _ = timed(*run, cache=tmp_path / "cache")
    again, kilobytes = timed(*run, cache=tmp_path / "cache")
    memory_mb = int(kilobytes) / 1024
    libraries = min(timed("-c", LIBRARIES, cache=tmp_path)[0] for _ in range(3))
    with capsys.disabled():
        print(  # noqa: T201 - the figures are what a benchmark is for
            f"\nexample run: {first:.1f} s building the street graph, {again:.1f} s with the graph kept, "
            f"{again / libraries:.1f} times loading its libraries ({libraries:.1f} s); peak {memory_mb:.0f} MB"
        )
    assert memory_mb < 1000
    # Twice the options and 22 tables more than when 15 and 20 were set.
    assert again < 25 * libraries
    assert first < 30 * libraries


def test_help_loads_none_of_the_heavy_libraries(tmp_path, capsys):
    shown = min(timed("-m", "feasibility", "--help", cache=tmp_path)[0] for _ in range(3))
    bare = min(timed("-c", "import typer, rich.console", cache=tmp_path)[0] for _ in range(3))
    with capsys.disabled():
        print(f"\nfeasibility --help: {shown:.2f} s; loading its command-line library alone: {bare:.2f} s")  # noqa: T201
    assert shown < 4 * bare
    heavy = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys, feasibility.cli; print(sorted({'pandas', 'folium', 'pulp'} & set(sys.modules)))",
        ],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert heavy.stdout.strip() == "[]"
