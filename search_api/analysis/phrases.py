"""Words that stand one after the other, however they are segmented."""

from search_api.analysis.tokens import Token, gram_tokens
from search_api.index.fields import Clause, Phrase, TextField, Together


def said(text: str) -> Clause | None:
    """Where the characters of `text` stand just so; its parts between marks each. None where it has only marks."""
    runs: list[list[Token]] = []
    for token in gram_tokens(text):
        if runs and token.position - runs[-1][-1].position <= 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    phrases = [Phrase(TextField.GRAMS, _pairs(run)) for run in runs]
    return phrases[0] if len(phrases) == 1 else Together(tuple(phrases)) if phrases else None


def _pairs(run: list[Token]) -> tuple[str, ...]:
    """The bigrams of a run, which hold its characters too; of a run of one, that one."""
    last = run[-1].position
    pairs = {token.position: token.text for token in run if token.position < last}
    return tuple(pairs.values()) or (run[0].text,)
