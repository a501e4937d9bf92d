"""What readers thought of answers, for the curator."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.access import Reader
from graph.errors import NotFound
from search_api.answer.held import HeldQuote, Sources
from search_api.kept.pinned import AnswerRecords, Opinion


@dataclass(frozen=True, slots=True)
class HeldOpinion:
    """An opinion with the quotes that it is about as they are now."""

    opinion: Opinion
    quotes: tuple[HeldQuote, ...]


def listed(records: AnswerRecords, sources: Sources, reader: Reader) -> Sequence[HeldOpinion]:
    """All opinions but those on answers of which the reader may not open a source: the newest first."""
    found = [held(sources, opinion, reader) for opinion in records.opinions()]
    return [one for one in found if len(one.quotes) == len(one.opinion.quotes)]


def held(sources: Sources, opinion: Opinion, reader: Reader) -> HeldOpinion:
    """An opinion with those of its quotes that the reader may open."""
    quotes = (sources.held(kept, reader) for kept in opinion.quotes)
    return HeldOpinion(opinion, tuple(quote for quote in quotes if quote))


def forget(records: AnswerRecords, sources: Sources, key: str, reader: Reader) -> None:
    """Takes one off the list. Raises `NotFound`."""
    if all(one.opinion.id != key for one in listed(records, sources, reader)):
        raise NotFound("意见", key)
    records.forget_opinion(key)
