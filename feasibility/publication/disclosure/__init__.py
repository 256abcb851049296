"""The one border that everything published passes: small numbers about people are taken out here, and nowhere else.

Two editions leave by it (`terms`). In both, groups under a threshold go, with those that would give them away. The
public edition is written against a reader who lays its tables side by side and knows all but one person:

- One table against another: every count of people is rounded to five by itself (`people`), so employers less
  everybody, areas less assignments, or bands less modes tell of no single person; means of areas and bands are whole
  minutes.
- Option against option: two that differ by a person have totals in thousands of pounds (`costs`, `totals`). The total
  is rounded once and its lines share out what is left over, so that sums hold and words agree with tables. Everything
  that is worked out from totals starts from those (`judging`, `pareto`, the verdict), or is rounded to the same step
  (`pounds`): points of value scores are of published figures, so that no decimal of theirs tells more.
- Levels that the lead passes at: to the penny they are totals to the pound, so those of prices are left out (`prices`).
- Prices of single places: merged into one line of an option, cash spread evenly (`prices`, `costs`, `cash`).
- Run against run: `between_runs` tells where two public runs of one study must not both be published.
"""

from feasibility.publication.disclosure import between_runs
from feasibility.publication.disclosure.areas import area_changes, areas, unreached
from feasibility.publication.disclosure.cells import assignments, suppressed_cells
from feasibility.publication.disclosure.costs import public_costs
from feasibility.publication.disclosure.edition import public
from feasibility.publication.disclosure.journey_money import attrition, excess_travel, keys
from feasibility.publication.disclosure.journeys import bands, employers_apart, journeys, modes, nearly_alike, options
from feasibility.publication.disclosure.parts import hidden_parts
from feasibility.publication.disclosure.prices import WITHHELD
from feasibility.publication.disclosure.rounding import HEADS_STEP, POUNDS_STEP, near, rounded_gap
from feasibility.publication.disclosure.sentences import privacy, said, unpriced, verdict
from feasibility.publication.disclosure.terms import Terms, terms
from feasibility.publication.disclosure.totals import in_thousands, public_options

__all__ = [
    "HEADS_STEP",
    "POUNDS_STEP",
    "WITHHELD",
    "Terms",
    "area_changes",
    "areas",
    "assignments",
    "attrition",
    "bands",
    "between_runs",
    "employers_apart",
    "excess_travel",
    "hidden_parts",
    "in_thousands",
    "journeys",
    "keys",
    "modes",
    "near",
    "nearly_alike",
    "options",
    "privacy",
    "public",
    "public_costs",
    "public_options",
    "rounded_gap",
    "said",
    "suppressed_cells",
    "terms",
    "unpriced",
    "unreached",
    "verdict",
]
