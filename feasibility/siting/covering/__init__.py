"""Who is within reach: the cheapest sites that reach everyone, and the most demand that a few sites reach.

`Arrays.cost` says only which pairs are within the limit (finite) and which are not (infinite); where capacities leave a
choice, its size decides nothing.
"""

from feasibility.siting.covering.least import least_cost
from feasibility.siting.covering.most import most_covered

__all__ = ["least_cost", "most_covered"]
