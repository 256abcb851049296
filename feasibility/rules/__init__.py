"""The rules that an officer may set, one function a rule: settings and facts into bounds, barred seats and teams."""

from feasibility.rules.faults import faults
from feasibility.rules.gathered import of
from feasibility.rules.given import Given

__all__ = ["Given", "faults", "of"]
