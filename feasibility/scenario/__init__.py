"""TOML files into one frozen, validated value."""

from feasibility.scenario.load import load
from feasibility.scenario.model import Scenario

__all__ = ["Scenario", "load"]
