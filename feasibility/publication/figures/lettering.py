"""Room that words need on a drawing, so that labels are wrapped and kept apart without a browser at hand."""

_WIDTHS = {
    222: "ijl'|",
    278: " !,./:;\\I[]ft",
    333: "()-r`",
    500: "cksvxyzJ",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1015: "@",
}
"""Thousandths of the size of a letter, by width: those of Helvetica (Adobe's font metrics), which Arial and the letters
of print share. Figures and most small letters have 556."""
_USUAL, _FOREIGN, _FULL_WIDTH = 556, 722, 1000
_OF = {chr(code): _USUAL for code in range(128)} | dict.fromkeys("£–’‘−", _USUAL)
_OF |= {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_FULL_WIDTH_FROM = 0x2E80
"""From here on letters are as wide as they are high (Unicode: East Asian scripts and what follows them)."""
_BOLD = 1.08
"""Bold letters over plain ones: the widest ratio of common words in the same metrics. Assumed."""
_ELLIPSIS = " …"


def width_px(words: str, size_px: float, *, strong: bool = False) -> float:
    """How wide words stand, at most a few per cent out."""
    total = sum(_OF.get(letter) or _beyond(letter) for letter in words)
    return total * size_px / 1000 * (_BOLD if strong else 1.0)


def lines(words: str, room_px: float, size_px: float, *, most: int, strong: bool = False) -> tuple[str, ...]:
    """Words in lines no wider than the room; what needs more lines than there may be is cut with an ellipsis.

    A single word wider than the room is cut in two.
    """
    pieces = [piece for word in words.split() for piece in _fitting(word, room_px, size_px, strong=strong)]
    space_px = width_px(" ", size_px, strong=strong)
    made: list[str] = []
    taken_px = 0.0
    for piece in pieces:
        piece_px = width_px(piece, size_px, strong=strong)
        if made and taken_px + space_px + piece_px <= room_px:
            made[-1] = f"{made[-1]} {piece}"
            taken_px += space_px + piece_px
        else:
            made.append(piece)
            taken_px = piece_px
    if len(made) <= most:
        return tuple(made)
    return (*made[: most - 1], shortened(" ".join(made[most - 1 :]), room_px, size_px, strong=strong))


def shortened(words: str, room_px: float, size_px: float, *, strong: bool = False) -> str:
    """Words on one line, cut with an ellipsis where there is no room for all."""
    if width_px(words, size_px, strong=strong) <= room_px:
        return words
    kept = words
    while kept and width_px(kept.rstrip() + _ELLIPSIS, size_px, strong=strong) > room_px:
        kept = kept.rpartition(" ")[0] if " " in kept else kept[:-1]
    return kept.rstrip(" ,") + _ELLIPSIS


def _fitting(word: str, room_px: float, size_px: float, *, strong: bool) -> list[str]:
    parts, rest = [], word
    while width_px(rest, size_px, strong=strong) > room_px and len(rest) > 1:
        cut = len(rest) - 1
        while cut > 1 and width_px(rest[:cut], size_px, strong=strong) > room_px:
            cut -= 1
        parts.append(rest[:cut])
        rest = rest[cut:]
    return [*parts, rest]


def _beyond(letter: str) -> int:
    return _FULL_WIDTH if ord(letter) >= _FULL_WIDTH_FROM else _FOREIGN
