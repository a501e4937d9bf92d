"""An answer as people read it: the words, the quotes that bear them out, or the honest word that nothing does."""

from collections.abc import Sequence

from search_api.models import AskResponse, QuoteModel
from ui import labels
from ui.components.address import link, to
from ui.components.quotes import quote_card
from ui.components.tree import Node, el

EXAMPLES = (
    "值班有什么要求？",
    "紧急信息多久内上报？",
    "泄露秘密有什么后果？",
    "谁负责督查督办？",
    "办公室主任需要哪些能力？",
    "“四勤”是哪四勤？",
)


def examples() -> Node:
    """Questions to start with."""
    return el(
        "nav",
        "examples",
        el("span", "", "可以这样问"),
        *(link(to("ask", q=question), "example", question) for question in EXAMPLES),
        attrs={"aria-label": "示例问题"},
    )


def answered(question: str, response: AskResponse) -> Node:
    """A question with its answer."""
    head = el(
        "header",
        "question",
        el("span", "tag", "问"),
        el("h2", "", question),
        el("span", "intent", labels.INTENTS.get(response.intent, "")),
    )
    return el("section", "answer", head, *(_found(response) if response.found else _not_found(question, response)))


def _found(response: AskResponse) -> list[Node]:
    worded = None if _is_quotes_alone(response) else el("p", "words", response.answer)
    head = el("h3", "", f"依据 {len(response.quotes)} 处" if worded else f"资料中的原话，{len(response.quotes)} 处")
    return [*([worded] if worded else []), head, *_numbered(response.quotes)]


def _is_quotes_alone(response: AskResponse) -> bool:
    """Whether the answer says nothing but the quotes and their sources, which are shown below anyway."""
    rest = response.answer
    texts = sorted((quote.text for quote in response.quotes), key=len, reverse=True)
    titles = [f"《{quote.title}》" for quote in response.quotes]
    # Outlines last: one may be a single character, which the texts hold too.
    for known in (*texts, *titles, *(quote.outline for quote in response.quotes)):
        rest = rest.replace(known, "", 1)
    return not rest.strip("：:；;。，、 \u3000\n")


def _not_found(question: str, response: AskResponse) -> list[Node]:
    nodes: list[Node] = [
        el(
            "div",
            "unseen",
            el("strong", "", "资料中未见"),
            el("p", "", "已入库的资料没有说到这个问题，因此不作回答。"),
            el(
                "p",
                "",
                "可以",
                link(to("search", q=question), "", "按关键词检索"),
                "，或",
                link(to("upload"), "", "补充资料"),
                "后再问。",
            ),
        )
    ]
    if response.nearest:
        nodes += [el("h3", "", "最接近的段落（不是答案）"), *_numbered(response.nearest)]
    return nodes


def _numbered(quotes: Sequence[QuoteModel]) -> list[Node]:
    return [el("div", "numbered", el("sup", "", str(n)), quote_card(q)) for n, q in enumerate(quotes, start=1)]


def earlier(questions: list[tuple[str, AskResponse]]) -> Node:
    """The questions asked before in this tab, newest first, each folded."""
    items = [
        el("details", "", el("summary", "", question), answered(question, response)) for question, response in questions
    ]
    return el("section", "earlier", el("h3", "", "本次问过"), *items)
