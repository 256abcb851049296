"""Room that lines of text take on a picture."""

from xml.etree.ElementTree import Element

from feasibility.publication.figures import drawing, lettering


def text_box(element: Element) -> tuple[float, float, float, float, str]:
    """Left, top, right and bottom of a line of text, as wide as it is reckoned to be."""
    size = float(element.get("font-size", str(drawing.LETTERS_PX)))
    wide = lettering.width_px(str(element.text), size, strong=element.get("font-weight") == "700")
    x, foot = float(str(element.get("x"))), float(str(element.get("y")))
    left = {"end": x - wide, "middle": x - wide / 2}.get(str(element.get("text-anchor")), x)
    return left, foot - 0.75 * size, left + wide, foot + 0.2 * size, str(element.text)
