"""Whether one may: read off the sentence that decides, never inferred from what it does not say."""

import re
from functools import cache

from search_api.analysis.tokens import simplify
from search_api.answer.asking import Question
from search_api.lexicon import load_data
from search_api.results import Intent, Verdict


def asks_whether(question: Question) -> bool:
    """Whether yes or no answers: 能不能, 可以…吗; not 哪些不能."""
    return Intent.PROHIBITION in question.intents[:2] and _cues("whether").search(question.text) is not None


def verdict_of(question: Question, sentence: str) -> Verdict | None:
    """What the sentence says of it; None where it neither forbids nor allows."""
    plain = simplify(sentence)
    if _cues("forbids").search(plain):
        conditional = _cues("unless").search(plain)
        # Who asks of the very case that is excepted (没有批准，可以…吗) is told no.
        return Verdict.CONDITIONAL if conditional and not _cues("lacking").search(question.text) else Verdict.NO
    if _cues("allows").search(plain):
        return Verdict.CONDITIONAL if _cues("only").search(plain) else Verdict.YES
    return None


@cache
def _cues(name: str) -> re.Pattern[str]:
    return re.compile("|".join(load_data("questions")["may"][name].split()))
