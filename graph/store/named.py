"""Lists of roles, duties, abilities and formulas, the same for every engine."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from graph.quote import Quote
from graph.store.cursors import cursor, parse_cursor
from graph.store.cursors import page as paged
from graph.store.order import QUOTES_A_VARIANT, rank
from graph.store.shapes import EntitySummary, FormulaVariant, Page


def page(ranked: Sequence[EntitySummary], prefix: str, after: str | None, limit: int) -> Page[EntitySummary]:
    """Those of the ranked names that begin so, page by page."""
    names = [entity for entity in ranked if entity.name.startswith(prefix)] if prefix else ranked
    start = 0
    if after is not None:
        documents, evidence, name = parse_cursor(after, int, int, str)
        start = bisect_right(names, (-documents, -evidence, name), key=rank)
    items = tuple(names[start : start + limit + 1])
    return paged(items, limit, len(names), lambda item: cursor(item.documents, item.evidence, item.name))


def variants(given: Iterable[tuple[int, tuple[str, ...], Quote]]) -> tuple[FormulaVariant, ...]:
    """Each count with its members, as documents give them, the newest first: what most of them give."""
    found: dict[tuple[int, tuple[str, ...]], FormulaVariant] = {}
    documents: dict[tuple[int, tuple[str, ...]], set[str]] = {}
    for count, members, quote in given:
        key = (count, members)
        variant = found.setdefault(key, FormulaVariant(count, members, ()))
        if len(variant.quotes) < QUOTES_A_VARIANT:
            found[key] = replace(variant, quotes=(*variant.quotes, quote))
        documents.setdefault(key, set()).add(quote.document_id)
    return tuple(found[key] for key in sorted(found, key=lambda key: (-len(documents[key]), key)))
