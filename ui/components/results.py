"""The parts of the result page: facets, hits, the card of what the query names, the line on what was understood."""

from collections.abc import Mapping, Sequence

from search_api.exports.words import restated_words, said_words
from search_api.models import EntityCard, EntityRef, HitModel, NoteModel, SavedSearchModel, SearchResponse, StatsModel
from search_api.query.fieldnames import fields
from ui import labels
from ui.components.address import Address, link, to
from ui.components.quotes import badges, passage, reader_at, rule_card, source
from ui.components.reasons import reason
from ui.components.tree import Node, el, joined

EXAMPLES = ("值班要求", "印章管理", "四勤", "严禁", "紧急信息 多久上报", "办公室主任 能力")
CONDITIONS = ("职责:值班 时限<=2小时", "情态:严禁 -类型:讲话")
MOTTO = "讲话和制度里说过的职责、规矩、时限和后果，一条一条找出来，每一条都能点回原文。"
PAGE_SIZE = 10
NARROWING = (*labels.FACETS, *(f"not_{name}" for name in labels.FACETS))
"""Parameters of the address that narrow the hits."""
_RULES = 4
"""Rules of the card before the rest is folded away."""
_AROUND = 40
"""Characters of a query that are shown on each side of what is wrong in it."""
_SHOWN = 8
"""Values of a facet that are shown before the rest is folded away."""


def examples(intro: str = "可以这样找") -> Node:
    """Queries to start with."""
    return el(
        "nav",
        "examples",
        el("span", "", intro),
        *(link(to("search", q=query), "example", query) for query in EXAMPLES),
        attrs={"aria-label": "示例"},
    )


def facets(shown: Address, counts: Mapping[str, Mapping[str, int]]) -> Node:
    """All facets with their counts; a value is switched by its link, several may be on at once."""
    groups = [_facet(shown, name, counts.get(name, {})) for name in labels.FACETS]
    chosen = [pair for pair in shown.params if pair[0] in NARROWING]
    clear = link(shown.without(*NARROWING, "after", "page"), "clear", "清除全部筛选") if chosen else None
    return el("nav", "facets", clear, *groups, attrs={"aria-label": "筛选"})


def _facet(shown: Address, name: str, counts: Mapping[str, int]) -> Node | None:
    chosen, excluded = shown.all(name), shown.all(f"not_{name}")
    values = {value: counts.get(value, 0) for value in (*chosen, *excluded)} | dict(counts)
    if not values:
        return None
    order = sorted(values, reverse=True) if name == "year" else sorted(values, key=lambda v: -values[v])
    rows = [
        el(
            "div",
            "row",
            _value(shown, name, value, values[value], value in chosen),
            _exclusion(shown, name, value, value in excluded),
        )
        for value in order
    ]
    rest = rows[_SHOWN:]
    more = el("details", "more", el("summary", "", f"其余 {len(rest)} 项"), *rest) if rest else None
    return el("section", "facet", el("h4", "", labels.FACETS[name]), *rows[:_SHOWN], more)


def _value(shown: Address, name: str, value: str, count: int, on: bool) -> Node:
    words = labels.facet_value(name, value)
    kept = shown.without("after", "page")
    if (f"not_{name}", value) in kept.params:
        kept = kept.toggled(f"not_{name}", value)
    return link(
        kept.toggled(name, value),
        "value on" if on else "value",
        el("span", "box", "✓" if on else ""),
        el("span", f"words v-{name}-{value}" if name in ("modality", "force") else "words", words),
        el("span", "count", str(count)),
        attrs={"role": "checkbox", "aria-checked": str(on).lower(), "aria-label": f"{words}，{count} 条"},
    )


def _exclusion(shown: Address, name: str, value: str, on: bool) -> Node:
    words = labels.facet_value(name, value)
    kept = shown.without("after", "page")
    if (name, value) in kept.params:
        kept = kept.toggled(name, value)
    return link(
        kept.toggled(f"not_{name}", value),
        "exclude on" if on else "exclude",
        "已排除" if on else "排除",
        attrs={"role": "checkbox", "aria-checked": str(on).lower(), "aria-label": f"排除{words}"},
    )


def order(shown: Address) -> Node:
    """By what the hits are sorted, and the way to the other."""
    plain = shown.without("sort", "after", "page")
    by_date = shown.get("sort") == "date"
    return el(
        "nav",
        "options",
        link(plain, "option" if by_date else "option on", "按相关度"),
        link(plain.having(sort="date"), "option on" if by_date else "option", "按日期，新的在前"),
        link(shown.without("explain"), "option on", "收起排序理由")
        if shown.get("explain")
        else link(shown.having(explain=1), "option", "为什么这样排"),
        attrs={"aria-label": "排序"},
    )


def saved(searches: Sequence[SavedSearchModel]) -> Node | None:
    """Searches with a name, each one click away."""
    if not searches:
        return None
    ways = [
        link(Address("search", (("q", one.q), *((k, v) for k, vs in one.params.items() for v in vs))), "example",
             one.name)
        for one in searches
    ]  # fmt: skip
    return el("nav", "examples", el("span", "", "已存检索"), *ways, attrs={"aria-label": "已存检索"})


def _also(found: HitModel) -> Node | None:
    """Where else the wording stands, the earliest one click away."""
    also = found.restated
    if also is None:
        return None
    words = restated_words(also.documents, also.earliest, found.document_id)
    far = also.earliest is not None and also.earliest.document_id != found.document_id
    return el("p", "also", link(reader_at(also.earliest), "", words) if far and also.earliest else words)


def understood(shown: Address, result: SearchResponse) -> Node | None:
    """What was searched for instead of what was typed, and the way back."""
    if result.understood in ("", result.query):
        return None
    plain = result.query.strip('“”"')
    return el(
        "p",
        "understood",
        "显示的是 ",
        el("b", "", result.understood),
        " 的结果，仍要搜索 ",
        link(shown.without("after", "page").having(q=result.verbatim or f"“{plain}”"), "", plain),
    )


def conditions(shown: Address, result: SearchResponse) -> Node | None:
    """The conditions that hold, and what is wrong in the others: where, and what to write there."""
    held = [el("b", "", condition) for condition in result.conditions]
    lines = [el("p", "held", "条件：", *joined(held, "，"))] if held else []
    lines += [_note(shown, result.query, note) for note in result.notes]
    return el("div", "conditions", *lines, attrs={"role": "status"}) if lines else None


def _note(shown: Address, query: str, note: NoteModel) -> Node:
    before, here, after = query[: note.start], query[note.start : note.end], query[note.end :]
    better = f"{before}{note.instead}{after}" if note.instead else ""
    return el(
        "p",
        f"note {note.kind}",
        el("code", "", before[-_AROUND:], el("mark", "", here), after[:_AROUND]),
        f" 第 {note.start + 1} 字起：{note.message}。",
        link(shown.without("after", "page").having(q=better), "", f"改为 {better}") if better else None,
    )


def syntax() -> Node:
    """How conditions are written: an example to try, and every field with one behind a fold."""
    rows = [
        el("li", "", el("b", "", info.label), " ", link(to("search", q=info.example), "", info.example))
        for info in fields().values()
    ]
    return el(
        "div",
        "syntax",
        el("span", "", "可加条件，如 "),
        *joined([link(to("search", q=query), "", query) for query in CONDITIONS], "　"),
        el(
            "details",
            "",
            el("summary", "", "全部条件"),
            el("ul", "", *rows),
            el("p", "", "条件之间用空格隔开；任选其一用“或”或 |；前面加 - 表示排除；带空格的内容放在引号里。"),
        ),
    )


def card(entity: EntityCard, versions: int = 0) -> Node:
    """What the query names: its rules, the hard ones first, and where to walk from here.

    `versions` counts the lists of members that documents give for a formula.
    """
    rules = [rule_card(rule) for rule in entity.rules]
    hard = any(rule.force == "hard" for rule in entity.rules)
    kind = labels.NODE_KINDS[entity.kind]
    return el(
        "section",
        f"card k-{entity.kind}",
        el(
            "header",
            "",
            el("span", "tag", kind),
            el("h2", "", entity.name),
            el("span", "count", f"{entity.documents} 份文献，{entity.evidence} 处依据"),
            link(to("graph", kind=entity.kind, name=entity.name), "walk", "查看图谱 →"),
        ),
        _members(entity.members),
        _versions(entity, versions),
        el("h3", "", "硬性规矩在前，逐条注明出处" if hard else "规矩") if rules else None,
        el("div", "rules", *rules[:_RULES]),
        el("details", "more", el("summary", "", f"另有 {len(rules) - _RULES} 条"), *rules[_RULES:])
        if len(rules) > _RULES
        else None,
        _neighbours(entity),
    )


def folded(entity: EntityCard) -> Node:
    """The card as one line, while filters narrow the passages: its rules are not narrowed by them."""
    way = link(to("search", q=entity.name), "", "清除筛选后查看")
    return el("p", "understood", "“", el("b", "", entity.name), "”的规矩汇总不受筛选影响，已收起。", way)


def _versions(entity: EntityCard, count: int) -> Node | None:
    way = link(to("graph", kind=entity.kind, name=entity.name), "more", f"有 {count} 种说法，逐一查看")
    return way if count > 1 else None


def _members(members: Sequence[str]) -> Node | None:
    return el("ol", "members", *(el("li", "", member) for member in members)) if members else None


def _neighbours(entity: EntityCard) -> Node | None:
    kinds = dict.fromkeys(str(n.kind) for n in entity.neighbours)
    rows = by_kind({kind: [n for n in entity.neighbours if n.kind == kind] for kind in kinds}, "相关")
    return el("nav", "neighbours", rows, attrs={"aria-label": "图谱中的相邻项"}) if rows else None


def by_kind(named: Mapping[str, Sequence[EntityRef]], prefix: str) -> Node | None:
    """Names by what they are, each a way into the graph."""
    rows: list[Node] = []
    for kind, entities in named.items():
        names = [link(to("graph", kind=kind, name=e.name), f"node k-{kind}", e.name) for e in entities]
        rows += [el("dt", "", prefix + labels.NODE_KINDS[kind]), el("dd", "", *names)] if names else []
    return el("dl", "names", *rows) if rows else None


def hit(found: HitModel, position: int, q: str = "") -> Node:
    """A passage that matched: where it stands, its words with the matches marked, the rules inside, its source."""
    rules = [el("li", f"edge-{rule.modality}", el("q", "", _lead(rule.text)), badges(rule)) for rule in found.rules]
    return el(
        "article",
        "passage",
        link(
            reader_at(found).having(q=q or None),
            "head",
            el("span", "position", str(position)),
            el("span", "title", found.title or found.file),
            el("span", "outline", found.outline) if found.outline else None,
        ),
        el("p", "text", *passage(found.text, found.highlights, found.rules, found.start)),
        el(
            "details",
            "inside",
            el("summary", "", f"其中的规矩 {len(rules)} 条"),
            el("ul", "", *rules),
            attrs={"open": ""},
        )
        if rules
        else None,
        reason(found.reason) if found.reason else None,
        _also(found),
        source(found),
    )


def _lead(words: str, most: int = 20) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"


def nothing(shown: Address) -> Node:
    """What to do where nothing was found."""
    filtered = any(key in NARROWING for key, _ in shown.params)
    return el(
        "section",
        "empty",
        el("h3", "", "没有找到相符的段落"),
        el(
            "ul",
            "",
            el(
                "li",
                "",
                "去掉一部分筛选条件：",
                link(shown.without(*NARROWING, "after", "page"), "", "清除全部筛选"),
            )
            if filtered
            else None,
            el("li", "", "换一个说法，或只留一两个关键词；错字、拼音也可以试试"),
            el("li", "", "用整句话提问：", link(to("ask", q=shown.get("q")), "", "到“问答”里问这句话")),
            el("li", "", "资料里也许还没有：", link(to("upload"), "", "上传相关讲话或制度")),
            el("li", "", "资料里也许叫别的名字：", link(to("synonyms"), "", "到“同义词”里认定通用的说法")),
        ),
        examples("试试"),
    )


def count(result: SearchResponse) -> Node:
    """How many hits there are, and what all of them say."""
    common = said_words(result.asked_for, result.said_by_all)
    return el("h3", "count", f"相关段落 {result.total} 条", el("small", "", common) if common else None)


def pager(shown: Address, following: str | None, start: int, count: int, total: int) -> Node:
    """Which results these are, and the way to the next."""
    page = shown.number("page") or 1
    return el(
        "nav",
        "pager",
        link(shown.without("after", "page"), "button", "回到第一页") if page > 1 else None,
        el("span", "", f"第 {start + 1}–{start + count} 条，共 {total} 条"),
        link(shown.having(after=following, page=page + 1), "button primary", "下一页") if following else None,
        attrs={"aria-label": "翻页"},
    )


def holdings(stats: StatsModel) -> Node:
    """What the collection holds, in numbers."""
    counts = [("文献", stats.documents), ("规矩", stats.rules)]
    counts += [(labels.NODE_KINDS[kind], stats.by_kind.get(kind, 0)) for kind in ("duty", "role", "ability", "formula")]
    if not stats.documents:
        return el("p", "holdings", "资料库还是空的，", link(to("upload"), "", "先把讲话和制度放进来"), "。")
    return el("dl", "holdings", *(el("div", "", el("dd", "", f"{n:,}"), el("dt", "", name)) for name, n in counts))
