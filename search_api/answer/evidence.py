"""What a passage holds of what a question asks, read off it for `belief` to weigh."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import pairwise

from graph.quote import Quote
from ingest.frequency import word_counts
from ingest.model import DocumentKind
from ingest.script import is_hanzi
from ingest.usage import official_words
from ingest.words import tag
from search_api.answer.asking import Question
from search_api.answer.belief import confidence_of, rank_of
from search_api.answer.features import Features
from search_api.answer.kinds import asks_number, gives, need_of
from search_api.answer.papers import names
from search_api.query.understanding import Concept, is_held
from search_api.query.vocabulary import Vocabulary
from search_api.ranking.merit import Sought, Text
from search_api.ranking.order import Ranked
from search_api.ranking.reading import IN_CONTEXT, SENTENCE, answers, quantities_of
from search_api.results import Intent

_CLOSE = 0.7
_YEAR = re.compile(r"(?:19|20)\d\d年?")
_SAID = 0.3
_ELSEWHERE = 0.3
_BINDING = {Intent.PROHIBITION: "p", Intent.DEADLINE: "l", Intent.DUTY: "h"}
_COMMON = 150
"""Count in the dictionary from which a word is one of everyday speech."""
_PLAIN = 0.4
"""What a word of everyday speech counts for, against one that papers have."""
_SAME = 0.9
"""What a word of the same meaning counts for, against the word of the question itself."""


@dataclass(frozen=True)
class Passage:
    """A passage that may answer."""

    one: Ranked
    features: Features

    @cached_property
    def quote(self) -> Quote:
        """The whole passage."""
        return self.one.passage.quote

    @property
    def lead(self) -> str:
        """The line that it is an item of; nothing where it is none."""
        return _lead(self.one)

    @cached_property
    def rank(self) -> float:
        """How likely it is the one that answers; what lacks the question's term stands behind what has it."""
        return rank_of(self.features) * (_ELSEWHERE if self.features.lacks_term else 1.0)

    @cached_property
    def confidence(self) -> float:
        """How sure it is that it answers at all."""
        return confidence_of(self.features)


@dataclass(frozen=True, slots=True)
class _Told:
    """How much of the question a passage says, from 0 to 1: with headings, without, sentence by sentence."""

    covered: float
    text: float
    sentences: Sequence[float]
    bounds: Sequence[tuple[int, int]]
    lacking: Sequence[Concept]
    """Telling things that neither passage nor headings say."""


@dataclass(frozen=True)
class Weigher:
    """Reads passages for one question."""

    question: Question
    vocabulary: Vocabulary
    superseded: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    """Documents that the question names; empty where it names none."""
    titles: tuple[str, ...] = ()
    """Their titles."""

    @cached_property
    def concepts(self) -> tuple[Concept, ...]:
        """What is asked about, with words of the same meaning at nearly full weight; without what names a document."""
        asked = [c for c in self.question.concepts if not self._names_paper(c)] or self.question.concepts
        return tuple(map(self._weighed, asked))

    def _weighed(self, concept: Concept) -> Concept:
        ways = tuple(replace(way, weight=max(way.weight, _SAME)) if way.same else way for way in concept.ways)
        return replace(concept, ways=ways, weight=concept.weight * (_PLAIN if self._is_plain(concept) else 1.0))

    def _is_plain(self, concept: Concept) -> bool:
        """Whether it is a word of everyday speech alone: 拿到; laws speak of 招生, be it not in this collection."""
        text = concept.text
        known = text in official_words() or is_held(concept, self.vocabulary) or self._names_thing(concept)
        return concept.is_telling and not known and word_counts().get(text, 0) >= _COMMON

    def _names_paper(self, concept: Concept) -> bool:
        text = concept.text
        return bool(self.named) and (
            _YEAR.fullmatch(text) is not None or any(text in title or names(text, title) for title in self.titles)
        )

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Pairs of characters of the matter."""
        return frozenset(_pairs(self.question.understood.text))

    @cached_property
    def terms(self) -> tuple[tuple[str, str], ...]:
        """Two nouns of the question that stand one after the other, each pair with the second of them."""
        words = [c.text for c in self.question.understood.concepts]
        pairs = ((other, one + other) for one, other in pairwise(words) if _is_nominal(one) and _is_nominal(other))
        return tuple(pair for pair in pairs if pair[1] in self.question.understood.text)

    @cached_property
    def wants(self) -> bool:
        """Whether only a certain kind of thing answers: a number, a person."""
        return need_of(self.question.text) is not None or not gives(self.question.text, ())

    @cached_property
    def _sought(self) -> tuple[tuple[Concept, Sought], ...]:
        return tuple((c, Sought.of(c)) for c in self.concepts)

    @cached_property
    def _headings(self) -> dict[str, list[float]]:
        return {}

    def _told(self, one: Ranked) -> "_Told":
        """How much of the question a passage says, with its headings, and each of its sentences."""
        bounds = [match.span() for match in SENTENCE.finditer(one.shown.text)]
        text = Text(one.shown.text, one.shown.edges, bounds)
        total = sum(sought.weight for _, sought in self._sought) or 1.0
        covered = alone = 0.0
        sentences = [0.0] * len(bounds)
        lacking = []
        for (concept, sought), heading in zip(self._sought, self._said_above(one), strict=True):
            said, each = text.said(sought)
            covered += sought.weight * max(said, IN_CONTEXT * heading)
            alone += sought.weight * said
            for place, degree in enumerate(each or [0.0] * len(bounds)):
                sentences[place] += sought.weight * max(degree, IN_CONTEXT * heading)
            if concept.is_telling and max(said, heading) < _SAID:
                lacking.append(concept)
        return _Told(covered / total, alone / total, [said / total for said in sentences], bounds, lacking)

    def _said_above(self, one: Ranked) -> list[float]:
        """How well title and headings say each concept."""
        context = one.shown.context
        if context not in self._headings:
            text = Text(context, one.shown.context_edges, ((0, len(context)),))
            self._headings[context] = [text.said(sought)[0] for _, sought in self._sought]
        return self._headings[context]

    @cached_property
    def unknown(self) -> float:
        """Share of the question that the collection has no word for."""
        total = sum(c.weight for c in self.concepts if c.is_telling)
        return sum(c.weight for c in self._unheld) / total if total else 1.0

    @cached_property
    def _unheld(self) -> list[Concept]:
        return [c for c in self.concepts if c.is_telling and not is_held(c, self.vocabulary)]

    def _names_thing(self, concept: Concept) -> bool:
        """Whether a concept is a noun or a name, or stands in a noun: 结婚 in 结婚登记 says what is registered."""
        text = concept.text
        return concept.name is not None or is_noun(text) or any(text in noun for noun in self._nouns)

    @cached_property
    def _nouns(self) -> list[str]:
        return [word for word, kind in tag(self.question.text) if kind.startswith("n")]

    def weigh(self, ranked: Sequence[Ranked]) -> list[Passage]:
        """The passages with what they hold, in the same order."""
        best = max((one.score for one in ranked), default=0.0) or 1.0
        known = [(head, term) for head, term in self.terms if any(term in one.shown.text for one in ranked)]
        return [self._passage(one, rank, best=best, known=known) for rank, one in enumerate(ranked)]

    def _passage(self, one: Ranked, rank: int, *, best: float, known: Sequence[tuple[str, str]]) -> Passage:
        text = f"{one.shown.text}\n{one.shown.context}"
        told = self._told(one)
        lead = _lead(one)
        together = max(told.sentences, default=0.0)
        bounds = zip(told.sentences, told.bounds, strict=True)
        close = [one.shown.text[start:end] for covered, (start, end) in bounds if covered >= _CLOSE * together]
        close += [lead] if lead else []
        nouns = [c.weight for c in told.lacking if self._names_thing(c)]
        verbs = [c.weight for c in told.lacking if not self._names_thing(c)]
        intent = self.question.intent
        return Passage(
            one,
            Features(
                covered=told.covered,
                together=together,
                text=told.text,
                letters=_share(self.pairs, text),
                lacks_noun=max(nouns, default=0.0),
                lacks_verb=max(verbs, default=0.0),
                lacks_term=float(any(term not in text and not _says_bare(head, one) for head, term in known)),
                unknown=self.unknown,
                unknown_noun=float(any(map(self._names_thing, self._unheld))),
                stated=float(gives(self.question.text, close)) if self.wants else 0.5,
                exact=float(intent is not Intent.COMPARE and asks_number(self.question.text)),
                fits=float(any(answers(sentence, intent) for sentence in close)),
                binding=float(_BINDING.get(intent, "?") in one.shown.hard),
                search=one.score / best,
                lead=1.0 / (1 + rank),
                number=_numbers(self.question.quantities, one.shown.text),
                paper=float(one.document_id in self.named) if self.named else 0.5,
                superseded=float(one.document_id in self.superseded),
                speech=float(one.shown.kind == DocumentKind.SPEECH),
            ),
        )


def _numbers(asked: Sequence[str], text: str) -> float:
    held = quantities_of(text)
    return sum(token in held for token in asked) / len(asked) if asked else 0.5


def _share(pairs: frozenset[str], text: str) -> float:
    return sum(pair in text for pair in pairs) / len(pairs) if pairs else 0.0


def _pairs(text: str) -> Iterator[str]:
    for run in re.split(r"[^\u4e00-\u9fff0-9a-z]+", text):
        yield from (run[at : at + 2] for at in range(len(run) - 1) if is_hanzi(run[at]) or is_hanzi(run[at + 1]))


def _says_bare(head: str, one: Ranked) -> bool:
    """Whether the passage says a noun without another before it that narrows it: 秘密, not 国家秘密."""
    text, places = one.shown.text, int(one.shown.edges, 16)
    for match in re.finditer(re.escape(head), text):
        at = match.start()
        before = next((start for start in range(at - 1, -1, -1) if places >> start & 1), at)
        if places >> at & 1 and not (before < at and _is_nominal(text[before:at])):
            return True
    return False


def _lead(one: Ranked) -> str:
    line = one.shown.context.rpartition("\n")[2]
    return line if line.endswith(":") else ""


@lru_cache(maxsize=10_000)
def is_noun(word: str) -> bool:
    """Whether a word names a thing or a person, by its last part."""
    # What the dictionary has as a set phrase or an abbreviation names something: 个人隐私, 政协.
    return any(kind[0] in "nlj" for _, kind in tag(word)[-1:])


@lru_cache(maxsize=10_000)
def _is_nominal(word: str) -> bool:
    """Whether a word may stand before a noun that it narrows: 工作 in 工作秘密."""
    return all(kind.startswith("n") or kind in ("vn", "b") for _, kind in tag(word))
