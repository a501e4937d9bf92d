from graph.link.articles import Fate, align_articles
from graph.link.lineage import between
from graph.link.versions import in_order
from ingest.model import Document
from ingest.pipeline import extract_document
from tests.graph.link.shelf import MemoryShelf

HEAD = "清岭县值班管理办法\n第一章 总则\n"
KEPT = "机要传真由双人核收，逐页登记编号。"
SPLIT = ("夜间值班员每两小时巡楼一次，巡查情况记入日志。", "外来人员凭有效证件登记，由接待处室派员领入。")
MOVED = "印章外借须经分管领导签字，当日归还入柜上锁。"
LAST = "食堂采购由三家比价，结果张榜公示满五天。"


def regulation(*articles: str) -> Document:
    numbers = "一二三四五六七八九"
    text = HEAD + "".join(f"第{numbers[at]}条　{article}\n" for at, article in enumerate(articles))
    return extract_document(text.encode(), "办法.txt")


def fates(old: Document, new: Document) -> list[tuple[str | None, str | None, Fate, bool]]:
    shelf = MemoryShelf(old, new)
    found = align_articles(shelf.stated(old.id), shelf.stated(new.id), between(shelf, old.id, new.id))
    return [(one.old, one.new, one.fate, one.moved) for one in found]


def test_articles_are_kept_split_moved_edited_new_and_dropped() -> None:
    old = regulation(KEPT, "".join(SPLIT), MOVED, LAST, "旧网站账号停用，另行发文。")
    new = regulation(MOVED, KEPT, SPLIT[0], SPLIT[1], LAST.replace("五天", "七天"), "涉密计算机实行专人专机管理。")
    assert fates(old, new) == [
        ("第一条", "第二条", Fate.KEPT, False),
        ("第二条", "第三条", Fate.SPLIT, False),
        ("第二条", "第四条", Fate.SPLIT, False),
        ("第三条", "第一条", Fate.KEPT, True),
        ("第四条", "第五条", Fate.EDITED, False),
        ("第五条", None, Fate.DROPPED, False),
        (None, "第六条", Fate.NEW, False),
    ]


def test_articles_that_became_one_are_merged() -> None:
    found = fates(regulation(KEPT, *SPLIT), regulation(KEPT, "".join(SPLIT)))
    assert [fate for _, _, fate, _ in found] == [Fate.KEPT, Fate.MERGED, Fate.MERGED]


def test_article_is_not_split_for_what_is_said_again_among_the_sanctions() -> None:
    ban, edited = "禁止在走廊堆放涉密废纸箱。", "禁止在走廊堆放涉密废纸箱盒。"
    listed = "有下列情形之一的，予以通报：私自拆封机要传真袋的；在走廊堆放涉密废纸箱的；把门禁卡借给外来施工队的。"
    found = fates(regulation(KEPT, ban, listed), regulation(KEPT, edited, LAST, listed))
    assert [(old, new) for old, new, fate, _ in found if fate is not Fate.NEW] == [
        ("第一条", "第一条"), ("第二条", "第二条"), ("第三条", "第四条"),
    ]  # fmt: skip


def test_in_order_leaves_out_what_was_moved() -> None:
    assert in_order([(0, 0), (1, 3), (2, 1), (3, 2)]) == [(0, 0), (2, 1), (3, 2)]
    assert in_order([]) == []
