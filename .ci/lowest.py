"""The lower bound of each run-time dependency, as pip constraints: `numpy>=2.0` becomes `numpy==2.0`."""

import re
import tomllib
from pathlib import Path

project = tomllib.loads(Path("pyproject.toml").read_text(encoding="utf-8"))["project"]
for requirement in project["dependencies"]:
    name, bound = re.match(r"([A-Za-z0-9_-]+)(?:\[[^\]]*\])?>=([0-9.]+)", requirement).groups()
    print(f"{name}=={bound}")
