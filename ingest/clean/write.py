"""The clean text: every finding with a remedy applied, then normalised."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from ingest.clean.mapping import CleanText, Edit, apply_edits
from ingest.clean.normalise import INVISIBLE, normalise
from ingest.model import Noise, NoiseKind, Span

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")


def clean(text: str, noise: Iterable[Noise]) -> CleanText:
    """`text` without its noise: what has a `fix` gets it, duplicates go, truncated and garbled words stay."""
    cleaned = apply_edits(text, (*_remedies(noise), *_invisible(text)))
    return replace(cleaned, text=normalise(cleaned.text))


def _remedies(noise: Iterable[Noise]) -> Iterator[Edit]:
    for found in noise:
        if found.fix is not None:
            yield Edit(found.span, found.fix)
        elif found.kind is NoiseKind.DUPLICATE:
            yield Edit(found.span, "")


def _invisible(text: str) -> Iterator[Edit]:
    for match in _INVISIBLE.finditer(text):
        yield Edit(Span(*match.span()), "")
