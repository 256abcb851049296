"""How firm the answer is: every option priced under thousands of draws of what is not known."""

from feasibility.robustness.finding import Robustness, found
from feasibility.robustness.trial import declared_of

__all__ = ["Robustness", "declared_of", "found"]
