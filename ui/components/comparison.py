"""Two documents side by side: what both say in one row, what was moved joined by a line, what only one says alone."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.link.relation import Relation
from search_api.models import DocumentModel
from search_api.models.comparison import ArticleModel, ComparisonModel, JoinModel, StatementModel
from ui import labels
from ui.components.address import Address, link, to
from ui.components.dates import undated
from ui.components.diffs import changed_words, relation_chip, sides
from ui.components.quotes import reader_at
from ui.components.tree import Node, el


@dataclass(frozen=True, slots=True)
class Row:
    """Places in the two documents that stand beside each other; `join` says what became of the one in the other."""

    earlier: int | None
    later: int | None
    join: JoinModel | None


def rows(found: ComparisonModel) -> list[Row]:
    """Both documents from top to bottom, beside each other wherever neither has to leave its order."""
    result: list[Row] = []
    left = right = 0
    for join in _level(found.joins):
        result += [Row(place, None, None) for place in range(left, join.earlier)]
        result += [Row(None, place, None) for place in range(right, join.later)]
        result.append(Row(join.earlier, join.later, join))
        left, right = join.earlier + 1, join.later + 1
    result += [Row(place, None, None) for place in range(left, len(found.earlier_statements))]
    return result + [Row(None, place, None) for place in range(right, len(found.later_statements))]


def _level(joins: Sequence[JoinModel]) -> list[JoinModel]:
    """Those that can be one row each."""
    level: list[JoinModel] = []
    for join in joins:
        if not join.moved and (not level or (join.earlier > level[-1].earlier and join.later > level[-1].later)):
            level.append(join)
    return level


def side_by_side(found: ComparisonModel) -> list[Node]:
    """What the two have in common in figures, what became of each article, and the two texts."""
    return [_head(found), *_articles(found.articles), _controls(found), _texts(found)]


def _head(found: ComparisonModel) -> Node:
    said = "同一文本的前后两个版本" if found.versions else "两份文献有部分字句相同或相近"
    if not found.joins:
        said = "两份文献没有相同或相近的字句"
    counts = Counter(join.relation for join in found.joins)
    moved = sum(join.moved for join in found.joins)
    chips = [el("span", "tally", relation_chip(name), str(counts[name])) for name in Relation if counts[name]]
    chips += [el("span", "tally", el("span", "rel r-moved", "移动"), str(moved))] if moved else []
    return el("header", "compared", el("p", "", said), el("div", "chips", *chips) if chips else None)


def _articles(articles: Sequence[ArticleModel]) -> list[Node]:
    """The table of articles, folded: first in figures."""
    if not articles:
        return []
    counts = Counter(one.fate for one in articles)
    moved = sum(one.moved for one in articles)
    figures = [f"{labels.FATES[fate]} {count}" for fate, count in counts.items()] + ([f"移位 {moved}"] if moved else [])
    heads = (el("th", "", words, attrs={"scope": "col"}) for words in ("原条", "新条", "变化"))
    lines = [
        el(
            "tr",
            f"fate-{one.fate}",
            el("td", "", one.earlier or "—"),
            el("td", "", one.later or "—"),
            el("td", "", labels.FATES[one.fate] + ("，移位" if one.moved else "")),
        )
        for one in articles
    ]
    table = el("table", "articles", el("thead", "", el("tr", "", *heads)), el("tbody", "", *lines))
    return [el("details", "articles", el("summary", "", "逐条对照表：" + "，".join(figures)), table)]


def _controls(found: ComparisonModel) -> Node:
    switch = el(
        "button",
        "switch",
        el("span", "swatch"),
        "未变的字句",
        attrs={"data-toggle": "hide-unchanged", "aria-pressed": "true", "title": "显示或隐去未变的字句"},
    )
    keys = (el("del", "", "删去"), el("ins", "", "新增"), el("span", "moved", "移动"))
    note = "两侧相连的线：这一句移到了别处；点击可到另一头" if _far(found) else ""
    return el("p", "legend", switch, *keys, el("span", "note", note))


def _texts(found: ComparisonModel) -> Node:
    far = _far(found)
    best = _best(found.joins)
    lines = [_line(found, row, far, best) for row in rows(found)]
    heads = (_title(document, words) for document, words in ((found.earlier, "较早"), (found.later, "较晚")))
    return el(
        "div",
        "texts",
        el("div", "pair heads", *heads),
        *lines,
        attrs={"data-pane": "", "data-joined": "", "tabindex": "0", "aria-label": "两份文献对照"},
    )


def _title(document: DocumentModel, words: str) -> Node:
    return el(
        "div",
        "side",
        el("span", "age", "日期不详" if undated(document.date) else words),
        link(to("documents", id=document.id), "title", f"《{document.title or document.file}》"),
        el("span", "date", labels.date_words(document.date)),
    )


def _far(found: ComparisonModel) -> dict[int, JoinModel]:
    """The joins that no row shows, by a number of their own."""
    level = {(join.earlier, join.later) for join in _level(found.joins)}
    return dict(enumerate(join for join in found.joins if (join.earlier, join.later) not in level))


def _best(joins: Sequence[JoinModel]) -> tuple[Mapping[int, JoinModel], Mapping[int, JoinModel]]:
    """For each statement of either document the join that says most of it: its words are marked by that."""
    rising = sorted(joins, key=lambda join: join.similarity)
    return {join.earlier: join for join in rising}, {join.later: join for join in rising}


Best = tuple[Mapping[int, JoinModel], Mapping[int, JoinModel]]


def _line(found: ComparisonModel, row: Row, far: Mapping[int, JoinModel], best: Best) -> Node:
    same = row.join is not None and row.join.relation is Relation.VERBATIM
    joined = any(join.earlier == row.earlier or join.later == row.later for join in far.values())
    kind = row.join.relation if row.join else ("joined" if joined else "alone")
    chips = el("div", "between", relation_chip(row.join.relation), changed_words(row.join.changes)) if (
        row.join and not same
    ) else None  # fmt: skip
    return el(
        "div",
        f"pair r-{kind}" + (" unchanged" if same and not joined else ""),
        _cell(found, row.earlier, far, best[0], first=True),
        chips,
        _cell(found, row.later, far, best[1], first=False),
    )


def _cell(
    found: ComparisonModel,
    place: int | None,
    far: Mapping[int, JoinModel],
    best: Mapping[int, JoinModel],
    *,
    first: bool,
) -> Node:
    if place is None:
        return el("div", "side nothing")
    statements = found.earlier_statements if first else found.later_statements
    statement, join = statements[place], best.get(place)
    words = sides(join.diff)[0 if first else 1] if join else [statement.quote.text]
    mine = {number: one for number, one in far.items() if (one.earlier if first else one.later) == place}
    ends = {"data-from" if first else "data-to": " ".join(map(str, mine))} if mine else {}
    alone = "" if join else (" gone" if first else " came")
    return el(
        "div",
        f"side{alone}",
        _article(statements, place, statement),
        el("span", "said", *words),
        *_elsewhere(found, mine, first=first),
        attrs={"data-name": " ".join(_names(mine, first=first))} | ends if mine else None,
    )


def _article(statements: Sequence[StatementModel], place: int, statement: StatementModel) -> Node | None:
    """The label of the article, where it begins."""
    if place and statements[place - 1].article == statement.article:
        return None
    return link(reader_at(statement.quote), "article", statement.article) if statement.article else None


def _names(mine: Mapping[int, JoinModel], *, first: bool) -> Iterator[str]:
    for number in mine:
        yield f"{'from' if first else 'to'}-{number}"


def _elsewhere(found: ComparisonModel, mine: Mapping[int, JoinModel], *, first: bool) -> list[Node]:
    """Where the words went, or came from, each a way to there."""
    nodes: list[Node] = []
    for number, join in mine.items():
        there = found.later_statements[join.later] if first else found.earlier_statements[join.earlier]
        shares = _shares_a_row(found, join)
        verb = ("并见于" if shares else "移至") if first else ("另取自" if shares else "移自")
        name = f"{'to' if first else 'from'}-{number}"
        words = f"{verb}{there.article or '别处'}" + ("" if join.relation is Relation.VERBATIM else "，")
        chip = None if join.relation is Relation.VERBATIM else relation_chip(join.relation)
        nodes.append(el("button", "elsewhere", words, chip, attrs={"data-scroll": name}))
    return nodes


def _shares_a_row(found: ComparisonModel, join: JoinModel) -> bool:
    """Whether one of the two stands in a row with another: then it was split or merged, not moved."""
    return any(one.earlier == join.earlier or one.later == join.later for one in _level(found.joins))


def choices(shown: Address, documents: Sequence[DocumentModel]) -> Node:
    """The documents that this one can be put beside."""
    lines = [
        el("li", "", link(shown.having(compare=one.id), "", f"《{one.title or one.file}》"),
           el("span", "date", labels.date_words(one.date)))
        for one in documents
    ]  # fmt: skip
    return el("ul", "choices", *lines)
