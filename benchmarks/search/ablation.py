"""What each part of the search is worth: the scores with that part left out, on the same collection and queries."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any
from unittest.mock import patch

from search_api.query import asked, understanding
from search_api.query.understanding import Understood
from search_api.ranking import finding, index_query, merit, order

_understand = understanding.understand


def _as_typed(*given: Any) -> Understood:
    understood = _understand(*given)
    return replace(understood, concepts=tuple(replace(c, ways=c.ways[:1]) for c in understood.concepts))


def _whole(*given: Any) -> Understood:
    understood = _understand(*given)
    return replace(understood, concepts=tuple(replace(c, parts=()) for c in understood.concepts))


PARTS: Mapping[str, tuple[tuple[Any, str, Any], ...]] = {
    "other ways to say it": ((asked, "understand", _as_typed),),
    "words inside long ones": ((asked, "understand", _whole),),
    "each word once": ((understanding, "_each_word_once", lambda concepts: concepts),),
    "mending": ((understanding, "mend", lambda text, _: text),),
    "rule text": ((index_query, "RULES", 0.0),),
    "title and headings": ((index_query, "CONTEXT", 0.0), (merit, "IN_CONTEXT", 0.0)),
    "characters and pairs": ((index_query, "GRAMS", 0.0),),
    "words inside and across words": ((index_query, "BROKEN", 0.0),),
    "little-telling words left to ranking": ((index_query, "TELLING_LITTLE", 0.0),),
    "all that is asked first": ((finding, "ENOUGH", 1_000_000_000),),
    "words that answer": ((index_query, "EVIDENCE", 0.0), (merit, "ANSWERS", 0.0)),
    "how much is said": ((merit, "COVERED", 0.0),),
    "said in one sentence": ((merit, "SAID_TOGETHER", 0.0),),
    "hard rules first": ((order, "HARD", 0.0),),
    "older versions later": ((order, "SUPERSEDED", 1.0),),
    "headings later": ((order, "HEADING", 1.0),),
    "all of the order but the index's": ((finding, "rank", lambda _, found: found),),
}
"""Each part with what is put in its place."""


@contextmanager
def without(part: str) -> Iterator[None]:
    """Inside, search works without a part."""
    with ExitStack() as patches:
        for module, name, instead in PARTS[part]:
            patches.enter_context(patch.object(module, name, instead))
        yield


def ablate(score: Callable[[], Any], measures: tuple[str, ...]) -> Mapping[str, Mapping[str, float]]:
    """Prints and returns, by part, how much each measure falls without it."""
    whole = score()
    print("".join(f"{measure:>12}" for measure in measures) + "  without")
    print("".join(f"{whole[measure]:12.4f}" for measure in measures) + "  (nothing)")
    falls = {}
    for part in PARTS:
        with without(part):
            now = score()
        falls[part] = {measure: now[measure] - whole[measure] for measure in measures}
        print("".join(f"{falls[part][measure]:+12.4f}" for measure in measures) + f"  {part}")
    return falls
