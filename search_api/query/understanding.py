"""What a query means: its concepts, each with the ways to say it, and what it wants to know. Never an error."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import Any

from graph.schema import NodeKind
from ingest.script import is_hanzi
from search_api.analysis.quantities import find_quantities
from search_api.analysis.tokens import normalise, whole_words
from search_api.lexicon import load_data
from search_api.query.mending import homophones, mend
from search_api.query.misprints import NUMERALS, is_word
from search_api.query.vocabulary import SAME_WEIGHT, Name, Vocabulary
from search_api.results import Intent

LONGEST = 2_000
"""Characters that are looked at; of a whole page that is pasted in, its beginning says what it is about."""
_MOST_CONCEPTS = 24
_COMPOUND = 4
"""Characters of the shortest word that two others make up."""
_HOMOPHONE_WEIGHT = 0.5
_FAINT = 0.3
_INTENT = 0.45
_UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Cn"})
_QUESTION_WORD = re.compile("(?:几|多少|哪|什么)[^几哪]{0,4}")
_WHETHER = re.compile(
    "(?:能|会|要|是|该|可|应|行|准|让|用|需|算|得)不(?:能|会|要|是|该|可以|应该|行|准|让|用|需要|算|得)|有没有"
)
_QUOTED = re.compile(r'[“"「『]([^“”"「」『』]{1,60})[”"」』]')
_EXCLUDED = re.compile(r"(?:^|\s)-(\S{1,40})")


@dataclass(frozen=True, slots=True)
class Way:
    """One way to say a concept, with what it weighs against the way it was typed."""

    text: str
    weight: float = 1.0
    same: bool = False
    """Whether it means the same, and not something wider or something that sounds alike."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is asked about. The first of `ways` is as typed; `weight` says how much it tells."""

    ways: tuple[Way, ...]
    parts: tuple[str, ...]
    """The words inside a long one."""
    weight: float
    name: Name | None

    intent: Intent | None = None
    """What it asks rather than names: 期限 is said by any length of time, 后果 by any sanction."""
    is_telling: bool = True
    """Whether a passage that says nothing but this has to do with the query."""

    @property
    def text(self) -> str:
        """As typed."""
        return self.ways[0].text


@dataclass(frozen=True, slots=True)
class Understood:
    """A query understood. `text` is its normal form, mended; `mended` says whether mending changed it."""

    text: str
    mended: bool
    concepts: tuple[Concept, ...]
    phrases: tuple[str, ...]
    excluded: tuple[str, ...]
    intents: tuple[Intent, ...]
    """What it wants to know, the likeliest first; TOPIC where it does not say."""

    @property
    def telling(self) -> tuple[Concept, ...]:
        """The concepts that a passage has to do with the query by: all of them where none tells more than others."""
        return telling(self.concepts)

    @property
    def names(self) -> tuple[Name, ...]:
        """What it names of the graph, in order."""
        return tuple(dict.fromkeys(concept.name for concept in self.concepts if concept.name))


def telling(concepts: tuple[Concept, ...]) -> tuple[Concept, ...]:
    """Those of the concepts that tell; all of them where none does."""
    return tuple(concept for concept in concepts if concept.is_telling) or concepts


def expressions(understood: Understood) -> tuple[str, ...]:
    """What to show in a passage: every way to say each concept, and the phrases."""
    ways = (way.text for concept in understood.concepts for way in concept.ways)
    return tuple(dict.fromkeys((*understood.phrases, *ways)))


def understand(query: str, vocabulary: Vocabulary) -> Understood:
    """What `query` means where `vocabulary` is known."""
    plain = normalise(_printed(query[:LONGEST])).text
    excluded = tuple(match[1] for match in _EXCLUDED.finditer(plain))
    kept = " ".join(_EXCLUDED.sub(" ", plain).split())
    text = _mended(kept, vocabulary)
    phrases = tuple(dict.fromkeys(match[1] for match in _QUOTED.finditer(text)))
    intents = tuple(_intents(text))
    return Understood(
        text=text,
        mended=text != kept,
        concepts=_concepts(text, vocabulary, intents),
        phrases=phrases,
        excluded=excluded,
        intents=intents or (Intent.TOPIC,),
    )


def _printed(query: str) -> str:
    """The query with a blank for every character that prints nothing."""
    return "".join(" " if unicodedata.category(char) in _UNPRINTED else char for char in query)


def _mended(text: str, vocabulary: Vocabulary) -> str:
    """`text` mended but for what stands in quotes: that is meant as it was typed, and is the way back from mending."""
    parts = []
    at = 0
    for match in _QUOTED.finditer(text):
        parts += [mend(text[at : match.start()], vocabulary), match[0]]
        at = match.end()
    return "".join([*parts, mend(text[at:], vocabulary)])


def _intents(text: str) -> Iterator[Intent]:
    for intent, cues in _cues():
        if cues.search(text):
            yield intent


@cache
def _cues() -> Sequence[tuple[Intent, re.Pattern[str]]]:
    return [(Intent(name), re.compile("|".join(data["cues"].split()))) for name, data in load_data("intents").items()]


@cache
def evidence(intent: Intent) -> tuple[str, ...]:
    """The words that passages answer an intent with."""
    data: dict[str, Any] = load_data("intents").get(intent.value, {})
    return tuple(data.get("evidence", "").split())


def _concepts(text: str, vocabulary: Vocabulary, intents: Sequence[Intent]) -> tuple[Concept, ...]:
    found: dict[str, Concept] = {}
    for word, parts in _segments(text, vocabulary):
        if word in found or word in _listed("empty"):
            continue
        concept = _asking(_concept(word, parts, vocabulary), intents)
        known = word in vocabulary.words or len(concept.ways) > 1
        if concept.intent or known or not _QUESTION_WORD.fullmatch(word):
            found[word] = concept
    # A question of empty words alone is searched as it stands.
    if not found:
        found = {word: _concept(word, parts, vocabulary) for word, parts in _segments(text, vocabulary)}
    if any(c.is_telling and not c.intent and is_held(c, vocabulary) for c in found.values()):
        found = {word: _lighter(concept) if concept.intent else concept for word, concept in found.items()}
    telling = sorted(found.values(), key=lambda concept: (-concept.weight, -len(concept.text)))
    kept = set(map(id, telling[:_MOST_CONCEPTS]))
    return tuple(_each_word_once([concept for concept in found.values() if id(concept) in kept]))


def _each_word_once(concepts: Sequence[Concept]) -> Iterator[Concept]:
    """The concepts, a word that would say several of them left to the one that it says best.

    练习 and 积累 may both be said by 学习: a passage that says no more has not said two things that were asked for.
    """
    best: dict[str, tuple[float, int]] = {}
    for number, concept in enumerate(concepts):
        for way in concept.ways:
            best[way.text] = max(best.get(way.text, (0.0, 0)), (way.weight * concept.weight, -number))
    for number, concept in enumerate(concepts):
        others = (way for way in concept.ways[1:] if best[way.text][1] == -number)
        yield replace(concept, ways=(concept.ways[0], *others))


def _asking(concept: Concept, intents: Sequence[Intent]) -> Concept:
    """The concept with the intent that it is a cue of, if it is one; a formula (五种能力) is what is asked about."""
    cues = () if concept.name and concept.name.kind is NodeKind.FORMULA else _cues()
    asked = next((intent for intent, cue in cues if intent in intents and cue.search(concept.text)), None)
    return replace(concept, intent=asked) if asked and evidence(asked) else concept


def is_held(concept: Concept, vocabulary: Vocabulary) -> bool:
    """Whether the collection has words for a concept."""
    texts = (*(way.text for way in concept.ways), *concept.parts)
    return any(text in vocabulary.words or text in vocabulary.names for text in texts)


def _lighter(concept: Concept) -> Concept:
    """Beside what the query names, what it asks of it says less."""
    return replace(concept, weight=min(concept.weight, _INTENT), is_telling=False)


def _concept(word: str, parts: tuple[str, ...], vocabulary: Vocabulary) -> Concept:
    others = vocabulary.others(word)
    ways = {word: 1.0}
    for other, weight in (*others.items(), *((name, _HOMOPHONE_WEIGHT) for name in homophones(word, vocabulary))):
        ways.setdefault(other, weight)
    # One character stands in many words and tells little, unless it is known for what people mean by it: 写, 罚, 车.
    faint = word in _listed("faint") or (len(word) == 1 and not others)
    return Concept(
        ways=tuple(
            Way(other, weight, same=weight >= SAME_WEIGHT and other in others) for other, weight in ways.items()
        ),
        parts=tuple(part for part in parts if part not in _listed("faint")),
        weight=(_FAINT if faint else 1.0) * (0.3 + 0.7 * vocabulary.rarity(word, parts)),
        name=vocabulary.names.get(word),
        is_telling=not faint and len(word) > 1,
    )


def _segments(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words of a query, names as one word each, with the words inside them."""
    # A question of this form takes the ends of its neighbours with it: 值班时能不能 is 时能 and 不能 to a dictionary.
    stretches = [stretch for stretch in _WHETHER.split(text) if stretch.strip()]
    for stretch in stretches or [text]:
        at = 0
        for start, end in _formulas(stretch, vocabulary):
            yield from _segments_of(stretch[at:start], vocabulary)
            yield stretch[start:end], _parts(stretch[start:end])
            at = end
        yield from _segments_of(stretch[at:], vocabulary)


def _formulas(text: str, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """Where formulas stand in a query, wherever a dictionary cuts it: 四个部是什么 is 四个, 部是 and 什么 to one."""
    at = 0
    while at < len(text):
        names = (name for name in vocabulary.formulas.get(text[at : at + 2], ()) if text.startswith(name, at))
        end = next((at + len(name) for name in names if len(name) > 2 or _may_end(text, at + len(name))), at)
        if end > at and text[at - 1 : at] not in NUMERALS:
            yield at, end
        at = max(end, at + 1)


def _may_end(text: str, end: int) -> bool:
    """Whether a formula of two characters ends here: 四风 begins 四风险 as well, with which it has nothing to do."""
    return not text[end : end + 1].strip() or text.startswith(tuple(_listed("empty") | _listed("faint")), end)


def _segments_of(text: str, vocabulary: Vocabulary) -> Iterator[tuple[str, tuple[str, ...]]]:
    words = list(_divided_anew(text, [(span.start, span.end) for span, _ in whole_words(text)], vocabulary))
    index = 0
    while index < len(words):
        end = _name_end(text, words, index, vocabulary)
        if end > index + 1:
            name = text[words[index][1] : words[end - 1][2]]
            yield name, tuple(word for word, _, _ in words[index:end] if len(word) > 1)
        else:
            for word in _pieces(words[index][0], vocabulary):
                yield word, _parts(word)
        index = end


def _divided_anew(
    text: str, spans: Sequence[tuple[int, int]], vocabulary: Vocabulary
) -> Iterator[tuple[str, int, int]]:
    """The words with their places; two side by side that nobody knows divided anew about the word that is across them.

    用微 and 信传 are 用, 微信 and 传.
    """
    edges = sorted({edge for span in spans for edge in span})
    for (start, middle), (also, end) in pairwise(spans):
        if middle == also and not is_word(text[start:middle], vocabulary) and not is_word(text[middle:end], vocabulary):
            across = (
                (a, b) for a in range(start, middle) for b in range(middle + 1, end + 1) if (a, b) != (start, end)
            )
            known = [(a, b) for a, b in across if text[a:b] in vocabulary.known]
            if known:
                a, b = max(known, key=lambda place: place[1] - place[0])
                edges = sorted({*edges, a, b} - {middle})
    inside = {place for start, end in spans for place in range(start, end)}
    yield from ((text[a:b], a, b) for a, b in pairwise(edges) if a in inside)


def _pieces(word: str, vocabulary: Vocabulary) -> Sequence[str]:
    """The two words that a long one is put together of (公车私用), where it is not known as it is; else itself.

    A number with its unit (三十分钟) is one.
    """
    if len(word) < _COMPOUND or _is_known(word, vocabulary) or not all(map(is_hanzi, word)):
        return (word,)
    if any(found.end - found.start == len(word) for found in find_quantities(word)):
        return (word,)
    pairs = [(word[:at], word[at:]) for at in range(2, len(word) - 1)]
    known = [sum(_is_known(one, vocabulary) for one in pair) for pair in pairs]
    return pairs[known.index(max(known))] if any(known) else (word,)


def _is_known(word: str, vocabulary: Vocabulary) -> bool:
    """Whether the collection has a word, or search has others for it."""
    return word in vocabulary.words or word in vocabulary.names or bool(vocabulary.others(word))


def _name_end(text: str, words: Sequence[tuple[str, int, int]], index: int, vocabulary: Vocabulary) -> int:
    """The end of the longest name or known expression that begins with word `index`."""
    best = index + 1
    for end in range(index + 1, min(index + 7, len(words)) + 1):
        name = text[words[index][1] : words[end - 1][2]]
        if name in vocabulary.names or vocabulary.others(name) or name in _listed("empty"):
            best = end
    return best


def _parts(word: str) -> tuple[str, ...]:
    tokens = {token for _, inside in whole_words(word) for token in inside}
    return tuple(sorted(token for token in tokens if len(token) > 1 and token != word))


@cache
def _listed(kind: str) -> frozenset[str]:
    return frozenset(load_data("asking")[kind].split())
