"""Rules (规矩): who must, must not, may or is hoped to do what, by when, and what happens otherwise."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.extract import bearers, implied, naming, norms, statutes
from ingest.extract.audience import Audience, audience
from ingest.extract.bearing import MENTIONED, Bound, InForce, approves, offender, own_bearers
from ingest.extract.clauses import Clause, bounded, cut, one_of, simplified
from ingest.extract.context import Context
from ingest.extract.deadlines import find_deadline
from ingest.extract.doubts import find_doubts
from ingest.extract.frames import without_frame
from ingest.extract.governed import (
    UNDER_HEADING,
    UNDER_ONE_TOPIC,
    UNDER_TITLE,
    Evidence,
    Governed,
    Governing,
    governed,
    topic,
)
from ingest.extract.measured import measured, orders_bare
from ingest.extract.modality import Cue
from ingest.extract.narrative import only_tells
from ingest.extract.parts import force_of, is_measured, parts_of, span_of, without_consequence
from ingest.extract.sanctions import find_sanction, is_breach
from ingest.extract.sentences import Sentence, read_sentences
from ingest.extract.settling import settled
from ingest.extract.telling import telling_sections
from ingest.extract.units import Unit, find_units, without_breach
from ingest.lexicon import load_data
from ingest.model import DocumentKind, Force, Modality, Rule, Span

FINDER = "find_rules"
_NORMS = load_data("norms")
_INERT = re.compile(one_of(_NORMS["regulation"]["inert_lead"]))
# The lead of a list whose items name who acts: 按照下列规定指挥处置.
_RULED = re.compile("(?:下列|以下|如下)[^，]{0,4}(?:规定|办法|方式)")
_PRINCIPLES = re.compile(one_of(_NORMS["regulation"]["principles"]))
# In a regulation a short item with one of these is an order rather than the heading of what follows.
_ORDERS = re.compile("应当|必须|不得|严禁|禁止|不准|一律|可以|须")
_BANS = frozenset({"不得", "不准", "严禁"})
_STRICT = frozenset({"应当", "须", "应"})
SAID_AGAIN = 0.4
"""The share of the pairs of characters of a heading with which a rule under it says the same."""
_OCCASION = re.compile(one_of(_NORMS["occasions"]))
# A paper named by its kind is about no announcing or reporting.
_PAPER = re.compile("(?:公告|通告|公示|通报|报告|请示)$")
_TWO_TOPICS = re.compile("[及和、]")
_LATE = re.compile("(?:逾期|未按时|超时|延误)[^，]*的，")


@dataclass(frozen=True, slots=True)
class _Source:
    """One document as its rules are read from it: nothing that is told here changes while they are."""

    context: Context
    text: str
    regulation: bool
    governing: Governing
    title: Evidence
    about: str | None
    telling: frozenset[int | None]
    """The sections in which only a cue orders."""
    above: dict[tuple[str, int | None], Evidence] = field(default_factory=dict)
    """What the headings above a place say of duties, worked out when the first sentence there is read."""


@dataclass(frozen=True, slots=True)
class _Memory:
    """What the sentences so far leave for the next one."""

    statute: bool
    """Whether it stands in a regulation, or in an article of one that is handed down."""
    notice: bool = False
    """Whether it stands in a notice, which orders even where no word says so."""
    section: int | None = None
    passage: int = -1
    in_force: InForce = field(default_factory=InForce)
    """Whom it binds where it names nobody."""
    governed: Governed = field(default_factory=Governed)
    """The duties of the rule before it in its section."""
    following: bool = False
    """Whether the sentence before it, in its paragraph, instructs."""
    describing: bool = False
    """Whether its paragraph tells how things are."""
    breach: bool = False
    """Whether the sentence before it tells of a breach."""
    run_in: str = ""
    """The heading that its paragraph began with."""
    list_lead: str = ""
    """The sentence that opened the list which it may be an item of."""


def find_rules(context: Context) -> tuple[Rule, ...]:
    """The norms of a document in text order, each the stretch of one sentence that carries one instruction."""
    sentences = tuple(read_sentences(context))
    source = _source(context, sentences)
    memory = _Memory(statute=source.regulation, notice=orders_bare(context))
    found: list[Rule] = []
    titles: list[Sentence] = []
    for sentence in sentences:
        memory = _entered(source, memory, sentence)
        words = sentence.span.of(source.text)
        if sentence.is_title and not (memory.statute and _ORDERS.search(words)):
            titles.append(sentence)
            memory = replace(memory, run_in=words)
        else:
            rules, memory = _read(source, memory, sentence)
            found += rules
    found += _instructing_titles(source, memory, titles, found)
    speaks_to = _speaks_to(source, context)
    made = settled(sorted(found, key=lambda rule: rule.span), source.text, context.sections, speaks_to=speaks_to)
    tells = context.kind is DocumentKind.OTHER and not (orders_bare(context) or (speaks_to and speaks_to.names))
    return () if tells and only_tells(made, len(sentences)) else made


def rule_at(context: Context, span: Span, others: Sequence[Rule]) -> Rule | None:
    """The rule at words that somebody says are one, resolved among the `others` as if found; None outside sentences."""
    sentences = tuple(read_sentences(context))
    sentence = max(sentences, key=lambda one: _shared(one.span, span), default=None)
    source = _source(context, sentences)
    clauses = cut(source.text, span)
    if sentence is None or not _shared(sentence.span, span) or not clauses:
        return None
    memory = _Memory(statute=source.regulation or _in_article(context, sentence), section=sentence.section)
    found = [(cue, clause) for cue, clause in zip(norms.cues_of(clauses), clauses, strict=True) if cue]
    said = [rule for rule in others if rule.span < span and rule.outline.startswith(sentence.outline) and rule.bearers]
    spoken_of = None if found else bearers.mentioned(span.of(source.text))  # no cue tells where a subject ends
    if spoken_of:
        memory = replace(memory, in_force=InForce(Bound(naming.names(spoken_of), MENTIONED)))
    elif said:
        memory = replace(memory, in_force=InForce().after(Bound(said[-1].bearers, said[-1].bearers_by)))
    cue, clause = found[0] if found else (Cue("", 0, Modality.OBLIGATION, Force.SOFT), clauses[0])
    unit = Unit(list(clauses), cue, clause, cue.modality, cue.force)
    rules, _ = _rules(source, memory, sentence, [unit], clauses)
    rule = replace(rules[0], span=span)
    speaks_to = _speaks_to(source, context)
    every = sorted([*others, rule], key=lambda one: one.span)
    return settled(every, source.text, context.sections, speaks_to=speaks_to)[every.index(rule)]


def _speaks_to(source: _Source, context: Context) -> Audience | None:
    regulates = source.regulation or _is_made_of_articles(context)
    return None if regulates else audience(context, source.text)


def _shared(one: Span, other: Span) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _source(context: Context, sentences: Sequence[Sentence]) -> _Source:
    text = simplified(context.text)
    regulation = context.kind is DocumentKind.REGULATION
    governing = Governing(context.lexicon, (sentence.span.of(text) for sentence in sentences))
    title = _PAPER.sub("", simplified(context.title))
    evidence = governing.evidence(title if regulation else _OCCASION.sub("", title), own=False)
    about = topic(evidence) if regulation or not _TWO_TOPICS.search(title) else None
    weighed = {duty: score * (UNDER_ONE_TOPIC if duty == about else UNDER_TITLE) for duty, score in evidence.items()}
    return _Source(context, text, regulation, governing, weighed, about, telling_sections(context))


def _entered(source: _Source, memory: _Memory, sentence: Sentence) -> _Memory:
    """What is left of the memory at a sentence that may open a paragraph or a section."""
    if sentence.passage != memory.passage:
        memory = replace(
            memory,
            # Without an outline a paragraph is a section.
            in_force=InForce() if sentence.section is None else memory.in_force,
            passage=sentence.passage,
            following=False,
            describing=sentence.section in source.telling,
            breach=False,
            run_in="",
            list_lead=memory.list_lead if sentence.labelled else "",
        )
    if sentence.section != memory.section:
        statute = source.regulation or _in_article(source.context, sentence)
        memory = replace(
            memory,
            section=sentence.section,
            statute=statute,
            list_lead="",
            in_force=InForce(),
            governed=Governed(),
            describing=sentence.section in source.telling,
        )
    return memory


def _in_article(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence stands in an article, as of a regulation that a notice hands down."""
    label = context.sections[sentence.section].label if sentence.section is not None else ""
    return label.startswith("第") and label.endswith("条")


def _is_made_of_articles(context: Context) -> bool:
    """Whether a text of no known kind is like a regulation: an interpretation by a court, a charter."""
    articles = sum(section.label.startswith("第") and section.label.endswith("条") for section in context.sections)
    return context.kind is DocumentKind.OTHER and 2 * articles > len(context.sections)


def _read(source: _Source, memory: _Memory, sentence: Sentence) -> tuple[list[Rule], _Memory]:
    """The rules of a sentence, and what it leaves for the next."""
    pieces = [cut(source.text, piece) for piece in bounded(source.text, sentence.span)]
    pieces = pieces if memory.statute else [without_frame(piece) for piece in pieces]
    words = sentence.span.of(source.text)
    units = [] if sentence.asks else [unit for piece in pieces for unit in _units(memory, sentence, piece, words)]
    rules, in_force = _rules(source, memory, sentence, units, [clause for piece in pieces for clause in piece])
    if not units and not memory.statute:
        in_force = in_force.speaking_of(words)
    return rules, replace(
        memory,
        in_force=in_force,
        governed=Governed(rules[-1].duties, rules[-1].duties_by) if rules else memory.governed,
        following=bool(units),
        describing=sentence.section in source.telling or (not units and (memory.describing or norms.describes(words))),
        breach=is_breach(words),
        list_lead=words if sentence.opens_list else memory.list_lead,
    )


def _units(memory: _Memory, sentence: Sentence, clauses: tuple[Clause, ...], words: str) -> Sequence[Unit]:
    if not clauses or norms.is_idle(clauses) or (memory.statute and statutes.is_frame(clauses)):
        return ()
    cues = norms.cues_of(clauses)
    cues = without_breach(clauses, cues) if memory.statute else cues
    item = memory.statute and sentence.labelled and memory.list_lead != ""
    punished = find_sanction(words, breach=memory.breach) is not None
    listed = item and (clauses[-1].text.endswith("的") or (_INERT.search(memory.list_lead) and not punished))
    if listed and not _orders_itself(clauses, cues):
        return ()
    if any(cues):
        if memory.statute:
            cues = [cue or statutes.agency(clause) for cue, clause in zip(cues, clauses, strict=True)]
            cues = implied.liable_before(clauses, cues, breach=memory.breach)
        else:
            cues = implied.before_ban(clauses, cues)
    else:
        principle = item and memory.run_in != "" and _PRINCIPLES.search(memory.list_lead) is not None
        if item and not principle and not punished and not _acted(memory, clauses):
            return ()
        cues = _without_cue(memory, sentence, clauses, principle=principle)
        if memory.describing and not any(cues):
            return ()
    return find_units(clauses, cues, statute=memory.statute)


def _orders_itself(clauses: Sequence[Clause], cues: Sequence[Cue | None]) -> bool:
    """Whether an item orders whatever its list is of: 不得攀折花木, 依据失效的，应当取消."""
    if clauses[-1].text.endswith("的"):
        return False
    cases = any(cue and case.text.endswith("的") for case, cue in zip(clauses, cues[1:], strict=False))
    return cases or any(cue and cue.words in _BANS for cue in cues)


def _acted(memory: _Memory, clauses: Sequence[Clause]) -> bool:
    """Whether an item of rules, not of things or tasks, says what somebody named does."""
    if _RULED.search(memory.list_lead) is None:
        return False
    cases = any(statutes.consequent(case, clause) for case, clause in pairwise(clauses))
    return cases or any(statutes.agency(clause) or statutes.acting(clause) for clause in clauses)


def _without_cue(
    memory: _Memory, sentence: Sentence, clauses: tuple[Clause, ...], *, principle: bool
) -> list[Cue | None]:
    """The cues of a sentence that has none in words: a liability, a statute, an order by its first verb."""
    cues = implied.liability(clauses, breach=memory.breach)
    if any(cues):
        return cues
    if principle:
        return implied.principle(clauses)
    if memory.statute:
        cues = implied.statutory(clauses)
    ordered = memory.following or (sentence.section is not None and not memory.statute)
    if not any(cues) and ordered and not memory.describing:
        cues = implied.order(clauses, following=memory.following)
    if not any(cues) and (ordered or memory.notice) and not memory.statute and not memory.describing:
        cues = measured(clauses, notice=memory.notice or memory.following)
    return cues


def _rules(
    source: _Source, memory: _Memory, sentence: Sentence, units: Sequence[Unit], clauses: Sequence[Clause]
) -> tuple[list[Rule], InForce]:
    """The rules of the units of a sentence with these clauses, and who is in force after them."""
    said, at = sentence.span.of(source.text), sentence.span.start
    breach = memory.breach or is_breach(said)
    late = find_sanction(said, breach=True, start=at) if _LATE.search(said) else None
    above = _above(source, memory, sentence) if units else {}
    in_force, made, last = memory.in_force, list[Rule](), memory.governed
    for unit in units:
        span = span_of(source.text, unit)
        words = span.of(source.text)
        deadline = find_deadline(unit.clauses)
        sanction = find_sanction(words, breach=breach, start=span.start) or (late if is_measured(deadline) else None)
        own_words = source.governing.evidence(without_consequence(words, sanction, span) if memory.statute else words)
        if sanction and not own_words and last.duties and memory.statute:
            duties = last
        else:
            duties = governed(own_words, above, source.title, about=source.about, statute=source.regulation)
        last = duties
        own = own_bearers(unit, clauses, statute=memory.statute)
        if own.names and approves(unit):
            in_force = in_force.approved_by(own)
        elif own.names:
            in_force = in_force.after(own, offender(unit, clauses, own) if memory.statute else None)
        bound = own if own.names else in_force.of(duties.duties, punished=sanction is not None, words=words)
        rule = Rule(
            span=span,
            finder=FINDER,
            cue=unit.cue.words,
            modality=unit.modality,
            force=force_of(unit, deadline, sanction),
            bearers=bound.names,
            duties=duties.duties,
            bearers_by=bound.by,
            duties_by=duties.by,
            deadline=deadline,
            sanction=sanction,
            outline=f"{sentence.outline}第{sentence.ordinal}句" if sentence.ordinal else sentence.outline,
            doubts=find_doubts(words, span, source.context.noise),
            **parts_of(unit, span, sanction),
        )
        made.append(rule)
    return made, in_force


def _above(source: _Source, memory: _Memory, sentence: Sentence) -> Evidence:
    """What the headings above a sentence say of duties, the nearest most."""
    place = (memory.run_in, sentence.section)
    if place in source.above:
        return source.above[place]
    above: dict[str, float] = defaultdict(float)
    weight, index = UNDER_HEADING, sentence.section
    if memory.run_in:
        _add(above, source.governing.evidence(memory.run_in, own=False), weight)
        weight /= 2
    while index is not None:
        section = source.context.sections[index]
        _add(above, source.governing.evidence(simplified(section.title), own=False), weight)
        weight, index = weight / 2, section.parent
    source.above[place] = above
    return above


def _add(evidence: dict[str, float], more: Evidence, weight: float) -> None:
    for duty, score in more.items():
        evidence[duty] += score * weight


def _instructing_titles(
    source: _Source, memory: _Memory, titles: Sequence[Sentence], rules: Sequence[Rule]
) -> list[Rule]:
    """The headings with a cue that none of the `rules` under them repeats."""
    ends = [*(title.span.start for title in titles[1:]), len(source.text)]
    found: list[Rule] = []
    for title, end in zip(titles, ends, strict=False):
        section = source.context.sections[title.section] if title.section is not None else None
        if section and section.span.holds(title.span):
            end = section.extent.end
        clauses = cut(source.text, title.span)
        cues = norms.cues_of(clauses)
        if memory.notice and not any(cues):
            cues = measured(clauses, notice=True)
        under = [rule for rule in rules if title.span.end <= rule.span.start < end]
        if any(cues) and not _repeated(source.text, title, cues, under) and not norms.is_idle(clauses):
            alone = replace(memory, in_force=InForce(), breach=False)
            found += _rules(source, alone, title, find_units(clauses, cues, statute=memory.statute), clauses)[0]
    return found


def _repeated(text: str, title: Sentence, cues: Sequence[Cue | None], under: Sequence[Rule]) -> bool:
    """Whether the rules `under` a heading say what it does: those of one that only says 要 are taken to."""
    words = title.span.of(text)
    if not any(cue and (cue.force is Force.HARD or cue.words in _STRICT) for cue in cues):
        return under != []
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    return any(sum(pair in rule.span.of(text) for pair in pairs) >= SAID_AGAIN * len(pairs) for rule in under)
