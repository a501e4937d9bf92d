"""A document as what an index takes: one entry a passage."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.access import Access
from graph.build import RuleNode, document_graph
from graph.schema import NodeKind
from ingest.clean.mapping import Edit, apply_edits
from ingest.model import DateInterval, Document, Section
from search_api.analysis.limits import mark_of
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
_LONGEST_LEAD = 200


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
    for passage_id, passage, lead in zip(ids, document.passages, leads, strict=True):
        rules = stated[passage_id]
        yield Entry(
            passage_id=passage_id,
            document_id=document.id,
            text=clean.to_clean(passage.span).of(clean.text),
            rules=tuple(clean.to_clean(node.rule.span).of(clean.text) for node in rules),
            headings=(*_headings(document.sections, passage.section), *lead),
            title=document.title,
            facets=_facets(document, rules),
            marks=_marks(rules, abilities[passage_id]),
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
            lead = (text[:_LONGEST_LEAD],)
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


def _marks(rules: Sequence[RuleNode], abilities: Sequence[str]) -> Mapping[MarkField, tuple[str, ...]]:
    return {
        MarkField.ABILITY: _distinct(abilities),
        MarkField.LIMIT: _distinct(mark_of(node.rule.deadline) for node in rules if node.rule.deadline),
        MarkField.SANCTION: ("yes",) if any(node.rule.sanction for node in rules) else (),
    }


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
