"""What a page says of one formula: its versions with their members and sources, and where else it is named."""

from collections.abc import Sequence

from search_api.models import EntityModel, VariantModel
from ui.components.address import link
from ui.components.graph_picture import Neighbour
from ui.components.quotes import quote_card, reader_at, source
from ui.components.tree import Node, el

MEMBER = "成员"


def leaves(formula: EntityModel) -> list[Neighbour]:
    """The members for the picture, each leading to the first place that lists it."""
    named: dict[str, list[VariantModel]] = {}
    for variant in formula.variants:
        for member in variant.members:
            named.setdefault(member, []).append(variant)
    return [
        Neighbour(MEMBER, "formula", member, _documents(variants), reader_at(quotes[0]))
        for member, variants in named.items()
        if (quotes := [quote for variant in variants for quote in variant.quotes])
    ]


def sections(formula: EntityModel) -> list[Node]:
    """The versions as a table, or that nobody lists the members; then the places that name the formula."""
    listed = [variant for variant in formula.variants if variant.members]
    missing = el("p", "empty", f"文献提到“{formula.name}”，但没有一处列出它的内容。")
    return [_versions(listed) if listed else missing, *_mentions(formula)]


def _versions(variants: Sequence[VariantModel]) -> Node:
    heads = (el("th", "", words, attrs={"scope": "col"}) for words in ("成员", "文献", "依据"))
    rows = [
        el(
            "tr",
            "",
            el("td", "", "、".join(variant.members)),
            el("td", "number", str(_documents([variant]))),
            el("td", "", *(el("div", "evidence", link(reader_at(q), "", q.text), source(q)) for q in variant.quotes)),
        )
        for variant in variants
    ]
    count = f"有 {len(variants)} 种说法" if len(variants) > 1 else "一种说法"
    body = el("tbody", "", *rows)
    return el(
        "section", "versions", el("h3", "", count), el("table", "links", el("thead", "", el("tr", "", *heads)), body)
    )


def _mentions(formula: EntityModel) -> list[Node]:
    cards = [quote_card(quote) for quote in formula.mentions]
    return [el("section", "mentions", el("h3", "", "提到它的地方"), *cards)] if cards else []


def _documents(variants: Sequence[VariantModel]) -> int:
    return len({quote.document_id for variant in variants for quote in variant.quotes})
