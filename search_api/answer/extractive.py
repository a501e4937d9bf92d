"""Answers made of quotes: the sentences that state what is asked, or the word that nothing does."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from graph.quote import Quote, distinct, quoted_words
from graph.store.base import View
from graph.store.shapes import Entity, RuleRecord
from search_api.answer import members
from search_api.answer.asking import Question
from search_api.answer.belief import enough
from search_api.answer.comparing import pair_of
from search_api.answer.deciding import asks_whether, verdict_of
from search_api.answer.declining import NOT_ASKED, declined, reason_for
from search_api.answer.evidence import Passage, Weigher
from search_api.answer.excerpt import best_sentence, excerpt
from search_api.answer.grouping import groups_of
from search_api.answer.kinds import asks_number, asks_person, counts, gives, is_masthead
from search_api.answer.marks import marks_of, note_of
from search_api.answer.papers import named_in
from search_api.answer.stating import other_number, stated_in
from search_api.answer.tracing import chain_of, is_dated
from search_api.query.understanding import LONGEST
from search_api.query.vocabulary import Vocabulary
from search_api.ranking.headings import is_heading
from search_api.ranking.order import Ranked, superseded
from search_api.results import Answer, AnswerKind, Decline, Group, Intent, Mark, Verdict

_LOOKED_AT = 30
_READ = 12
"""Of those, so many are read from the store."""
_QUOTES = 4
_NEARLY = 0.35
"""Share of the best one's rank from which on another passage is quoted as well."""
_ALIKE = 0.75
"""The same from which on those that give the number asked for in figures stand before those that do not."""
_AS_MUCH = 0.75
"""Share of what the best one says of the question that one must say whose number answers it."""
_ACT = 0.3
"""What a verb of the question weighs at least that says what one asks leave for."""
_LISTED = 0.9
_FEW_WORDS = 8
_NAMED = 0.75
"""Share of what is enough that is enough for documents that the question itself names."""
_TOGETHER = 0.6
_BY_FORCE = frozenset({Intent.DUTY, Intent.PROHIBITION, Intent.TOPIC})
"""What is answered by a list of rules."""
_COMPARED = 3
"""Documents that a question names, of which each is searched by itself."""
CUT = f"问题太长，只看了前 {LONGEST} 字。"
Find = Callable[[str], Sequence[Ranked]]
_MAY: Mapping[Verdict, str] = {
    Verdict.YES: "可以。",
    Verdict.NO: "不可以。",
    Verdict.CONDITIONAL: "有条件。",
}


@dataclass(frozen=True)
class Answering:
    """The answering of one question, from the passages found for it and the graph."""

    question: Question
    ranked: Sequence[Ranked]
    vocabulary: Vocabulary
    view: View
    within: Find
    """What the question finds in one document."""

    def answer(self) -> Answer:
        """The answer, with what it was read as and what was searched for."""
        asked = self.question
        if not asked.text:
            return Answer(asked.intent, False, NOT_ASKED, (), (), 0.0, kind=AnswerKind.NONE)
        answered = self._answered()
        return replace(
            answered,
            note=answered.note + (CUT if asked.is_cut else ""),
            intents=asked.intents,
            understood=asked.understood.text,
            topic=asked.topic,
            searched=tuple(c.text for c in asked.concepts),
        )

    def _answered(self) -> Answer:
        asked = self.question
        if asked.is_opinion:
            return self._declined(Decline.OPINION, confidence=0.0)
        formula = members.formula_asked(asked, self.view)
        if formula is not None:
            return self._members(formula)
        unsaid = self._unsaid_names
        if unsaid or not self.believed:
            return self._declined(Decline.UNSAID, confidence=0.05, missing=unsaid or self._missing)
        best, confidence = self.believed[0], self.confidence
        if asked.intent is Intent.COMPARE and (compared := self._compared()) is not None:
            return compared
        if asked.intent is Intent.COUNT and (counted := self._counted()) is not None:
            return counted
        if asks_person(asked.text) and not any(map(_names_somebody, self.believed[:_QUOTES])):
            return self._declined(Decline.NO_PERSON, confidence=min(confidence, 0.2))
        if asks_number(asked.text) and not self._numbered:
            return self._declined(Decline.NO_NUMBER, confidence=min(confidence, 0.3))
        if best.features.lacks_term:
            return self._declined(Decline.SCOPE, confidence=min(confidence, 0.3))
        if asks_whether(asked) and not self._decides(best):
            return self._declined(Decline.UNSAID, confidence=min(confidence, 0.3))
        if confidence < enough():
            return self._declined(reason_for(asked, best, self._missing), confidence=confidence)
        return self._typed()

    def _typed(self) -> Answer:
        intent = self.question.intent
        if intent in (Intent.FIRST, Intent.CREDITED):
            return self._chain()
        if asks_whether(self.question):
            return self._verdict()
        if intent is Intent.DEADLINE:
            return self._duration()
        return self._rules()

    @cached_property
    def named(self) -> frozenset[str]:
        """Documents that the question names."""
        return named_in(self.question, self.ranked)

    @cached_property
    def passages(self) -> Sequence[Passage]:
        """What was found, with what it holds."""
        return self._weighed(self.ranked)

    def _weighed(self, found: Sequence[Ranked]) -> Sequence[Passage]:
        stating = (one for one in found if not is_heading(one.shown) and not is_masthead(one.shown.text))
        ranked = list(islice(stating, _LOOKED_AT))
        titles = tuple({one.shown.title for one in ranked if one.document_id in self.named})
        weigher = Weigher(self.question, self.vocabulary, frozenset(superseded(ranked)), self.named, titles)
        return weigher.weigh(ranked)

    @cached_property
    def believed(self) -> Sequence[Passage]:
        """The passages that the store still has, the one that answers best first."""
        best = sorted(self.passages, key=lambda one: one.rank, reverse=True)[:_READ]
        lost = best[0].one.passages.read([one.one.passage_id for one in best]) if best else set()
        return [one for one in best if one.one.passage_id not in lost]

    @cached_property
    def confidence(self) -> float:
        """How sure it is that the best one answers; of a question for a number, that the one that gives it does."""
        best = self._numbered[0] if asks_number(self.question.text) and self._numbered else self.believed[0]
        return best.confidence

    @cached_property
    def _missing(self) -> list[str]:
        """Telling words of the question that the best passages do not say."""
        said = "\n".join(one.one.shown.text + one.one.shown.context for one in self.believed[:_QUOTES])
        return [
            c.text
            for c in self.question.concepts
            if c.is_telling and not any(way.text in said for way in c.ways) and not any(p in said for p in c.parts)
        ]

    @cached_property
    def _unsaid_names(self) -> list[str]:
        """What is asked for by its name, in quotation marks, and stands nowhere."""
        if not {Intent.FORMULA, Intent.DEFINITION} & set(self.question.intents[:1]):
            return []
        return [name for name in self.question.phrases if len(name) <= _FEW_WORDS and not self._saying(name)]

    def _saying(self, phrase: str) -> list[Passage]:
        return [one for one in self.passages if phrase in one.one.shown.text]

    @cached_property
    def _chosen(self) -> Sequence[Passage]:
        """The passages to quote: the best, and those that answer nearly as well."""
        least = _NEARLY * self.believed[0].rank
        chosen = [one for one in self.believed if one.rank >= least][:_QUOTES]
        if asks_number(self.question.text):
            chosen.sort(key=lambda one: not self._gives_number(one))
        alike = sum(one.rank >= _ALIKE * chosen[0].rank for one in chosen)
        counted = sorted(chosen[:alike], key=lambda one: not counts(self.question.text, one.one.shown.text))
        return [*counted, *chosen[alike:]]

    @cached_property
    def _numbered(self) -> Sequence[Passage]:
        """Those of them that give the number asked for."""
        return [one for one in self._chosen if self._gives_number(one)]

    def _decides(self, passage: Passage) -> bool:
        """Whether it says of the act that it is allowed or forbidden, or speaks of the act at all."""
        return passage.features.lacks_verb < _ACT or self._verdict_in(passage) is not None

    def _verdict_in(self, passage: Passage) -> Verdict | None:
        return verdict_of(self.question, best_sentence(self.question, passage, passage.quote).text)

    def _gives_number(self, passage: Passage) -> bool:
        """Whether it gives the number asked for, of what the best passage speaks of: not that of something else."""
        gives_it = gives(self.question.text, (passage.one.shown.text, passage.lead))
        best, own = self.believed[0].features, passage.features
        return gives_it and own.covered >= _AS_MUCH * best.covered and own.lacks_noun <= best.lacks_noun

    def _excerpts(self, passages: Sequence[Passage]) -> tuple[Quote, ...]:
        return tuple(distinct(excerpt(self.question, one, self.view) for one in passages))

    def _nearest(self, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
        rest = self._excerpts(self.believed[: len(quotes) + _QUOTES])
        return tuple(distinct((*quotes, *rest)))[len(quotes) :][:3]

    def _declined(self, reason: Decline, *, confidence: float, missing: Sequence[str] = ()) -> Answer:
        lacking = missing or (self._missing if reason is Decline.UNSAID else ())
        nearest = self._excerpts(self.believed[:_QUOTES]) if self.passages else ()
        return declined(self.question, reason, nearest, confidence=confidence, missing=lacking)

    def _built(self, kind: AnswerKind, quotes: tuple[Quote, ...], head: str = "") -> Answer:
        """An answer with what every kind has: the quotes under its own words, and what they are against each other."""
        return Answer(
            self.question.intent,
            True,
            head + quoted_words(quotes),
            quotes,
            self._nearest(quotes),
            self.confidence,
            kind,
            marks=marks_of(quotes),
            note=note_of(quotes),
        )

    def _members(self, formula: Entity) -> Answer:
        lost = self.ranked[0].passages.read([one.passage_id for one in self.ranked]) if self.ranked else set()
        passages = [one.passage.quote for one in self.ranked if one.passage_id not in lost]
        lists = members.listed(formula)
        if not lists:
            saying = [quote for quote in passages if formula.summary.name in quote.text]
            return declined(self.question, Decline.NO_LIST, saying or passages, confidence=0.2)
        quotes = tuple(distinct(members.quotes_of(formula, passages)))
        near = tuple(distinct((*quotes, *passages)))[len(quotes) :][:3]
        return Answer(
            self.question.intent,
            True,
            members.worded(formula),
            quotes,
            near,
            _LISTED,
            AnswerKind.MEMBERS,
            marks=marks_of(quotes),
            members=lists[0].members,
        )

    def _compared(self) -> Answer | None:
        """Two documents beside each other; None where there are not two that say enough."""
        found = {one.one.passage_id: one for one in self.passages}
        for key in sorted(self.named)[:_COMPARED]:
            found |= {one.one.passage_id: one for one in self._weighed(self.within(key))}
        pair = pair_of(self.question, list(found.values()), self.named)
        sure = max((one.confidence for one in pair), default=0.0)
        least = enough() * (_NAMED if self.named else 1.0)
        return replace(self._comparison(pair), confidence=sure) if sure >= least else None

    def _comparison(self, pair: Sequence[Passage]) -> Answer:
        quotes = self._excerpts(pair)
        groups = tuple(Group(f"《{q.title}》（{_dated(q)}）", (place,)) for place, q in enumerate(quotes))
        built = self._built(AnswerKind.COMPARISON, quotes)
        return replace(built, groups=groups, stated=stated_in(self.question, quotes))

    def _chain(self) -> Answer:
        phrases = self.question.phrases
        saying = [one for one in self.believed if phrases and all(phrase in one.one.shown.text for phrase in phrases)]
        sentences = [best_sentence(self.question, one, one.quote) for one in saying or self._chosen]
        quotes = chain_of(sentences, self.view)
        head = f"本库最早见于《{quotes[0].title}》（{_dated(quotes[0])}）。\n"
        built = self._built(AnswerKind.CHAIN, quotes, head)
        if not is_dated(quotes[0]):
            return built
        return replace(built, marks=((Mark.FIRST, *built.marks[0]), *built.marks[1:]))

    def _counted(self) -> Answer | None:
        """How many passages found say all that is asked about; None where none does."""
        said = self.question.phrases or tuple(c.text for c in self.question.concepts if c.is_telling)
        saying = [one for one in self.ranked if said and all(word in one.shown.text for word in said)]
        if not saying or not self.believed:
            return None
        documents = len({one.document_id for one in saying})
        least = "至少 " if len(saying) == len(self.ranked) else ""
        keys = {one.passage_id for one in saying}
        quotes = self._excerpts([one for one in self.believed if one.one.passage_id in keys][:_QUOTES])
        head = f"找到{least or ' '}{len(saying)} 处，见于 {documents} 份文献。\n"
        return replace(self._built(AnswerKind.COUNT, quotes, head), count=len(saying))

    def _verdict(self) -> Answer:
        verdict = self._verdict_in(self._chosen[0])
        quotes = self._excerpts(self._chosen)
        head = f"{_MAY[verdict]}\n" if verdict else ""
        return replace(self._built(AnswerKind.VERDICT, quotes, head), verdict=verdict)

    def _duration(self) -> Answer:
        quotes = self._excerpts(self._chosen)
        stated = stated_in(self.question, quotes)
        own = [one.text for one in stated if one.quote == 0]
        head = f"{'、'.join(dict.fromkeys(own))}。\n" if own else ""
        built = self._built(AnswerKind.DURATION, quotes, head)
        return replace(built, stated=stated, note=other_number(self.question, stated) or built.note)

    def _rules(self) -> Answer:
        quotes = self._excerpts(self._chosen)
        rules: list[Sequence[RuleRecord]] = [self._rules_in(quote) for quote in quotes]
        groups = groups_of(quotes, rules) if self.question.intent in _BY_FORCE else ()
        stated = stated_in(self.question, quotes) if self.question.quantities else ()
        kind = AnswerKind.RULES if groups else AnswerKind.QUOTES
        built = self._built(kind, quotes)
        return replace(built, groups=groups, note=other_number(self.question, stated) or built.note)

    def _rules_in(self, quote: Quote) -> Sequence[RuleRecord]:
        for one in self._chosen:
            own = one.quote
            if own.document_id == quote.document_id and own.start <= quote.start < own.end:
                return one.one.passage.rules
        return ()


def _names_somebody(passage: Passage) -> bool:
    """Whether it gives a name, in a sentence on what is asked."""
    return passage.features.stated == 1.0 and passage.features.together >= _TOGETHER


def _dated(quote: Quote) -> str:
    day = quote.date.latest or quote.date.earliest
    return f"{day.year}年" if day else "未注明日期"
