"""The outline of a document after people have put its headings right, and where what they added stands in it."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ingest.extract.context import Context
from ingest.extract.sentences import read_sentences
from ingest.lexicon import load_lexicon
from ingest.model import Document, Passage, Rule, Section, Span
from ingest.structure import outline_path

_ENDED = re.compile("[。；！？;!?]")


def with_sections(document: Document, sections: Sequence[Section]) -> Document:
    """The document with these headings, levels as they say: what stands under which follows from their order.

    Passages and rules whose heading has changed are cited by their new path; the number of a sentence stays.
    """
    placed = _nested(sorted(sections, key=lambda section: section.span), len(document.text))
    passages = tuple(_moved(document, passage, placed) for passage in document.passages)
    paths = {
        old.span: (old.outline, new.outline) for old, new in zip(document.passages, passages, strict=True)
    }  # fmt: skip
    rules = tuple(_cited(rule, document.passages, paths) for rule in document.rules)
    return replace(document, sections=placed, passages=passages, rules=rules)


def sentence_outline(document: Document, span: Span) -> str:
    """How people cite the sentence at `span`: 二（三）第2句."""
    found = ""
    for sentence in read_sentences(Context.of(document, load_lexicon())):
        if sentence.span.start > span.start and found:
            break
        found = f"{sentence.outline}第{sentence.ordinal}句" if sentence.ordinal else sentence.outline
        if sentence.span.end > span.start:
            break
    return found


def _nested(sections: Sequence[Section], end: int) -> tuple[Section, ...]:
    """The sections with their extents and parents, by level."""
    ends = [end] * len(sections)
    parents: list[int | None] = []
    open_: list[int] = []
    for index, section in enumerate(sections):
        while open_ and sections[open_[-1]].level >= section.level:
            ends[open_.pop()] = section.span.start
        parents.append(open_[-1] if open_ else None)
        open_.append(index)
    return tuple(
        replace(section, extent=Span(section.span.start, until), parent=parent)
        for section, until, parent in zip(sections, ends, parents, strict=True)
    )


def _moved(document: Document, passage: Passage, sections: Sequence[Section]) -> Passage:
    """The passage under the heading in force at its start, with what its old path had below the heading."""
    starts = [section.span.start for section in sections]
    last = bisect_right(starts, passage.span.start) - 1
    following = last + 1
    # The heading of its own line is in force too, unless a sentence ends before it.
    if (
        following < len(starts)
        and starts[following] < passage.span.end
        and not _ENDED.search(document.text, passage.span.start, starts[following])
    ):
        last = following
    section = last if last >= 0 else None
    old = outline_path(document.sections, passage.section)
    items = passage.outline.removeprefix(old) if passage.outline.startswith(old) else ""
    return replace(passage, section=section, outline=outline_path(sections, section) + items)


def _cited(rule: Rule, passages: Sequence[Passage], paths: Mapping[Span, tuple[str, str]]) -> Rule:
    starts = [passage.span.start for passage in passages]
    at = bisect_right(starts, rule.span.start) - 1
    if at < 0:
        return rule
    old, new = paths[passages[at].span]
    return replace(rule, outline=new + rule.outline.removeprefix(old)) if rule.outline.startswith(old) else rule
