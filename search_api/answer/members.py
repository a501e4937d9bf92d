"""The members of a formula that a question names, with where they are listed."""

from collections.abc import Iterator, Sequence

from graph.errors import NotFound
from graph.quote import Quote
from graph.schema import NodeKind
from graph.store.base import View
from graph.store.shapes import Entity, FormulaVariant
from search_api.analysis.tokens import simplify
from search_api.answer.asking import Question
from search_api.results import Intent

_LISTS = frozenset({Intent.FORMULA, Intent.DEFINITION, Intent.ABILITY, Intent.PROHIBITION, Intent.QUANTITY})
"""What a question wants that the members of a formula answer."""
_OTHERWISE = frozenset({Intent.FIRST, Intent.CREDITED, Intent.COMPARE, Intent.COUNT, Intent.SANCTION, Intent.DEADLINE})
_DOCUMENTS = 3


def formula_asked(question: Question, view: View) -> Entity | None:
    """The formula whose members are asked for, if the collection has it."""
    if question.intent in _OTHERWISE or not _LISTS & set(question.intents):
        return None
    for name in question.understood.names:
        if name.kind is NodeKind.FORMULA and _is_the_matter(question, name.name):
            try:
                return view.entity(name.kind, name.name)
            except NotFound:
                continue
    return None


def _is_the_matter(question: Question, name: str) -> bool:
    """Whether it is asked for itself: in quotation marks, or as what most of the question is."""
    plain = simplify(name)
    return plain in question.phrases or 2 * len(plain) >= len(question.matter)


def listed(formula: Entity) -> list[FormulaVariant]:
    """The lists of members that documents give."""
    return [variant for variant in formula.variants if variant.members]


def quotes_of(formula: Entity, passages: Sequence[Quote]) -> Iterator[Quote]:
    """Where documents list its members: the passage that says name and members, or the one that names it and theirs."""
    name = formula.summary.name
    for variant in listed(formula):
        for document in list(dict.fromkeys(quote.document_id for quote in variant.quotes))[:_DOCUMENTS]:
            inside = [quote for quote in passages if quote.document_id == document]
            naming = sorted(
                (quote for quote in inside if name in quote.text),
                key=lambda quote: (-sum(member in quote.text for member in variant.members), len(quote.text)),
            )
            if not naming:
                yield next(quote for quote in variant.quotes if quote.document_id == document)
                continue
            yield naming[0]
            yield from _members_after(naming[0], variant, inside)


def _members_after(naming: Quote, variant: FormulaVariant, inside: Sequence[Quote]) -> Iterator[Quote]:
    for member in variant.members:
        if member not in naming.text:
            saying = [quote for quote in inside if member in quote.text and quote.start > naming.start]
            yield from sorted(saying, key=lambda quote: quote.start)[:1]


def worded(formula: Entity) -> str:
    """Each list with the documents that give it."""
    return "\n".join(f"{formula.summary.name}：{'、'.join(v.members)}（{_titles(v)}）" for v in listed(formula))


def _titles(variant: FormulaVariant) -> str:
    return "、".join(dict.fromkeys(f"《{quote.title}》" for quote in variant.quotes))
