"""Which extractor made a record: anything that could change what is found changes the fingerprint."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import ingest

_SUFFIXES = (".py", ".yaml")


@cache
def fingerprint() -> str:
    """16 hex digits that stand for the code and the lexicon of `ingest` as they are installed."""
    digest = hashlib.sha256()
    for name, file in sorted(_files(resources.files(ingest), "")):
        digest.update(f"{name}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).digest())
    return digest.hexdigest()[:16]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _files(entry, name)
        elif entry.name.endswith(_SUFFIXES):
            yield name, entry
