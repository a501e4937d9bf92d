"""Names of goods that were put into a sentence once: foreign words whose neighbours belong together without them."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from ingest.clean.page import Page
from ingest.frequency import word_counts
from ingest.lexicon import load_data, load_lexicon
from ingest.model import Noise, NoiseKind, Span
from ingest.script import is_hanzi
from ingest.usage import known_sequences, official_words
from ingest.words import cut, lexicon_words, tag

FINDER = "foreign_words"
SHORTEST, LONGEST = 3, 14
LONGEST_NAME, LONGEST_PERSON = 8, 3
LONGEST_TEXT, MOST_NAMES = 300_000, 200
"""Characters above which a text is a collection, and names of one that are looked at: each is sought in all of it."""
REGION = 50_000
"""Characters on either side in which a foreign word may stand again, so that the text is about it."""
CONTEXT = 6
"""Characters on either side that are cut into words."""
JOINED_WORD = 200
"""Count of a word that the two halves of a sentence make again."""
ENOUGH = 6

_NAMED = re.compile(r"[\u4e00-\u9fffA-Za-z0-9]+")
_NOUNS = frozenset({"n", "nz", "vn", "ng", "eng", "x"})
_MAKERS = frozenset({"v", "b", "a", "ns", "vn", "s", "t", "f", "g", "vg", "j"})


def find_recurring_words(page: Page) -> Iterator[Noise]:
    """A foreign name that stands again and again between words that differ, and that belong together without it."""
    text = page.plain
    if len(text) > LONGEST_TEXT:
        return
    unknown = page.unknown_pairs
    # A name that recurs begins each time in the same way, which few joints do.
    starts = Counter(text[at : at + SHORTEST] for at in page.joints)
    again = [at for at in page.joints if starts[text[at : at + SHORTEST]] > 1]
    seen = Counter(text[at : at + length] for at in again for length in range(SHORTEST, LONGEST_NAME + 1))
    done: set[int] = set()
    names = [name for name, count in seen.items() if count > 1 and all(map(_is_named, name)) and _is_foreign(name)]
    for name in sorted(names, key=len, reverse=True)[:MOST_NAMES]:
        runs = [_offered(text, match.start(), match.end()) for match in re.finditer(re.escape(name), text)]
        if done.isdisjoint(run.start for run in runs) and _is_apart(text, runs, unknown):
            done.update(at for run in runs for at in range(run.start, run.end))
            for run in runs:
                cue = f"{run.of(text)}：{len(runs)} 处都与上下文不相接"
                yield Noise(span=run, finder=FINDER, cue=cue, kind=NoiseKind.ADVERTISEMENT, fix="")


def _is_foreign(name: str) -> bool:
    """Whether `name` is that of a thing, in words that official texts do not use, and not somebody's."""
    tagged = tag(name)
    if any(word in _vocabulary() for word, _ in tagged):
        return False
    strange = any(len(word) > 1 and word in word_counts() and word not in _usual() for word, _ in tagged)
    return strange and _is_thing(tagged) and not (len(name) <= LONGEST_PERSON and name[0] in _surnames())


@cache
def _usual() -> frozenset[str]:
    """Words that official texts or the vocabulary have."""
    return official_words() | _vocabulary()


@cache
def _vocabulary() -> frozenset[str]:
    return frozenset(lexicon_words(load_lexicon()))


@cache
def _surnames() -> frozenset[str]:
    return frozenset(load_data("noise")["surnames"])


def _offered(text: str, start: int, end: int) -> Span:
    """The stretch with what a thing is offered with behind it."""
    match = _offer_behind().match(text, end)
    return Span(start, match.end() if match else end)


def _is_apart(text: str, runs: list[Span], unknown: set[tuple[str, str]]) -> bool:
    """Whether stretches join up with nothing around them, which differs each time and joins up without them."""
    edges = [(text[run.start - 1 : run.start], text[run.end : run.end + 1]) for run in runs]
    loose = [
        ((before, text[run.start]) in unknown) + ((text[run.end - 1], after) in unknown)
        for run, (before, after) in zip(runs, edges, strict=True)
    ]
    closing = sum(
        _joins(text[max(0, run.start - CONTEXT) : run.start], text[run.end : run.end + CONTEXT]) for run in runs
    )
    differ = min(len({before for before, _ in edges}), len({after for _, after in edges}))
    listed = any("、" in edge for edge in edges)
    apart = all(loose) and sum(loose) >= 1.3 * len(runs) and 3 * closing >= len(runs)
    return len(runs) > 1 and apart and differ > len(runs) / 2 and not listed


def find_foreign_words(page: Page) -> Iterator[Noise]:
    """The stretch between two places where nothing in Chinese joins up, if what is around it does."""
    text = page.plain
    unknown = page.unknown_pairs
    done = 0
    for place in range(len(page.joints)):
        for span in _stretches(text, page.joints, place):
            cue = _cue(page, span, unknown) if span.start >= done else None
            if cue:
                done = span.end
                yield Noise(span=span, finder=FINDER, cue=cue, kind=NoiseKind.ADVERTISEMENT, fix="")
                break


def _stretches(text: str, joints: Sequence[int], place: int) -> Iterator[Span]:
    """The stretches that end at a joint, and the one that begins there and ends in an offer (…厂家)."""
    end = joints[place]
    yield from (Span(start, end) for start in _starts(text, joints, place))
    offer = _offer_behind().search(text, end + 2, end + LONGEST)
    if offer and all(map(_is_named, text[end : offer.end()])):
        yield Span(end, offer.end())


def _starts(text: str, joints: Sequence[int], place: int) -> Iterator[int]:
    """Where a stretch that ends at a joint may begin: at one before it, or at the start of its clause."""
    end = joints[place]
    start = end
    while start > max(0, end - LONGEST) and _is_named(text[start - 1]):
        start -= 1
    for before in reversed(joints[max(0, place - 8) : place]):
        if start <= before <= end - SHORTEST:
            yield before
    if end - start >= SHORTEST and start > 0 and not _is_named(text[start - 1]) and text[start - 1] not in "\n《“（":
        yield start


def _is_named(char: str) -> bool:
    return is_hanzi(char) or (char.isascii() and char.isalnum())


def _cue(page: Page, span: Span, unknown: set[tuple[str, str]]) -> str | None:
    """Why the stretch is foreign where it stands, or None."""
    text = page.plain
    before, after = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    words = span.of(text)
    tagged = tag(words)
    offered = _offer().search(words) is not None
    if any(kind in ("d", "c", "p", "u", "r") or word in "要让给" for word, kind in tagged):
        return None
    # The name of a thing ends in a noun; what makes it (扫地机器人) may be of other kinds.
    if not offered and not _is_thing(tagged):
        return None
    foreign = [w for w, _ in tagged if len(w) > 1 and w in word_counts() and w not in _usual()]
    usual = [w for w, _ in tagged if len(w) > 1 and w in _usual()]
    # 会议材料送到与会领导 is an office's own business, however seldom its words meet: good text that goes weighs more
    # than an offer that stays.
    if not offered and len(usual) >= len(foreign):
        return None
    at_joint = [(text[at - 1], text[at]) in unknown for at in (span.start, span.end)]
    inside = any(pair in unknown for pair in pairwise(words))
    joins = _joins(before, after)
    if text[span.start - 1] in "、" or text[span.end : span.end + 1] in ("、", ""):
        return None
    score = 2 * offered + 2 * joins + sum(at_joint) + min(2, len(foreign)) + inside
    if score < ENOUGH or not (joins or offered):
        return None
    region = Span(max(0, span.start - REGION), span.end + REGION).of(text)
    return None if any(region.count(w) > 1 for w in foreign) else f"{words}：与上下文都不相接，去掉后前后相接"


def _is_thing(tagged: list[tuple[str, str]]) -> bool:
    """Whether words read like the name of a thing: it ends in a noun, and no word of grammar is in it."""
    last, kind = tagged[-1]
    named = all((k in _NOUNS and word not in "要有的") or (k in _MAKERS and len(word) > 1) for word, k in tagged)
    return named and kind in _NOUNS and (len(last) > 1 or len(tagged) > 1)


@cache
def _offer_behind() -> re.Pattern[str]:
    return re.compile(f"(?:{load_data('noise')['offer_ends']})+")


@cache
def _offer() -> re.Pattern[str]:
    """What a thing is offered with, at the end."""
    return re.compile(f"(?:{load_data('noise')['offer_ends']})$")


def _joins(before: str, after: str) -> bool:
    """Whether what stands around a stretch belongs together: words that follow one another, or halves of one."""
    last, first = cut(before)[-1:], cut(after)[:1]
    if not last or not first:
        return False
    if (last[0], first[0]) in known_sequences():
        return True
    counts = word_counts()
    return any(counts.get(before[-left:] + after[:right], 0) >= JOINED_WORD for left in (1, 2) for right in (1, 2))
