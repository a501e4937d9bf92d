"""The graph that is taken away is the graph of what the reader may open, each name once, each edge with its words."""

from pathlib import Path

from graph.access import LOCAL, Access, Reader
from graph.export import parts
from graph.schema import EdgeKind, NodeKind
from graph.store import open_store
from graph.store.base import View
from tests.factories import make_document, make_rule
from tests.graph.store.contract import filled, put

TEXT = "门卫必须逐车登记。\n"
RULE = make_rule(TEXT, "门卫必须逐车登记", bearers=("门卫",), duties=("登记",))
OPEN = make_document(TEXT, rules=(RULE,))
AGAIN = make_document(f"{TEXT}门卫夜间加岗。\n", rules=(RULE,))
CLOSED = make_document("机要员必须双人核收。\n", rules=())
ANYBODY = Reader(frozenset({"公开"}))


def keys(view: View, kind: NodeKind) -> list[str]:
    return [node.id.key for part in parts(view) for node in part.nodes if node.id.kind is kind]


def test_parts_are_what_the_reader_may_open(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/zhigui.db") as store:
        filled(store, OPEN, AGAIN)
        with store.writer() as writer:
            put(writer, CLOSED, access=Access("受限"))
        assert keys(store.view(LOCAL), NodeKind.DOCUMENT) == sorted(one.id for one in (OPEN, AGAIN, CLOSED))
        assert keys(store.view(ANYBODY), NodeKind.DOCUMENT) == sorted((OPEN.id, AGAIN.id))
        view = store.view(LOCAL)
        assert keys(view, NodeKind.ROLE) == ["门卫"], "of both documents once"
        assert len(keys(view, NodeKind.RULE)) == view.stats().rules == 2


def test_parts_have_the_words_of_each_edge(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/zhigui.db") as store:
        [part] = parts(filled(store, OPEN).view(LOCAL))
    [(edge, words)] = [(edge, words) for edge, words in part.edges if edge.kind is EdgeKind.PERFORMS]
    assert (edge.source.key, edge.target.key) == ("门卫", "登记")
    assert words.text == OPEN.text[words.start : words.end] == "门卫必须逐车登记"
    ends = {end for edge, _ in part.edges for end in (edge.source, edge.target)}
    assert ends <= {node.id for node in part.nodes}
