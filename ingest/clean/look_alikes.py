"""Characters that stand between neighbours they never have, where one of like shape makes a common word.

No table of confusions is asked: any character may have been taken for any that looks like it (人大合常务委员会, 管埋).
"""

from collections.abc import Iterator
from itertools import pairwise

from ingest.clean.glyphs import known_glyphs, run_around, word_noise
from ingest.clean.page import Page
from ingest.frequency import log_likelihood, word_counts
from ingest.model import Noise
from ingest.script import is_hanzi
from ingest.usage import known_pairs, known_sequences, look_alikes
from ingest.words import cut

FINDER = "look_alikes"
COMMON_WORD = 200
"""Count of a word that may be what was meant."""
GAIN_BOTH, GAIN_ONE = 5.0, 8.0
"""How much likelier (log) the run must be with the other character: where its neighbours on both sides are unheard of,
and where only one is."""

GAIN_LESS_ALIKE = 0.2
"""How much more for each character that is more alike."""


def find_look_alikes(page: Page) -> Iterator[Noise]:
    """Characters whose neighbours both are unheard of, where one that looks alike belongs."""
    text = page.plain
    unknown = page.unknown_pairs
    done = 0
    for at in sorted({*page.joints, *(at - 1 for at in page.joints)}):
        found = _misread(page, at, unknown) if at >= done and 0 < at < len(text) else None
        if found:
            done = found.span.end
            yield found


def _misread(page: Page, at: int, unknown: set[tuple[str, str]]) -> Noise | None:
    text = page.plain
    before, printed, after = text[at - 1], text[at], text[at + 1 : at + 2]
    if not (is_hanzi(before) and is_hanzi(printed)):
        return None
    ends = not is_hanzi(after or " ")
    pairs, counts = known_pairs(), word_counts()
    alike = (*known_glyphs().get(printed, ()), *look_alikes().get(printed, ""))
    likely = [
        other
        for other in alike
        if before + other in pairs
        and (ends or other + after in pairs)
        and max(counts.get(before + other, 0), counts.get(other + after, 0)) >= COMMON_WORD
    ]
    if not likely:
        return None
    run, place = run_around(text, at)
    as_printed = log_likelihood(run)
    gains = {other: log_likelihood(run[:place] + other + run[place + 1 :]) - as_printed for other in likely}
    best = max(likely, key=lambda other: gains[other])
    least = alike.index(best) * GAIN_LESS_ALIKE
    least += GAIN_BOTH if (before, printed) in unknown and (ends or (printed, after) in unknown) else GAIN_ONE
    return word_noise(page, at, best, FINDER) if gains[best] >= least and _fits(run, place, best) else None


def _fits(run: str, place: int, other: str) -> bool:
    """Whether the word that `other` makes is long, or goes with the word before or after it."""
    words = cut(run[:place] + other + run[place + 1 :])
    end = 0
    for index, word in enumerate(words):
        end += len(word)
        if end > place:
            near = words[max(0, index - 1) : index + 2]
            return len(word) > 2 or any(pair in known_sequences() for pair in pairwise(near))
    return False
