"""Quotes as people read them: the words, what was understood of them, and their source one click away."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from search_api.models import QuoteModel, RuleModel, SpanModel
from ui import labels
from ui.components.address import Address, link, to
from ui.components.tree import Node, el


def reader_at(quote: QuoteModel) -> Address:
    """The reader, open at the quote."""
    return to("documents", id=quote.document_id, start=quote.start, end=quote.end)


def source(quote: QuoteModel, *, brief: bool = False) -> Node:
    """Title, place in the outline, kind, date and file of a quote, linked to the reader."""
    return el(
        "footer",
        "source",
        el("span", f"kind kind-{quote.kind}", labels.KINDS.get(quote.kind, quote.kind)),
        link(reader_at(quote), "title", f"《{quote.title or quote.file}》", attrs={"title": "打开原文并定位到此处"}),
        el("span", "outline", quote.outline) if quote.outline else None,
        el("span", "date", labels.date_words(quote.date)),
        None if brief else el("span", "file", quote.file),
    )


def badges(rule: RuleModel) -> Node:
    """What was understood of a rule: modality, force, deadline, sanction, bearers and duties."""
    chips = [
        el("span", f"chip m-{rule.modality}", labels.MODALITIES.get(rule.modality, rule.modality)),
        el("span", f"chip f-{rule.force}", labels.FORCES.get(rule.force, rule.force)),
    ]
    if rule.deadline:
        days = "（工作日）" if rule.deadline.working_days and "工作日" not in rule.deadline.text else ""
        chips.append(el("span", "chip deadline", el("i", "", "时限"), rule.deadline.text + days))
    if rule.sanction:
        chips.append(el("span", "chip sanction", el("i", "", "后果"), rule.sanction))
    if rule.bearers:
        chips.append(el("span", "chip bearer", el("i", "", "责任主体"), *_names("role", rule.bearers)))
    if rule.duties:
        chips.append(el("span", "chip duty", el("i", "", "职责"), *_names("duty", rule.duties)))
    return el("div", "chips", *chips)


def rule_card(rule: RuleModel, *, traced: bool = False) -> Node:
    """A rule in its own words, with what was understood of it, its source and, unless it is traced, the way to that."""
    return el(
        "article",
        f"quote edge-{rule.modality} {rule.force}",
        el("blockquote", "", rule.text),
        badges(rule),
        source(rule) if traced else el("div", "foot", source(rule), trace_link(rule)),
    )


def trace_link(rule: RuleModel) -> Node:
    """Where the rule comes from and what became of it."""
    return link(to("lineage", rule=rule.id), "trace", "溯源", attrs={"title": "最早是谁说的，后来怎样变"})


def quote_card(quote: QuoteModel) -> Node:
    """A quote with its source."""
    return el("article", "quote", el("blockquote", "", quote.text), source(quote))


def passage(text: str, highlights: Sequence[SpanModel], rules: Sequence[RuleModel], start: int) -> list[Node]:
    """A passage with its matches marked, and the rules inside it underlined in the colour of their modality."""
    cuts = {0, len(text)}
    for s, e in [(h.start, h.end) for h in highlights] + [(r.start - start, r.end - start) for r in rules]:
        cuts |= {min(max(s, 0), len(text)), min(max(e, 0), len(text))}
    nodes: list[Node] = []
    for a, b in pairwise(sorted(cuts)):
        piece: Node = text[a:b]
        if any(h.start <= a and b <= h.end for h in highlights):
            piece = el("b", "hit", piece)
        rule = next((r for r in rules if r.start - start <= a and b <= r.end - start), None)
        nodes.append(el("span", f"norm n-{rule.modality}", piece) if rule else piece)
    return nodes


def _names(kind: str, names: Iterable[str]) -> list[Node]:
    return [
        link(to("graph", kind=kind, name=name), "name", name, attrs={"title": "在职责图谱中查看"}) for name in names
    ]
