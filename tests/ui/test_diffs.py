from graph.link.diff import diff
from search_api.models.lineage import ChangeModel, PieceModel
from ui import labels
from ui.components.diffs import certainty_words, changed_words, difference, legend, relation_chip, sides
from ui.components.tree import Node, elements, text_of

OLD, NEW = "拟制公文应当明确主送机关，写明发文缘由", "拟制公文必须写明发文缘由，明确主送机关"


def pieces() -> list[PieceModel]:
    return [PieceModel.of(piece) for piece in diff(OLD, NEW)]


def words(nodes: list[Node], *, without: str) -> str:
    return "".join(text_of(node) for node in nodes if isinstance(node, str) or node[0] != without)


def test_the_later_wording_is_whole_with_what_went_struck_through() -> None:
    nodes = difference(pieces())
    assert words(nodes, without="del") == NEW
    assert "应当" in "".join(text_of(node) for node in nodes if not isinstance(node, str) and node[0] == "del")


def test_moved_words_are_neither_lost_nor_new() -> None:
    moved = [node for node in difference(pieces()) if not isinstance(node, str) and node[1] != {} and node[0] == "span"]
    [words] = map(text_of, moved)
    assert words in ("明确主送机关", "写明发文缘由")
    others = "".join(text_of(node) for node in difference(pieces()) if node not in moved and not isinstance(node, str))
    assert words not in others


def test_each_side_reads_as_it_was_written() -> None:
    before, after = sides(pieces())
    assert "".join(map(text_of, before)) == OLD
    assert "".join(map(text_of, after)) == NEW


def test_the_words_that_carry_a_change_are_told_even_where_one_side_has_none() -> None:
    made = [
        ChangeModel.model_validate({"relation": "tightened", "before": "应", "after": "必须"}),
        ChangeModel.model_validate({"relation": "relaxed", "before": "一律", "after": ""}),
        ChangeModel.model_validate({"relation": "tightened", "before": "", "after": "立即"}),
    ]
    node = changed_words(made)
    assert node is not None
    assert text_of(node) == "应 → 必须一律 → （删）（无） → 立即"
    assert changed_words([]) is None


def test_every_relation_and_certainty_has_words() -> None:
    assert [text_of(relation_chip(name)) for name in labels.RELATIONS] == ["逐字", "有改动", "收紧", "放宽", "时限变化"]
    for name, short in labels.CERTAINTIES.items():
        assert certainty_words(name).startswith(short)


def test_the_legend_uses_the_marks_themselves() -> None:
    assert [len(elements(legend(), tag)) for tag in ("del", "ins")] == [1, 1]
