"""An answer as people read it: what it comes to, the quotes that bear it out, or the honest word that nothing does."""

from collections.abc import Mapping, Sequence

from search_api.exports.words import pinned_words, source_words
from search_api.models import AnswerQuoteModel, AskResponse, QuoteModel, SuggestedModel, WordedSentenceModel
from search_api.results import AnswerKind
from ui import labels
from ui.answer_words import in_groups, own_words
from ui.components.address import Address, link, to
from ui.components.quotes import quote_card
from ui.components.tree import Node, el, joined

EXAMPLES = (
    "值班有什么要求？",
    "紧急信息多久内上报？",
    "泄露秘密有什么后果？",
    "谁负责督查督办？",
    "办公室主任需要哪些能力？",
    "“四勤”是哪四勤？",
)
"""What is shown while the collection has nothing to suggest."""


def examples(suggested: Sequence[SuggestedModel]) -> Node:
    """Questions to start with: those that the collection answers."""
    questions = [one.question for one in suggested] or EXAMPLES
    return el(
        "nav",
        "examples",
        el("span", "", "资料中有答案的问题" if suggested else "可以这样问"),
        *(link(to("ask", q=question), "example", question) for question in questions),
        attrs={"aria-label": "示例问题"},
    )


def answered(shown: Address, response: AskResponse) -> Node:
    """The question in the address with its answer."""
    question = shown.get("q")
    head = el(
        "header",
        "question",
        el("span", "tag", "问"),
        el("h2", "", question),
        el("span", "about", f"接着问：{shown.get('topic')}") if shown.get("topic") else None,
        el("span", "intent", labels.INTENTS.get(response.intent, "")),
    )
    body = _found(response) if response.found else _not_found(question, response)
    return el("section", "answer", head, *body)


def _found(response: AskResponse) -> list[Node]:
    lead = [node for node in (_pinned(response), _verdict(response), _note(response), _worded(response)) if node]
    told = _told(response)
    count = len(response.quotes)
    head = el("h3", "", f"依据 {count} 处" if told or _worded(response) else f"资料中的原话，{count} 处")
    nodes = [*lead, *([told] if told else []), head, *_quotes(response)]
    if response.nearest and (response.curated or response.worded):
        nodes += [el("h3", "", "另外找到的段落"), *_numbered(response.nearest)]
    return nodes


def _pinned(response: AskResponse) -> Node | None:
    if response.curated is None:
        return None
    return el("p", "pinned", pinned_words(response.curated))


def _verdict(response: AskResponse) -> Node | None:
    """Whether one may, or how long: what a reader looks for first; of several things asked, each says its own."""
    if response.kind == AnswerKind.PARTS:
        return None
    if response.verdict:
        word = labels.MAY[response.verdict]
        deciding = f"依据下面第 {_numbers(response)[0]} 处规定" if response.quotes else ""
        return el("p", f"verdict v-{response.verdict}", el("strong", "", word), el("span", "", deciding))
    if response.stated:
        numbers = _numbers(response)
        times = [el("strong", "", one.text, el("sup", "", str(numbers[one.quote]))) for one in response.stated]
        return el("p", "verdict", *joined(times, "，"))
    if response.members:
        return el("ol", "members", *(el("li", "", member) for member in response.members))
    return el("p", "verdict", el("strong", "", f"{response.count} 处")) if response.count is not None else None


def _note(response: AskResponse) -> Node | None:
    return el("p", "notice", response.note) if response.note else None


def _worded(response: AskResponse) -> Node | None:
    """What a model made of the quotes, each sentence with its numbers; why there is nothing of it."""
    worded = response.worded
    if worded is None:
        return None
    if worded.failure:
        return el("p", "notice", f"{worded.failure}。")
    dropped = f"，另有 {worded.dropped} 句没有原文支持，已略去" if worded.dropped else ""
    return el(
        "div",
        "worded",
        *(el("p", "words", sentence_words(one, response)) for one in worded.sentences),
        el("p", "about", f"由模型改写，每句都有下面的原文支持{dropped}"),
    )


def sentence_words(sentence: WordedSentenceModel, response: AskResponse) -> str:
    """A sentence of a model with the numbers of its quotes."""
    numbers = _numbers(response)
    return sentence.text + "".join(f"［{numbers[place]}］" for place in sentence.quotes)


def _numbers(response: AskResponse) -> Mapping[int, int]:
    """The number of each quote as they are shown, one below the other, by its place in the answer."""
    places = dict.fromkeys(place for _, place in in_groups(response))
    return {place: number for number, place in enumerate(places, start=1)}


def _told(response: AskResponse) -> Node | None:
    """The words of an answer that is more than its quotes and what is shown of them; its quotes stand below."""
    shown = response.verdict or response.stated or response.members or response.groups
    if (shown and response.kind != AnswerKind.PARTS) or _is_quotes_alone(response):
        return None
    return el("p", "words", own_words(response))


def _is_quotes_alone(response: AskResponse) -> bool:
    """Whether the answer says nothing but the quotes and their sources, which are shown below anyway."""
    rest = response.answer
    texts = sorted((quote.text for quote in response.quotes), key=len, reverse=True)
    titles = [f"《{quote.title}》" for quote in response.quotes]
    # Outlines last: one may be a single character, which the texts hold too.
    for known in (*texts, *titles, *(quote.outline for quote in response.quotes)):
        rest = rest.replace(known, "", 1)
    return not rest.strip("：:；;。，、 \u3000\n")


def _quotes(response: AskResponse) -> list[Node]:
    """The quotes by number, under the headings that the answer gives them; each once."""
    nodes: list[Node] = []
    left = dict(_numbers(response))
    for heading, place in in_groups(response):
        if heading:
            nodes.append(el("h4", "group", heading))
        if place in left:
            nodes.append(_quote(left.pop(place), response.quotes[place]))
    return nodes


def _quote(number: int, quote: QuoteModel) -> Node:
    marks = [labels.MARKS[mark] for mark in quote.marks] if isinstance(quote, AnswerQuoteModel) else []
    return el(
        "div",
        "numbered",
        el("sup", "", str(number)),
        quote_card(quote),
        el(
            "div",
            "beside",
            *(el("span", "mark", mark) for mark in marks),
            el(
                "button",
                "copy",
                "复制",
                attrs={"data-copy": f"{quote.text}——{source_words(quote)}", "title": "复制原文和出处"},
            ),
        ),
    )


def _not_found(question: str, response: AskResponse) -> list[Node]:
    missing = f"没有一处提到：{'、'.join(response.missing)}。" if response.missing else ""
    why = labels.REASONS[response.reason] + "。" if response.reason else "已入库的资料没有说到这个问题。"
    nodes: list[Node] = [
        el(
            "div",
            "unseen",
            el("strong", "", "资料中未见相关规定"),
            el("p", "", f"{why}{missing}因此不作回答。"),
            el("p", "", f"查找的是：{'、'.join(response.searched)}") if response.searched else None,
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
    return [_quote(number, quote) for number, quote in enumerate(quotes, start=1)]


def earlier(asked: Sequence[tuple[Address, AskResponse]]) -> Node:
    """The questions asked before in this tab, newest first, each folded, with a link of its own."""
    items = [
        el(
            "details",
            "",
            el("summary", "", shown.get("q"), el("span", "about", "" if response.found else "　资料中未见")),
            el("p", "", link(shown, "more", "打开这一问", attrs={"title": "这一问的链接，可以收藏、转发"})),
            answered(shown, response),
        )
        for shown, response in asked
    ]
    return el("section", "earlier", el("h3", "", "本次问过"), *items)
