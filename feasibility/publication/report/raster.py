"""Pictures as PNG, for Word and for print: drawn by Typst with the package's own font and no other."""

import io
from functools import lru_cache

import typst
from PIL import Image

from feasibility.publication.report.colours import few_colours
from feasibility.publication.report.lettering import fonts, lettered

PRINT_DPI = 300
"""Dots an inch at which print shows no steps: what printers ask for pictures."""
_PICTURES_KEPT = 64
"""More than one document has; the two editions and the two documents of a run show the same ones."""
COMPRESSION = 6
"""Of nine: the highest takes four times as long for files as large."""
_SHEET = """#set page(width: {width_mm:.3f}mm, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)
"""


@lru_cache(maxsize=_PICTURES_KEPT)
def png(svg: str, *, width_mm: float, dpi: int = PRINT_DPI) -> bytes:
    """An SVG drawn `width_mm` wide on white, as a PNG file that records its dots an inch.

    The same picture gives the same bytes on every machine: no font of the machine is used, and no date is written.
    """
    file = io.BytesIO()
    few = few_colours(drawn(svg, width_mm=width_mm, dpi=dpi))
    few.save(file, "PNG", dpi=(dpi, dpi), compress_level=COMPRESSION)
    return file.getvalue()


def drawn(svg: str, *, width_mm: float, dpi: int = PRINT_DPI) -> Image.Image:
    """The same picture as points of colour, before it is a file."""
    made = typst.compile(
        _SHEET.format(width_mm=width_mm).encode(),
        format="png",
        ppi=float(dpi),
        sys_inputs={"svg": lettered(svg)},
        font_paths=fonts(),
    )
    with Image.open(io.BytesIO(made)) as picture:
        return picture.convert("RGB")
