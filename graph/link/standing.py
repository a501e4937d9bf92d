"""Which documents still stand: a later version of a text, or one that says so, takes the place of an earlier one."""

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.link.candidates import Shelf, Shelved
from graph.link.order import Certainty, certainty
from graph.quote import Quote
from ingest.model import DocumentKind

_EDITION = re.compile(r"[（(][\d年月日.-]+[）)]|试行|暂行|修订|修正|的|(?:19|20)\d\d年?|\W")
"""What versions of one text differ in, and how their titles are punctuated."""
_REPEALED = re.compile(r"《(?P<title>[^《》]+(?:[《〈][^《》]*[》〉][^《》]*)*)》(?!第)")
"""A text by its title, in a sentence that says 废止; of some only an article is no longer in force."""


def same_text(one: Quote, other: Quote) -> bool:
    """Whether their documents are versions of one text; speeches are none, even where their titles are the same."""
    return DocumentKind.SPEECH not in (one.kind, other.kind) and _name(one.title) == _name(other.title) != ""


def superseded(quotes: Iterable[Quote]) -> frozenset[str]:
    """Ids of documents that a later one of the same title and kind has taken the place of; quotes stand for theirs.

    A speech takes no speech's place, though one is held under the same title every year.
    """
    documents = {quote.document_id: quote for quote in quotes if quote.kind is not DocumentKind.SPEECH}
    by_title: dict[tuple[str, str], list[Quote]] = {}
    for quote in documents.values():
        by_title.setdefault((quote.kind.value, _name(quote.title)), []).append(quote)
    return frozenset(
        one.document_id
        for (_, title), same in by_title.items()
        for one in same
        if title and any(certainty(one.date, other.date) is Certainty.CERTAIN for other in same)
    )


def repealed(shelf: Shelf, quotes: Iterable[Quote]) -> frozenset[str]:
    """Ids of documents of which another one of these says that they are no longer in force: 《…办法》同时废止."""
    documents = {quote.document_id: quote for quote in quotes}
    by_title: dict[str, list[str]] = {}
    for quote in documents.values():
        by_title.setdefault(_name(quote.title), []).append(quote.document_id)
    return frozenset(
        gone
        for document_id in documents
        for title in _repeals(shelf.stated(document_id))
        for gone in by_title.get(title, ())
        if gone != document_id
    )


def _repeals(statements: Sequence[Shelved]) -> Iterator[str]:
    for one in statements:
        if "废止" in one.quote.text:
            yield from (_name(match["title"]) for match in _REPEALED.finditer(one.quote.text))


def _name(title: str) -> str:
    return _EDITION.sub("", title)
