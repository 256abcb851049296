"""How firm the answer is: every option priced under thousands of draws of what is not known."""

from feasibility.robustness.finding import Robustness, found

__all__ = ["Robustness", "found"]
