"""What every finder is given."""

from dataclasses import dataclass
from typing import Self

from ingest.lexicon import Lexicon
from ingest.model import Document, DocumentKind, Noise, Passage, Section


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

    @classmethod
    def of(cls, document: Document, lexicon: Lexicon) -> Self:
        """The context of a document that has been extracted: its text is the original one."""
        return cls(
            text=document.text,
            kind=document.kind,
            title=document.title,
            sections=document.sections,
            passages=document.passages,
            lexicon=lexicon,
            noise=tuple(noise for noise in document.noise if noise.fix is None),
        )
