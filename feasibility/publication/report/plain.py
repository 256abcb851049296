"""Text that every form and every picture can hold."""

import re

_BREAKS = re.compile("[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
_NEVER_SHOWN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\u202a-\u202e\u2066-\u2069]"
)
"""Characters that XML does not allow, and those that turn the direction of what follows: a name could reverse a sum."""


def plain(text: str) -> str:
    """One line of text that every form can hold."""
    return _NEVER_SHOWN.sub("", _BREAKS.sub(" ", text))
