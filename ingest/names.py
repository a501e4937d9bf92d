"""File names as people read them: Linux keeps any bytes, and what zip files from Windows leave there is GBK."""

import os
from pathlib import Path


def readable_name(path: Path) -> str:
    """The base name of a file; one that is not UTF-8 read as GB18030, or with U+FFFD where it is not that either."""
    return _readable(path.name)


def readable_path(path: Path) -> str:
    """The whole path, each part of it read as `readable_name` reads it."""
    return str(Path(*map(_readable, path.parts)))


def _readable(name: str) -> str:
    if _is_text(name):
        return name
    # Such bytes come from the file system as lone surrogates, which nothing can print or store.
    raw = os.fsencode(name)
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "replace")


def _is_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True
