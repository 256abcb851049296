"""The council's own minutes, from any tool, into pairs of person and site."""

from feasibility.inputs.matrix.ends import Destinations, Origins
from feasibility.inputs.matrix.reading import MatrixFile
from feasibility.inputs.matrix.together import Supplied, people, places, read_all

__all__ = ["Destinations", "MatrixFile", "Origins", "Supplied", "people", "places", "read_all"]
