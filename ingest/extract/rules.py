"""Rules (规矩): who must, must not, may or is hoped to do what, by when, and what happens otherwise."""

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.extract import bearers, norms
from ingest.extract.clauses import Clause, bounded, cut, one_of, simplified
from ingest.extract.context import Context
from ingest.extract.deadlines import find_deadline
from ingest.extract.governed import HEADING, TITLE, Governing, governed, topic
from ingest.extract.modality import Cue
from ingest.extract.sanctions import find_sanction, is_breach
from ingest.extract.sentences import Sentence, read_sentences
from ingest.extract.units import Unit, find_units, who
from ingest.lexicon import load_data
from ingest.model import DocumentKind, Force, Modality, Rule, Sanction, Span

FINDER = "find_rules"
_NORMS = load_data("norms")
_INERT = re.compile(one_of(_NORMS["regulation"]["inert_lead"]))
_PRINCIPLES = re.compile(one_of(_NORMS["regulation"]["principles"]))
_CONNECTIVE = re.compile(rf"(?:(?:{one_of(_NORMS['connectives'])})[，,：:]?\s*)+")
_ASKED = re.compile("^[^，]{0,8}?(?P<cue>希望|请(?!示|假)|要求|号召|恳请|建议|提倡|鼓励)")
# In a regulation a short item with one of these is an order rather than the heading of what follows.
_ORDERS = re.compile("应当|必须|不得|严禁|禁止|不准|一律|可以|须")
# The asterisks are Markdown's marks of weight.
_BEFORE, _AFTER = " \u3000，,、*", " \u3000，,、：:*"
_OCCASION = re.compile(one_of(_NORMS["occasions"]))
_LATE = re.compile("(?:逾期|未按时|超时|延误)[^，]*的，")
_LIABLE = re.compile(
    r"(?:对|追究)(?P<name>[^，的]{2,40}?(?:人员|单位|个人|负责人|干部|部门|领导))(?=[^的和、或]|的(?:责任|领导责任|纪律责任)|$)"
)


def find_rules(context: Context) -> tuple[Rule, ...]:
    """The norms of a document in text order, each the stretch of one sentence that carries one instruction."""
    return _Reader(context).rules()


class _Reader:
    """What is remembered while the sentences of one document go by."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.text = simplified(context.text)
        self.regulation = context.kind is DocumentKind.REGULATION
        self.statute = self.regulation
        self.sentences = list(read_sentences(context))
        self.governing = Governing(context.lexicon, (s.span.of(self.text) for s in self.sentences))
        title = simplified(context.title)
        self.title = self.governing.evidence(title if self.statute else _OCCASION.sub("", title), own=False)
        self.about = topic(self.title) if self.statute else None
        self.found: list[Rule] = []
        self.titles: list[Sentence] = []
        self.bearers: tuple[str, ...] = ()
        self.section: int | None = None
        self.passage = -1
        self.following = False
        self.describing = False
        self.breach = False
        self.run_in = ""
        self.list_lead = ""

    def rules(self) -> tuple[Rule, ...]:
        for sentence in self.sentences:
            self._enter(sentence)
            if sentence.is_title and not (self.statute and _ORDERS.search(sentence.span.of(self.text))):
                self.titles.append(sentence)
                self.run_in = sentence.span.of(self.text)
            else:
                self._read(sentence)
        self._instructing_titles()
        return tuple(_bound(sorted(self.found, key=lambda rule: rule.span)))

    def _enter(self, sentence: Sentence) -> None:
        if sentence.passage != self.passage:
            self.passage = sentence.passage
            self.following = self.describing = self.breach = False
            self.run_in = ""
            if not sentence.labelled:
                self.list_lead = ""
        if sentence.section != self.section:
            self.section = sentence.section
            self.statute = self.regulation or self._in_article(sentence)
            self.list_lead = ""
            if not self.statute:
                self.bearers = ()

    def _in_article(self, sentence: Sentence) -> bool:
        """Whether a sentence stands in an article, as of a regulation that a notice hands down."""
        label = self.context.sections[sentence.section].label if sentence.section is not None else ""
        return label.startswith("第") and label.endswith("条")

    def _read(self, sentence: Sentence) -> None:
        units: list[Unit] = []
        clauses = [cut(self.text, piece) for piece in bounded(self.text, sentence.span)]
        for piece in clauses:
            units += () if sentence.asks else self._units(sentence, piece)
        self.found += self._rules(sentence, units, [clause for piece in clauses for clause in piece])
        words = sentence.span.of(self.text)
        if not units and not self.bearers and not self.statute:
            spoken_of = bearers.particular(words)
            self.bearers = (spoken_of,) if spoken_of else ()
        self.following = bool(units)
        self.describing = not units and (self.describing or norms.describes(words))
        self.breach = is_breach(words)
        if sentence.opens_list:
            self.list_lead = words

    def _units(self, sentence: Sentence, clauses: tuple[Clause, ...]) -> Sequence[Unit]:
        if not clauses or norms.is_idle(clauses) or (self.statute and norms.is_frame(clauses)):
            return ()
        cues = norms.cues_of(clauses)
        item = self.statute and sentence.labelled and self.list_lead != ""
        punished = find_sanction(sentence.span.of(self.text), breach=self.breach) is not None
        if item and (clauses[-1].text.endswith("的") or (_INERT.search(self.list_lead) and not punished)):
            return ()
        if any(cues):
            if self.statute:
                cues = [cue or norms.agency(clause) for cue, clause in zip(cues, clauses, strict=True)]
        else:
            principle = item and self.run_in != "" and _PRINCIPLES.search(self.list_lead) is not None
            if item and not principle and not punished:
                return ()
            cues = self._without_cue(sentence, clauses, principle=principle)
        if not any(cues) and self.describing:
            return ()
        return find_units(clauses, cues)

    def _without_cue(self, sentence: Sentence, clauses: tuple[Clause, ...], *, principle: bool) -> list[Cue | None]:
        """The cues of a sentence that has none in words: a liability, a statute, an order by its first verb."""
        nothing: list[Cue | None] = [None] * len(clauses)
        sanction = find_sanction("，".join(clause.text for clause in clauses), breach=self.breach)
        if sanction:
            first_words = re.split("[，,：:]", sanction)[0]
            i = next((i for i, clause in enumerate(clauses) if first_words in clause.text), 0)
            start = max(clauses[i].text.find(first_words), 0)
            return [*nothing[:i], Cue(sanction, start, Modality.OBLIGATION, Force.HARD), *nothing[i + 1 :]]
        first: Cue | None = None
        if principle:
            first = Cue(clauses[0].text.strip()[:2], 0, Modality.OBLIGATION, Force.SOFT)
        elif self.statute:
            for find in (norms.agency, norms.statutory, norms.acting):
                for i, clause in enumerate(clauses):
                    cue = find(clause)
                    if cue:
                        return [*nothing[:i], cue, *nothing[i + 1 :]]
        if (
            not first
            and not self.describing
            and (self.following or (sentence.section is not None and not self.statute))
        ):
            first = norms.opening(clauses, following=self.following) or _timed(clauses)
        return [first, *nothing[1:]]

    def _rules(self, sentence: Sentence, units: Sequence[Unit], clauses: Sequence[Clause]) -> list[Rule]:
        said = sentence.span.of(self.text)
        breach = self.breach or is_breach(said)
        late = next((find_sanction(c, breach=True) for c in [said] if _LATE.search(said)), None)
        above = self._above(sentence) if units else {}
        made = []
        for unit in units:
            span = self._span(unit)
            words = span.of(self.text)
            deadline = find_deadline([clause.text for clause in unit.clauses])
            measured = deadline is not None and deadline.iso is not None
            sanction = find_sanction(words, breach=breach) or (late if measured else None)
            made.append(
                Rule(
                    span=span,
                    finder=FINDER,
                    cue=unit.cue.words,
                    modality=unit.modality,
                    force=Force.HARD if unit.force is Force.HARD or sanction or measured else Force.SOFT,
                    bearers=self._bearers(unit, clauses),
                    duties=governed(self.governing.evidence(words), above, about=self.about),
                    deadline=deadline,
                    sanction=Sanction(sanction) if sanction else None,
                    outline=f"{sentence.outline}第{sentence.ordinal}句" if sentence.ordinal else sentence.outline,
                )
            )
        return made

    def _span(self, unit: Unit) -> Span:
        start, end = unit.clauses[0].span.start, unit.clauses[-1].span.end
        match = _CONNECTIVE.match(self.text, start, end)
        start = match.end() if match and match.end() < end else start
        while start < end and self.text[start] in _BEFORE:
            start += 1
        while end > start and self.text[end - 1] in _AFTER:
            end -= 1
        return Span(start, end)

    def _bearers(self, unit: Unit, clauses: Sequence[Clause]) -> tuple[str, ...]:
        name = self._named(unit, clauses)
        found = bearers.names(name) if name else ()
        if found:
            self.bearers = found
            return found
        if self.bearers or self.statute:
            return self.bearers
        words = "，".join(clause.text for clause in unit.clauses)
        return (bearers.AUDIENCE_BODY if bearers.act_of_the_office(words) else bearers.AUDIENCE,)

    def _named(self, unit: Unit, clauses: Sequence[Clause]) -> str | None:
        """Who the rule itself says is bound, or its sentence before it."""
        for clause in (unit.cue_clause, *unit.clauses):
            asked = _ASKED.search(clause.bare)
            name = bearers.addressed(clause.text[asked.start("cue") :]) if asked else None
            if name:
                return name
        name = who(unit.cue_clause, unit.cue)
        if name:
            return name
        index = clauses.index(unit.cue_clause)
        for i in range(index - 1, -1, -1):
            words = clauses[i].text
            # X、Y和Z，应当…: a name alone is the subject of the next clause.
            alone = i == index - 1 and unit.cue.start == 0
            name = bearers.named_as(words) or bearers.subject(words, len(words), whole=alone)
            if name:
                return name
        if norms.is_requirement(unit.cue_clause):
            return bearers.mentioned("，".join(clause.text for clause in unit.clauses))
        if unit.force is Force.HARD:
            liable = _LIABLE.search("，".join(clause.text for clause in unit.clauses))
            return liable["name"] if liable else None
        return None

    def _above(self, sentence: Sentence) -> dict[str, float]:
        """What the headings above a sentence and the title of the document say of duties."""
        above = {duty: score * TITLE for duty, score in self.title.items()}
        for duty, score in self.governing.evidence(self.run_in, own=False).items():
            above[duty] = above.get(duty, 0.0) + score * HEADING
        weight, index = HEADING / 2 if self.run_in else HEADING, sentence.section
        while index is not None:
            section = self.context.sections[index]
            for duty, score in self.governing.evidence(simplified(section.title), own=False).items():
                above[duty] = above.get(duty, 0.0) + score * weight
            weight, index = weight / 2, section.parent
        return above

    def _instructing_titles(self) -> None:
        """Add the headings with a cue that no sentence under them repeats."""
        ends = [*(title.span.start for title in self.titles[1:]), len(self.text)]
        starts = [rule.span.start for rule in self.found]
        for title, end in zip(self.titles, ends, strict=False):
            section = self.context.sections[title.section] if title.section is not None else None
            if section and section.span.holds(title.span):
                end = section.extent.end
            clauses = cut(self.text, title.span)
            cues = norms.cues_of(clauses)
            repeated = any(title.span.end <= start < end for start in starts)
            if any(cues) and not repeated and not norms.is_idle(clauses):
                self.bearers = ()
                self.found += self._rules(title, find_units(clauses, cues), clauses)


def _timed(clauses: Sequence[Clause]) -> Cue | None:
    """The measured time limit that makes an order of a sentence without any other cue (急件当天送达)."""
    deadline = find_deadline([clause.text for clause in clauses])
    if deadline is None or deadline.iso is None or any(map(norms.is_statement, clauses)):
        return None
    return Cue(deadline.text, 0, Modality.OBLIGATION, Force.HARD)


def _bound(rules: Sequence[Rule]) -> list[Rule]:
    """The rules, those before anybody was named with the bearers of the next rule that names some."""
    following: tuple[str, ...] = ()
    bound: list[Rule] = []
    for rule in reversed(rules):
        following = rule.bearers or following
        bound.insert(0, rule if rule.bearers else replace(rule, bearers=following))
    return bound
