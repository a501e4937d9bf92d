"""What every reader takes and returns."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one file, with no newline translation and no normalisation, and how bytes became text."""

    text: str
    encoding: str


class Reader(Protocol):
    """One format: the `Reading` in `data`. Raises `ReadError`; `read` wraps whatever else escapes."""

    def __call__(self, data: bytes, file: str) -> Reading: ...
