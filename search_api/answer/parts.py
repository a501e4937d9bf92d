"""Questions in one: 谁负责、几小时内报、不报会怎样 asks three things of one matter, each with an answer of its own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from graph.quote import Quote, across, distinct, quoted_words
from search_api.answer.asking import asked_outright
from search_api.answer.declining import NOT_STATED
from search_api.answer.marks import marks_of, note_of
from search_api.results import Answer, AnswerKind, Group, Intent, Stated

_CLAUSE = re.compile(r"[^,，;；、?？。!！]+[,，;；、?？。!！]*")
_WORD = re.compile("[谁哪几多何什怎如吗不]|会")
"""What a clause has that asks; 需要, 要求 and the mark at its end are no question yet."""
_PARTED = frozenset({Intent.WHO, Intent.DEADLINE, Intent.SANCTION, Intent.ABILITY, Intent.PROHIBITION})
"""What may be asked of a matter beside something else; who compares or counts asks one thing in many words."""
_MOST = 5
_QUOTES = 2
"""Quotes of each part."""
_LONGEST = 300
"""Characters: what is longer is a page that was pasted in, and no question of several parts."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things asked."""

    text: str
    answer: Answer


def parts_of(question: str) -> tuple[str, ...]:
    """The parts of a question that asks several things, each with what stands before it; none where it asks one."""
    if len(question) > _LONGEST:
        return ()
    parts: list[str] = []
    wanted: list[Intent] = []
    before = ""
    for clause in _CLAUSE.findall(question):
        intents = list(asked_outright(clause))
        before += clause
        if intents and (intents[0] in _PARTED or intents == [Intent.DUTY]) and _WORD.search(clause):
            parts.append(before.strip())
            wanted.append(intents[0])
            before = ""
        elif intents and intents[0] is not Intent.DUTY:
            return ()
    several = len(set(wanted) & _PARTED) > 1 and len(set(wanted)) == len(wanted) <= _MOST
    return tuple(parts) if several else ()


def together(whole: Answer, parts: Sequence[Part]) -> Answer:
    """One answer of those to the parts: the best quotes of each, part by part; `whole` where none is answered."""
    found = [part for part in parts if part.answer.found]
    if not found:
        return whole
    quotes = tuple(_in_turns([part.answer.quotes[:_QUOTES] for part in found]))
    groups = tuple(Group(_label(part), _places(part.answer.quotes[:_QUOTES], quotes)) for part in found)
    notes = [f"“{_label(part)}”：{NOT_STATED}。" for part in parts if not part.answer.found]
    return replace(
        whole,
        found=True,
        kind=AnswerKind.PARTS,
        answer="\n".join([*map(_told, parts), quoted_words(quotes)]),
        quotes=quotes,
        nearest=tuple(one for one in whole.nearest if not any(across(one, own) for own in quotes)),
        confidence=max(part.answer.confidence for part in found),
        marks=marks_of(quotes),
        verdict=next((part.answer.verdict for part in found if part.answer.verdict), None),
        stated=tuple(chain.from_iterable(_stated(part.answer, quotes) for part in found)),
        groups=groups,
        members=(),
        count=None,
        note="".join(dict.fromkeys([*notes, note_of(quotes)])),
        missing=(),
        reason=None,
    )


def _label(part: Part) -> str:
    return part.text.strip(",，;；、?？。!！ ")


def _told(part: Part) -> str:
    """What the part comes to, on a line; its quotes stand below all."""
    head = part.answer.answer.removesuffix(quoted_words(part.answer.quotes)).strip().replace("\n", "；")
    return f"{_label(part)}：{head or '见下列原文。'}"


def _in_turns(each: Sequence[Sequence[Quote]]) -> Iterator[Quote]:
    """The first of each, then the second of each, without those within or across one before."""
    return distinct(quote for quote in chain.from_iterable(zip_longest(*each)) if quote is not None)


def _places(own: Sequence[Quote], quotes: Sequence[Quote]) -> tuple[int, ...]:
    return tuple(place for place, quote in enumerate(quotes) if any(across(quote, one) for one in own))


def _stated(answer: Answer, quotes: Sequence[Quote]) -> Iterator[Stated]:
    """What a part states, by the places of its quotes among all."""
    for one in answer.stated:
        places = _places((answer.quotes[one.quote],), quotes)
        if places and one.text in quotes[places[0]].text:
            yield replace(one, quote=places[0])
