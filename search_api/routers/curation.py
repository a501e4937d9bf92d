"""What a curator decides about searching: which words mean the same."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from search_api.kept.records import Decision
from search_api.models import DecideRequest, MissModel, PairModel, SynonymsModel, UnknownWordModel
from search_api.web.dependencies import MAX_NAME, CurrentReader, CurrentServices, only_json
from search_api.web.problems import documented

router = APIRouter(prefix="/curation", tags=["search"])
MOST_MISSES = 50
_Limit = Annotated[int, Query(ge=1, le=MOST_MISSES, description="Queries without hits, the most asked first.")]
_Word = Annotated[str, Query(min_length=1, max_length=MAX_NAME, examples=["带班"])]


@router.get("/synonyms", summary="Searches without hits, and synonyms")
def list_synonyms(services: CurrentServices, reader: CurrentReader, limit: _Limit = 20) -> SynonymsModel:
    """What was searched for in vain, with words of the collection that may be meant, and what was decided so far."""
    records, engine = services.records, services.engine
    pairs = records.pairs()
    decided = {frozenset((pair.word, pair.other)) for pair in pairs}
    misses = []
    for miss in records.misses(limit):
        words = [
            UnknownWordModel.of(
                word, [n for n in engine.near_words(word, reader) if frozenset((word, n.word)) not in decided]
            )
            for word in engine.unknown_words(miss.q, reader)
        ]
        misses.append(MissModel.of(miss, words))
    return SynonymsModel(misses=misses, decided=[PairModel.of(pair) for pair in pairs])


@router.post(
    "/synonyms",
    summary="Decide about two words",
    status_code=204,
    dependencies=[Depends(only_json)],
    responses=documented(400, 403, 413, 415, 507),
)
def decide_synonym(services: CurrentServices, decided: DecideRequest) -> None:
    """An approved pair is searched for both ways from the next search on; a dismissed one is not suggested again."""
    if decided.word == decided.other or not (decided.word and decided.other):
        return  # a word means itself, whatever is decided
    decision = Decision.APPROVED if decided.approve else Decision.DISMISSED
    services.records.decide(decided.word, decided.other, decision)


@router.delete("/synonyms", summary="Take a decision back", status_code=204, responses=documented(403, 404, 507))
def withdraw_synonym(services: CurrentServices, word: _Word, other: _Word) -> None:
    """As if nothing had been decided about the two."""
    services.records.withdraw(word, other)


@router.delete("/misses", summary="Take a search off the list", status_code=204, responses=documented(403, 507))
def forget_miss(services: CurrentServices, q: Annotated[str, Query(min_length=1, max_length=200)]) -> None:
    """Nothing more is to be done about it; it comes back when somebody asks it again."""
    services.records.forget_miss(q)
