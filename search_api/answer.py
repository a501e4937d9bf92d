"""Answers made of quotes: the sentences that state what is asked, or the word that nothing does."""

from collections.abc import Sequence

from graph.store.base import View
from search_api.query import Understood
from search_api.ranking import Ranked
from search_api.results import Answer

NOT_STATED = "资料中未见相关规定"
_QUOTES = 3


def answer(understood: Understood, ranked: Sequence[Ranked], view: View) -> Answer:
    """The answer to a question, from its ranked passages."""
    quotes = tuple(one.passage.quote for one in ranked[:_QUOTES])
    if not quotes:
        return Answer(understood.intents[0], False, NOT_STATED, (), (), 0.0)
    return Answer(understood.intents[0], True, quotes[0].text, quotes, (), 0.5)
