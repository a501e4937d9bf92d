import pytest

from search_api.models import DateModel
from search_api.models.comparison import ComparisonModel
from tests.ui.fake_api import document
from tests.ui.fake_lineage import comparison
from ui.components.address import Address
from ui.components.comparison import choices, rows, side_by_side
from ui.components.tree import Node, elements, text_of

A, B, C, D = "印章由专人保管", "公文应当在2小时内送阅", "用印应当核对手续", "本办法自发布之日起施行"
B2, NEW = "公文应当在1小时内送阅", "归档应当在次年6月底前完成"


def compared(**given: object) -> ComparisonModel:
    """C moved to the top, B changed, D only in the earlier, one that only the later has."""
    earlier = [("第一条", A), ("第二条", B), ("第三条", C), ("第四条", D)]
    later = [("第一条", C), ("第二条", A), ("第三条", B2), ("第四条", NEW)]
    joins = [
        {"earlier": 0, "later": 1},
        {"earlier": 1, "later": 2, "relation": "deadline_changed",
         "changes": [{"relation": "deadline_changed", "before": "2小时内", "after": "1小时内"}]},
        {"earlier": 2, "later": 0, "moved": True},
    ]  # fmt: skip
    return comparison(earlier, later, joins, document=document, **given)  # type: ignore[arg-type]


def cells(found: ComparisonModel) -> list[list[object]]:
    page = el_all(found)
    return [e for e in elements(page, "div") if "side" in str(e[1].get("class")).split()]  # type: ignore[attr-defined]


def el_all(found: ComparisonModel) -> Node:
    return ["div", {}, side_by_side(found)]


def test_rows_hold_each_statement_once_and_leave_no_order() -> None:
    held = rows(compared())
    assert [row.earlier for row in held if row.earlier is not None] == [0, 1, 2, 3]
    assert [row.later for row in held if row.later is not None] == [0, 1, 2, 3]
    assert [(row.earlier, row.later) for row in held if row.join] == [(0, 1), (1, 2)]


@pytest.mark.parametrize(
    "joins",
    [
        [],  # nothing in common
        [{"earlier": 0, "later": 0}, {"earlier": 0, "later": 1}],  # split
        [{"earlier": 0, "later": 0}, {"earlier": 1, "later": 0}],  # merged
        [{"earlier": 0, "later": 1, "moved": True}, {"earlier": 1, "later": 0, "moved": True}],  # all of it moved
    ],
)
def test_rows_hold_everything_whatever_joins_there_are(joins: list[dict[str, object]]) -> None:
    found = comparison([("一", A), ("二", B)], [("一", C), ("二", D)], joins, document=document)
    held = rows(found)
    assert sorted(row.earlier for row in held if row.earlier is not None) == [0, 1]
    assert sorted(row.later for row in held if row.later is not None) == [0, 1]


def test_moved_words_are_joined_and_each_end_leads_to_the_other() -> None:
    page = el_all(compared())
    [start], [end] = elements(page, having="data-from"), elements(page, having="data-to")
    assert start[1]["data-from"] == end[1]["data-to"] == "0"  # type: ignore[index]
    assert text_of(start).endswith("移至第一条")  # type: ignore[arg-type]
    assert text_of(end).endswith("移自第三条")  # type: ignore[arg-type]
    buttons = elements(start, "button") + elements(end, "button")  # type: ignore[arg-type]
    assert [one[1]["data-scroll"] for one in buttons] == ["to-0", "from-0"]  # type: ignore[index]
    assert [one[1]["data-name"] for one in (end, start)] == ["to-0", "from-0"]  # type: ignore[index]


def test_a_split_statement_is_not_called_moved() -> None:
    joins: list[dict[str, object]] = [{"earlier": 0, "later": 0}, {"earlier": 0, "later": 1, "moved": True}]
    words = text_of(el_all(comparison([("第一条", A + C)], [("第一条", A), ("第二条", C)], joins, document=document)))
    assert "并见于第二条" in words
    assert "移至" not in words


def test_what_changed_is_marked_on_both_sides_with_the_words_that_carry_it() -> None:
    page = el_all(compared())
    assert "时限变化2小时内 → 1小时内" in text_of(page)
    pair = next(e for e in elements(page, "div") if "r-deadline_changed" in str(e[1].get("class")))  # type: ignore[attr-defined]
    assert len(elements(pair, "del")) == 2  # type: ignore[arg-type]  # on the left, and in the chip
    assert len(elements(pair, "ins")) == 2  # type: ignore[arg-type]


def test_what_one_alone_has_is_marked_as_gone_or_come() -> None:
    classes = {text_of(cell)[-5:]: str(cell[1]["class"]) for cell in cells(compared())}  # type: ignore[arg-type,index]
    assert classes[D[-5:]] == "side gone"
    assert classes[NEW[-5:]] == "side came"


def test_unchanged_rows_can_be_hidden_and_others_not() -> None:
    page = el_all(compared())
    hidden = [e for e in elements(page, "div") if "unchanged" in str(e[1].get("class")).split()]  # type: ignore[attr-defined]
    assert [A in text_of(one) for one in hidden] == [True]  # type: ignore[arg-type]


def test_each_article_and_its_fate_is_in_the_table() -> None:
    found = compared(
        articles=[
            {"earlier": "第一条", "later": "第二条", "fate": "kept", "moved": False, "share": 1.0},
            {"earlier": "第三条", "later": "第一条", "fate": "edited", "moved": True, "share": 0.9},
            {"earlier": None, "later": "第四条", "fate": "new", "moved": False, "share": 0.0},
        ]
    )
    words = text_of(el_all(found))
    assert "逐条对照表：未变 1，有改动 1，新增 1，移位 1" in words
    assert "第三条第一条有改动，移位" in words
    assert "—第四条新增" in words


def test_two_documents_with_nothing_in_common_say_so() -> None:
    words = text_of(el_all(comparison([("一", A)], [("一", B)], [], document=document)))
    assert "没有相同或相近的字句" in words


def test_an_undated_document_is_not_called_earlier_or_later() -> None:
    found = compared()
    undated = found.later.model_copy(update={"date": DateModel(earliest=None, latest=None)})
    words = text_of(el_all(found.model_copy(update={"later": undated})))
    assert "较早" in words
    assert "较晚" not in words
    assert "日期不详" in words


def test_a_document_to_compare_with_is_one_click_away() -> None:
    node = choices(Address("documents", (("id", "d1"), ("compare", "pick"))), [document("d2", title="规定")])
    assert [e[1]["href"] for e in elements(node, "a")] == ["/documents?id=d1&compare=d2"]  # type: ignore[index]
