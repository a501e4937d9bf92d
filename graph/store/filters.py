"""Which documents a list is kept to."""

from dataclasses import dataclass

from ingest.model import DocumentKind


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """Which documents: every field that is not None must hold."""

    words: str | None = None
    """In the title or the name of the file, in capitals or not."""
    kind: DocumentKind | None = None
    year: int | None = None
    """Of its last day, else of its first: as the facet has it."""

    @property
    def values(self) -> dict[str, str | int | None]:
        """As both engines ask for it."""
        return {"words": self.words and self.words.lower(), "kind": self.kind and self.kind.value, "year": self.year}


EVERY_DOCUMENT = DocumentFilter()
