"""The stages in order: bytes → text → noise → outline → findings → one `Document`."""

import hashlib
import re
from collections.abc import Collection
from dataclasses import replace
from typing import TypeVar

from ingest.clean import CleanText, clean, find_noise
from ingest.dating import find_date
from ingest.extract import FINDERS, rules
from ingest.extract.context import Context
from ingest.lexicon import Lexicon, load_lexicon
from ingest.model import Document, Found, Passage, Rule, Section, Span
from ingest.readers import DEFAULT_MAX_BYTES, read
from ingest.structure import find_outline

F = TypeVar("F", bound=Found)

# Half a character, as a damaged PDF font may give: nothing can store it. The offsets stay as they are.
_SURROGATE = re.compile("[\ud800-\udfff]")


def document_id(data: bytes) -> str:
    """The id of a document with these original bytes: 16 hex digits."""
    return hashlib.sha256(data).hexdigest()[:16]


def extract_document(
    data: bytes,
    file: str,
    *,
    lexicon: Lexicon | None = None,
    max_bytes: int = DEFAULT_MAX_BYTES,
    given_back: Collection[Span] = (),
) -> Document:
    """The `Document` in `data`; `file` is its base name. What lies in the stretches `given_back` is text, no noise.

    Raises `ReadError` where the bytes cannot be read.
    """
    reading = read(data, file, max_bytes=max_bytes)
    text = _SURROGATE.sub("\ufffd", reading.text)
    noise = tuple(n for n in find_noise(text) if not any(span.holds(n.span) for span in given_back))
    cleaned = clean(text, noise)
    outline = find_outline(cleaned.text, file)
    context = Context(
        text=cleaned.text,
        kind=outline.kind,
        title=outline.title,
        sections=outline.sections,
        passages=outline.passages,
        lexicon=lexicon or load_lexicon(),
        noise=tuple(n.placed(cleaned.to_clean) for n in noise if n.fix is None),
    )
    dating = find_date(context, file)
    found = {key: _original(finder(context), cleaned) for key, finder in FINDERS.items()}
    return Document(
        id=document_id(data),
        file=file,
        encoding=reading.encoding,
        text=text,
        kind=outline.kind,
        title=outline.title,
        date=dating.date,
        date_basis=dating.basis,
        place=outline.place,
        speaker_post=outline.speaker_post,
        sections=tuple(_section_original(s, cleaned) for s in outline.sections),
        passages=tuple(Passage(cleaned.to_original(p.span), p.section, p.outline) for p in outline.passages),
        noise=noise,
        **found,  # FINDERS' keys are Document's fields, which a test holds
    )


def rule_at(document: Document, span: Span) -> Rule | None:
    """The rule at words of the document that somebody says are one, as if a finder had found it."""
    return rules.rule_at(Context.of(document, load_lexicon()), span, document.rules)


def _original(found: tuple[F, ...], cleaned: CleanText) -> tuple[F, ...]:
    """The findings with their spans in the original text; as they are where nothing was edited, which is common."""
    if not cleaned.edited:
        return found
    return tuple(f.placed(cleaned.to_original) for f in found)


def _section_original(section: Section, cleaned: CleanText) -> Section:
    return replace(section, span=cleaned.to_original(section.span), extent=cleaned.to_original(section.extent))
