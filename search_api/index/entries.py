"""A document as what an index takes: one entry a passage."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.access import Access
from graph.build import RuleNode, document_graph
from graph.schema import NodeKind
from ingest.clean.mapping import Edit, apply_edits
from ingest.model import DateInterval, Document, Force, Modality, Section
from search_api.analysis.limits import mark_of
from search_api.analysis.tokens import simplify
from search_api.index.fields import Entry, FacetField, MarkField

_ITEM = re.compile(
    r"""
    \s*(?:
        [（(]?[一二三四五六七八九十0-9]{1,3}[)）、.．]      # （一） 1. 2）
        | [①-⑳]
        | [一二三四五六七八九十]{1,2}[是要]               # 一是
    )
    """,
    re.VERBOSE,
)
_LABEL = re.compile(
    r"^[\s（(]*(?:第?[一二三四五六七八九十百0-9]{1,5}[)）、.．条款项]|[一二三四五六七八九十]{1,2}[是要])\s*"
)
_WORDS = re.compile(r"[\u4e00-\u9fff]+")
_NO_WORD = re.compile(r"[^\u4e00-\u9fff]+")
LONGEST_LEAD = 200
"""Characters of the line above a list that its items are told with."""
_LONGEST_OPENING = 12
_SPAN = 2**20
"""More passages than a document has; with a day of 22 bits, all three fit into 63."""


def entries_of(document: Document, access: Access) -> Iterator[Entry]:
    """An entry for each passage, with the rules stated in it and the headings above it."""
    graph = document_graph(document)
    clean = apply_edits(document.text, (Edit(n.span, n.fix) for n in document.noise if n.fix is not None))
    stated: defaultdict[str | None, list[RuleNode]] = defaultdict(list)
    for node in graph.rules:
        stated[node.evidence.passage].append(node)
    abilities: defaultdict[str | None, list[str]] = defaultdict(list)
    for mention in graph.mentions:
        if mention.id.kind is NodeKind.ABILITY:
            abilities[mention.evidence.passage].append(mention.id.key)
    leads = _leads([clean.to_clean(passage.span).of(clean.text) for passage in document.passages])
    ids = [node.id.key for node in graph.nodes if node.id.kind is NodeKind.PASSAGE]
    places = zip(ids, document.passages, leads, strict=True)
    for position, (passage_id, passage, lead) in enumerate(places):
        rules = stated[passage_id]
        texts = tuple(clean.to_clean(node.rule.span).of(clean.text) for node in rules)
        yield Entry(
            passage_id=passage_id,
            document_id=document.id,
            text=clean.to_clean(passage.span).of(clean.text),
            rules=texts,
            headings=(*_headings(document.sections, passage.section), *lead),
            title=document.title,
            facets=_facets(document, rules),
            marks=_marks(rules, texts, abilities[passage_id]),
            hard=_hard(rules),
            recency=_recency(document, position),
            access=access,
        )


def year_of(date: DateInterval) -> str | None:
    """The year that an interval lies in; of a longer or open one, the year that it ends or begins with."""
    day = date.latest or date.earliest
    return f"{day.year:04}" if day else None


def _leads(texts: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """For each passage the line that it is an item of: （三）… says nothing without 不得有下列行为：."""
    lead: tuple[str, ...] = ()
    for text in texts:
        is_item = bool(_ITEM.match(text))
        yield lead if is_item else ()
        if text.rstrip().endswith(("：", ":")):
            lead = (text[:LONGEST_LEAD],)
        elif not is_item:
            lead = ()


def _headings(sections: Sequence[Section], index: int | None) -> tuple[str, ...]:
    titles: list[str] = []
    while index is not None and len(titles) <= len(sections):
        titles.append(sections[index].title)
        index = sections[index].parent
    return tuple(reversed(titles))


def _facets(document: Document, rules: Sequence[RuleNode]) -> Mapping[FacetField, tuple[str, ...]]:
    year = year_of(document.date)
    return {
        FacetField.DUTY: _distinct(duty for node in rules for duty in node.rule.duties),
        FacetField.ROLE: _distinct(role for node in rules for role in node.rule.bearers),
        FacetField.MODALITY: _distinct(node.rule.modality.value for node in rules),
        FacetField.FORCE: _distinct(node.rule.force.value for node in rules),
        FacetField.KIND: (document.kind.value,),
        FacetField.YEAR: (year,) if year else (),
    }


def _marks(
    rules: Sequence[RuleNode], texts: Sequence[str], abilities: Sequence[str]
) -> Mapping[MarkField, tuple[str, ...]]:
    return {
        MarkField.ABILITY: _distinct(abilities),
        MarkField.LIMIT: _distinct(mark_of(node.rule.deadline) for node in rules if node.rule.deadline),
        MarkField.SANCTION: ("yes",) if any(node.rule.sanction for node in rules) else (),
        MarkField.OPENING: _distinct(filter(None, map(_opening, rules, texts))),
    }


def _hard(rules: Sequence[RuleNode]) -> str:
    hard = [node.rule for node in rules if node.rule.force is Force.HARD]
    prohibits = any(rule.modality is Modality.PROHIBITION for rule in hard)
    return "h" * bool(hard) + "p" * prohibits + "l" * any(rule.deadline is not None for rule in hard)


def _opening(node: RuleNode, text: str) -> str:
    """How a rule begins: its clause up to the word that binds; where that comes first, all of it.

    Nothing of a rule that people added, which no word was found by.
    """
    if not node.rule.cue:
        return ""
    before, cue, after = _LABEL.sub("", simplify(text)).partition(simplify(node.rule.cue))
    clause = _WORDS.match(after)
    before = _NO_WORD.split(before)[-1]
    opening = before + cue + (clause[0] if clause and not before else "")
    return opening if cue and len(cue) < len(opening) <= _LONGEST_OPENING and _WORDS.fullmatch(opening) else ""


def _recency(document: Document, position: int) -> int:
    """The day, then the document, then the passage from the last to the first, as one number."""
    day = document.date.latest or document.date.earliest
    digest = int.from_bytes(hashlib.sha256(document.id.encode()).digest()[:4]) % _SPAN
    return ((day.toordinal() if day else 0) * _SPAN + digest) * _SPAN + max(_SPAN - 1 - position, 0)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
