"""What is wrong with an officer's Word template, in words."""

import zipfile
import zlib
from pathlib import Path
from zipfile import BadZipFile

import docx
from lxml.etree import LxmlError

_OTHERS = {
    ".dotx": "is a Word template (.dotx); open it in Word and save it as a Word document (.docx)",
    ".doc": "is in the format of Word before 2007 (.doc); save it as a Word document (.docx)",
    ".docm": "holds macros (.docm); save it as a Word document without them (.docx)",
    ".dotm": "holds macros (.dotm); save it as a Word document without them (.docx)",
}
_UNREADABLE = (KeyError, ValueError, LxmlError, AttributeError, OSError, RuntimeError, zlib.error)
"""What reading a file raises that is no Word document: parts missing, of another kind, locked or damaged."""
UNPACKED_MB_MAX = 200
"""More than any template with pictures; a file made to fill the memory is told by it."""


def faults(path: Path) -> list[str]:
    """Every fault of a template: where it is not a Word document that can be opened. Empty where it is sound."""
    if not path.is_file():
        return [f"there is no file {path.name}; name a Word document (.docx) with the styles to use"]
    if path.suffix.lower() in _OTHERS:
        return [f"{path.name} {_OTHERS[path.suffix.lower()]}"]
    try:
        fault = _fault(path)
    except BadZipFile:
        fault = "is not a Word document, or is damaged"
    except _UNREADABLE as raised:
        fault = f"cannot be read as a Word document ({type(raised).__name__})"
    return [f"{path.name} {fault}; open it in Word and save it again as a Word document (.docx)"] if fault else []


def _fault(path: Path) -> str:
    with zipfile.ZipFile(path) as packed:
        if sum(entry.file_size for entry in packed.infolist()) > UNPACKED_MB_MAX * 10**6:
            return f"unpacks to more than {UNPACKED_MB_MAX} MB, so leave large pictures out of it"
        if (broken := packed.testzip()) is not None:
            return f"is damaged (in {broken})"
    return "" if len(docx.Document(str(path)).sections) else "has no page layout"
