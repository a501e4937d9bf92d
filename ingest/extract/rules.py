"""Rules (规矩): who must, must not, may or is hoped to do what, by when, and what happens otherwise."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.extract import bearers, norms
from ingest.extract.clauses import Clause, bounded, cut, one_of, simplified
from ingest.extract.context import Context
from ingest.extract.deadlines import find_deadline
from ingest.extract.governed import HEADING, TITLE, evidence, governed
from ingest.extract.modality import Cue
from ingest.extract.sanctions import find_sanction, is_breach
from ingest.extract.sentences import Sentence, read_sentences
from ingest.extract.units import Unit, find_units, who
from ingest.lexicon import load_data
from ingest.model import DocumentKind, Force, Modality, Rule, Span

FINDER = "find_rules"
_NORMS = load_data("norms")
_INERT = re.compile(one_of(_NORMS["regulation"]["inert_lead"]))
_PRINCIPLES = re.compile(one_of(_NORMS["regulation"]["principles"]))
_CONNECTIVE = re.compile(rf"(?:(?:{one_of(_NORMS['connectives'])})[，,：:]?\s*)+")
_LIABLE = re.compile(r"对(?P<name>[^，的]{2,40}?(?:人员|单位|个人|负责人|干部|部门|领导))(?=[^的]|$)")


def find_rules(context: Context) -> tuple[Rule, ...]:
    """The norms of a document in text order, each the stretch of one sentence that carries one instruction."""
    return _Reader(context).rules()


class _Reader:
    """What is remembered while the sentences of one document go by."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = simplified(context.text)
        self.statute = context.kind is DocumentKind.REGULATION
        self.found: list[Rule] = []
        self.titles: list[Sentence] = []
        self.bearers: tuple[str, ...] = ()
        self.waiting: list[int] = []
        self.place: tuple[int | None, str] = (None, "")
        self.passage = -1
        self.following = False
        self.breach = False
        self.list_lead = ""
        self.principles = False

    def rules(self) -> tuple[Rule, ...]:
        for sentence in read_sentences(self.context):
            self._enter(sentence)
            if sentence.is_title:
                self.titles.append(sentence)
            else:
                self._read(sentence)
        self._instructing_titles()
        return tuple(sorted(self.found, key=lambda rule: rule.span))

    def _enter(self, sentence: Sentence) -> None:
        if sentence.passage != self.passage:
            self.passage, self.following, self.breach = sentence.passage, False, False
            if not sentence.labelled:
                self.list_lead = ""
        if sentence.section != self.place[0]:
            self.place = (sentence.section, "")
            self.list_lead = ""
            if not self.statute:
                self.bearers = ()

    def _read(self, sentence: Sentence) -> None:
        units: list[Unit] = []
        if not sentence.asks:
            for piece in bounded(self.text, sentence.span):
                units += self._units(sentence, cut(self.text, piece))
        self.found += self._rules(sentence, units)
        self.following = bool(units)
        words = sentence.span.of(self.text)
        self.breach = is_breach(words)
        if sentence.opens_list:
            self.list_lead = words

    def _units(self, sentence: Sentence, clauses: tuple[Clause, ...]) -> Sequence[Unit]:
        if not clauses or norms.is_idle(clauses) or (self.statute and norms.is_frame(clauses)):
            return ()
        cues = [norms.cue_of(clause) for clause in clauses]
        item = self.statute and sentence.labelled and self.list_lead != ""
        if item and (_INERT.search(self.list_lead) or clauses[-1].text.endswith("的")):
            return ()
        if not any(cues):
            cues = [] if item and not _PRINCIPLES.search(self.list_lead) else self._without_cue(sentence, clauses)
        elif self.statute:
            cues = [cue or norms.agency(clause) for cue, clause in zip(cues, clauses, strict=True)]
        return find_units(clauses, cues) if cues else ()

    def _without_cue(self, sentence: Sentence, clauses: tuple[Clause, ...]) -> list[Cue | None]:
        """The cues of a sentence that has none in words: a liability, a statute, an order by its first verb."""
        nothing: list[Cue | None] = [None] * len(clauses)
        words = "，".join(clause.text for clause in clauses)
        sanction = find_sanction(words, breach=self.breach)
        if sanction:
            return [Cue(sanction, 0, Modality.OBLIGATION, Force.HARD), *nothing[1:]]
        if self.statute:
            first = next(((i, cue) for i, cue in enumerate(map(norms.statutory, clauses)) if cue), None)
        elif self.following or sentence.section is not None:
            cue = norms.opening(clauses)
            first = (0, cue) if cue else None
        else:
            first = None
        return [first[1] if first and i == first[0] else None for i in range(len(clauses))]

    def _rules(self, sentence: Sentence, units: Sequence[Unit]) -> list[Rule]:
        sentence_words = sentence.span.of(self.text)
        made = []
        for unit in units:
            span = self._span(sentence, unit)
            words = span.of(self.text)
            deadline = find_deadline([clause.text for clause in unit.clauses])
            sanction = find_sanction(words, breach=self.breach or is_breach(sentence_words))
            hard = unit.force is Force.HARD or sanction or (deadline and deadline.iso)
            made.append(
                Rule(
                    span=span,
                    finder=FINDER,
                    cue=unit.cue.words,
                    modality=unit.modality,
                    force=Force.HARD if hard else Force.SOFT,
                    bearers=self._bearers(unit, words),
                    duties=governed(evidence(words, self.context.lexicon), self._above(sentence)),
                    deadline=deadline,
                    sanction=sanction,
                    outline=f"{sentence.outline}第{sentence.ordinal}句",
                )
            )
        return made

    def _span(self, sentence: Sentence, unit: Unit) -> Span:
        start, end = unit.clauses[0].span.start, unit.clauses[-1].span.end
        match = _CONNECTIVE.match(self.text, start, end)
        start = match.end() if match and match.end() < end else start
        while start < end and self.text[start] in " \u3000，,、":
            start += 1
        while end > start and self.text[end - 1] in " \u3000，,、：:":
            end -= 1
        return Span(start, end)

    def _bearers(self, unit: Unit, words: str) -> tuple[str, ...]:
        name = self._named(unit)
        found = bearers.names(name) if name else ()
        if found:
            self.bearers = found
            return found
        if self.bearers:
            return self.bearers
        if self.statute:
            return ()
        return (bearers.AUDIENCE_BODY if bearers.act_of_the_office(words) else bearers.AUDIENCE,)

    def _named(self, unit: Unit) -> str | None:
        """Who the rule itself says is bound."""
        index = unit.clauses.index(unit.cue_clause)
        name = bearers.addressed(unit.cue_clause.text[unit.cue.start :]) or who(unit.cue_clause, unit.cue)
        if name:
            return name
        for clause in reversed(unit.clauses[:index]):
            name = bearers.named_as(clause.text) or bearers.subject(clause.text, len(clause.text))
            if name:
                return name
        if unit.force is Force.HARD:
            liable = _LIABLE.search("，".join(clause.text for clause in unit.clauses))
            return liable["name"] if liable else None
        return None

    def _above(self, sentence: Sentence) -> dict[str, float]:
        """What the headings above a sentence and the title of the document say of duties."""
        weight, above = HEADING, dict[str, float]()
        texts = [(simplified(self.context.title), TITLE)]
        index = sentence.section
        while index is not None:
            section = self.context.sections[index]
            texts.append((simplified(section.title), weight))
            weight, index = weight / 2, section.parent
        for words, scale in texts:
            for duty, score in evidence(words, self.context.lexicon).items():
                above[duty] = above.get(duty, 0.0) + score * scale
        return above

    def _instructing_titles(self) -> None:
        """Add the headings with a cue that no sentence under them repeats."""
        starts = [rule.span.start for rule in self.found]
        ends = [title.span.start for title in self.titles[1:]] + [len(self.text)]
        for title, end in zip(self.titles, ends, strict=False):  # a text without titles has no end either
            clauses = cut(self.text, title.span)
            section = self.context.sections[title.section] if title.section is not None else None
            if section and section.span.holds(title.span):
                end = section.extent.end
            if any(title.span.end <= start < end for start in starts):
                continue
            cues = [norms.cue_of(clause) for clause in clauses]
            if any(cues) and not norms.is_idle(clauses):
                self.bearers = ()
                self.found += self._rules(replace(title, ordinal=0), find_units(clauses, cues))
