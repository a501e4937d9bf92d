"""A chain as people read it: who was first here, who is credited, then each statement with what it changed."""

from collections import Counter
from collections.abc import Sequence

from graph.link.relation import Relation
from search_api.models import QuoteModel
from search_api.models.lineage import ChainMemberModel, ChainModel, CreditModel
from ui import labels
from ui.components.address import Address, link, to
from ui.components.dates import undated
from ui.components.diffs import certainty_words, changed_words, difference, legend, relation_chip
from ui.components.quotes import reader_at, source
from ui.components.timeline import member_name, timeline
from ui.components.tree import Node, el

MEMBERS = 40
"""Statements that are shown before the rest is folded away."""
_KINDS = {"speech": "次讲话", "regulation": "份制度", "notice": "份通知", "other": "份文献"}


def chain(one: ChainModel) -> list[Node]:
    """All of a chain: the two answers to who said it first, the time line, the statements oldest first."""
    members = [_member(one, member, place) for place, member in enumerate(one.members)]
    rest = members[MEMBERS:]
    folded = el("details", "more", el("summary", "", f"其余 {len(rest)} 处"), *rest) if rest else None
    nodes = [origin(one), timeline(one) if len(one.members) > 1 else None]
    steps = el("section", "descent", *_heading(one), *members[:MEMBERS], folded, attrs={"aria-label": "沿革"})
    return [node for node in (*nodes, steps) if node is not None]


def _heading(one: ChainModel) -> list[Node]:
    head = el("h3", "", "沿革：从早到晚", el("span", "count", counted(one)))
    changed = any(member.step and member.step.relation is not Relation.VERBATIM for member in one.members)
    return [head, legend()] if changed else [head]


def origin(one: ChainModel) -> Node:
    """First in this collection and credited: two answers, beside each other."""
    return el("section", "origins", _first(one), _credited(one.credited))


def counted(one: ChainModel) -> str:
    """How much says it: 另见 3 次讲话、1 份制度，最早 2007年."""
    quotes = [member.quote for member in one.members]
    documents = {quote.document_id: quote.kind for quote in quotes}
    counts = Counter(map(str, documents.values()))
    kinds = [(word, counts[kind]) for kind, word in _KINDS.items()]
    said = "、".join(f"{count} {word}" for word, count in kinds if count)
    earliest = f"，最早 {labels.date_words(one.first.date)}" if one.first else "，日期都不详"
    return f"{said}中的 {len(quotes)} 处{earliest}"


def _first(one: ChainModel) -> Node:
    head = el("h4", "", "本库最早")
    if one.first is None:
        return el("div", "origin first", head, el("p", "", "不能认定：说过这句话的文献都没有日期。"))
    unknown = f"另有 {one.undated} 处日期不详，可能更早。" if one.undated else ""
    return el(
        "div",
        "origin first",
        head,
        el("p", "when", labels.date_words(one.first.date), el("span", f"sure c-{one.certainty}", _sure(one))),
        source(one.first, brief=True),
        el("p", "why", _why_sure(one) + unknown),
    )


def _sure(one: ChainModel) -> str:
    return "只此一处" if len(one.members) == 1 else labels.CERTAINTIES[one.certainty]


def _why_sure(one: ChainModel) -> str:
    """Why it is the first; where only undated ones speak against it, that it is the first of the rest."""
    if len(one.members) == 1:
        return "本库只此一处。"
    dated = [member.quote.date for member in one.members if not undated(member.quote.date)]
    end = dated[0].latest if dated else None
    if one.undated and end and len(dated) > 1 and all(other.earliest and end < other.earliest for other in dated[1:]):
        return "在有日期的各处中确定最早。"
    return f"{certainty_words(one.certainty)}。"


def _credited(credits: Sequence[CreditModel]) -> Node:
    head = el("h4", "", "记在谁名下")
    if not credits:
        return el("div", "origin credited", head, el("p", "none", "这些文献都没有说明是谁说的。"))
    lines = [el("li", "", *_credit(one)) for one in credits]
    note = el("p", "why", "这是文献自己的说法；所说的原件不一定在本库。")
    return el("div", "origin credited", head, el("ul", "", *lines), note)


def _credit(one: CreditModel) -> list[Node]:
    when = f"（{labels.date_words(one.date)}）" if one.date else ""
    way = link(reader_at(one.quote), "", f"第 {one.member + 1} 处，《{one.quote.title or one.quote.file}》")
    return [el("b", "", one.who), when, el("span", "by", "据", way)]


def _member(one: ChainModel, member: ChainMemberModel, place: int) -> Node:
    """A statement: what it did to the one before it, its words with the changes in them, its source."""
    step = member.step
    first = one.first is not None and one.first == member.quote
    head = el(
        "header",
        "",
        el("span", "place", str(place + 1)),
        el("b", "date", labels.date_words(member.quote.date)),
        el("span", "rel r-first", "本库最早") if first else None,
        *_compared(one, member),
    )
    words = difference(step.diff) if step and step.relation is not Relation.VERBATIM else [member.quote.text]
    return el(
        "article",
        f"statement r-{step.relation if step else 'first'}",
        head,
        el("blockquote", "", *words),
        source(member.quote),
        attrs={"data-name": member_name(place)},
    )


def _compared(one: ChainModel, member: ChainMemberModel) -> list[Node]:
    step = member.step
    if step is None:
        return []
    before = one.members[step.after].quote
    nodes = [
        el("span", "than", f"与第 {step.after + 1} 处相比"),
        relation_chip(step.relation),
        changed_words(step.changes),
        el("span", f"sure c-{step.certainty}", labels.CERTAINTIES[step.certainty],
           attrs={"title": certainty_words(step.certainty)}),
        link(compare(before, member.quote), "compare", "两份文献对照") if _apart(before, member.quote) else None,
    ]  # fmt: skip
    return [node for node in nodes if node is not None]


def compare(one: QuoteModel, other: QuoteModel) -> Address:
    """The two documents side by side."""
    return to("documents", id=one.document_id, compare=other.document_id)


def _apart(one: QuoteModel, other: QuoteModel) -> bool:
    return one.document_id != other.document_id


def others(shown: Address, chains: Sequence[ChainModel], chosen: int) -> Node | None:
    """另见: the other chains that the words or the rule have a part in."""
    rest = [(place, one) for place, one in enumerate(chains) if place != chosen]
    if not rest:
        return None
    lines = [
        el(
            "li",
            "",
            link(shown.having(chain=place), "", _lead(one.members[0].quote.text)),
            el("span", "", counted(one)),
        )
        for place, one in rest
    ]
    return el("section", "also", el("h3", "", "另见"), el("ul", "", *lines))


def _lead(words: str, most: int = 60) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
