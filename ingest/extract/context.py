"""What every finder is given."""

from dataclasses import dataclass

from ingest.lexicon import Lexicon
from ingest.model import DocumentKind, Noise, Passage, Section


@dataclass(frozen=True, slots=True)
class Context:
    """One document's clean text with its outline. All spans here, and all that finders return, are into `text`."""

    text: str
    kind: DocumentKind
    title: str
    sections: tuple[Section, ...]
    passages: tuple[Passage, ...]
    lexicon: Lexicon
    noise: tuple[Noise, ...] = ()
    """What does not belong and could not be mended, so that it still stands in `text`."""
