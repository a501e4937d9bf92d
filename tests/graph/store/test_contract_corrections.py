"""What every engine does with corrections: kept, replayed, inherited, undone, and told to nobody who may not know."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from graph.access import LOCAL, Access, Reader
from graph.corrections.ledger import Ledger
from graph.corrections.model import Action, Anchor, ConflictKind, Correction, State, Target
from graph.errors import AlreadyCorrected, AlreadyUndone, BadCorrection, NotFound, QuoteNotFound
from graph.schema import NodeKind
from graph.store.base import GraphStore, View
from graph.store.shapes import CorrectionFilter, RuleFilter
from ingest.model import DateInterval, Document
from tests.factories import make_correction, make_document, make_documents, make_naming, make_rule
from tests.graph.store.conftest import NewStore
from tests.graph.store.contract import filled, put, read_all, walk

OPEN = Reader(frozenset({"公开"}))
LATER = datetime(2026, 4, 1, tzinfo=UTC)
ON_DUTY = "值班人员必须24小时在岗"


def corrected(store: GraphStore, *corrections: Correction) -> list[Correction]:
    """The corrections as they are kept."""
    with store.writer() as writer:
        for correction in corrections:
            writer.correct(correction)
    return [store.view(LOCAL).correction(correction.id).correction for correction in corrections]


def bearers(store: GraphStore, document: Document) -> list[tuple[str, tuple[str, ...]]]:
    rules = store.view(LOCAL).rules(RuleFilter(document_id=document.id), limit=100).items
    return sorted((rule.quote.text, rule.rule.bearers) for rule in rules)


def rule_at(store: GraphStore, document: Document, words: str) -> tuple[str, ...]:
    return dict(bearers(store, document))[words]


def states(view: View) -> list[tuple[State, ConflictKind | None]]:
    found = walk(lambda after: view.corrections(CorrectionFilter(), after=after, limit=2))
    return [(one.standing.state, one.standing.conflict and one.standing.conflict.kind) for one in found]


def test_correct_changes_the_graph_and_keeps_the_record(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    before = store.last_commit()
    (kept,) = corrected(store, make_correction(document))
    view = store.view(LOCAL)
    assert [(change.document_id, change.deleted) for change in store.changes(before)] == [(document.id, False)]
    assert rule_at(store, document, ON_DUTY) == ("门卫",)
    assert view.entity(NodeKind.ROLE, "门卫").summary.evidence == 1
    assert view.document(document.id).rules[0].finder == "校订"
    assert view.review(document.id).record == document
    assert (kept.by, kept.was and kept.was["bearers"], kept.anchor and kept.anchor.suffix[:3]) == (
        "王敏", ["值班人员"], "。严禁",
    )  # fmt: skip


def test_correct_with_a_known_id_changes_nothing(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    corrected(store, make_correction(document))
    before = store.last_commit()
    corrected(store, make_correction(document))
    assert store.last_commit() == before


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        pytest.param({"document_id": "0" * 16}, NotFound, id="no such document"),
        pytest.param({"quote": "没有这一句"}, QuoteNotFound, id="no such words"),
        pytest.param({"quote": "四勤"}, QuoteNotFound, id="no rule at these words"),
        pytest.param({"fields": {"span": [1, 2]}}, BadCorrection, id="a field that nobody changes"),
    ],
)
def test_correct_refuses_and_leaves_nothing(
    store: GraphStore, fields: dict[str, object], error: type[Exception]
) -> None:
    document = make_document()
    filled(store, document)
    with store.writer() as writer, pytest.raises(error):
        writer.correct(make_correction(document, **fields))  # type: ignore[arg-type]
    assert store.last_commit() == 1
    assert store.ledger() == Ledger()


def test_second_author_is_told_what_the_first_did(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    (first,) = corrected(store, make_correction(document))
    second = make_correction(document, by="李强", minute=1, fields={"bearers": ["保安"]})
    with store.writer() as writer:
        with pytest.raises(AlreadyCorrected, match="王敏 已于 2026-03-02 12:00 对此作了修改") as told:
            writer.correct(second)
        assert told.value.correction_id == first.id
        writer.correct(replace(second, seen=first.id))
    assert rule_at(store, document, ON_DUTY) == ("保安",)


def test_undo_gives_back_what_was_there(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    graph = read_all(store.view(LOCAL))
    (kept,) = corrected(store, make_correction(document))
    with store.writer() as writer:
        writer.undo(kept.id, by="李强", at=LATER)
        assert read_all(store.view(LOCAL)) == graph
        with pytest.raises(AlreadyUndone, match="李强"):
            writer.undo(kept.id, by="王敏", at=LATER)
        with pytest.raises(NotFound, match="没有找到校订"):
            writer.undo("none", by="王敏", at=LATER)
    assert states(store.view(LOCAL)) == [(State.UNDONE, None)]


def test_corrections_are_listed_newest_first_and_filtered(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    kept = corrected(
        store,
        make_correction(document),
        make_correction(document, "希望大家提高应急处置能力", action=Action.REJECT, minute=1),
        make_correction(document, None, target=Target.DOCUMENT, action=Action.DATE, minute=2, fields={"latest": None}),
        make_naming(Action.MERGE, NodeKind.ROLE, ["门卫"], "值班人员", minute=3),
    )
    view = store.view(LOCAL)
    listed = walk(lambda after: view.corrections(CorrectionFilter(), after=after, limit=1))
    assert [one.correction for one in listed] == kept[::-1]
    assert [one.document_id for one in listed] == [None, *[document.id] * 3]
    assert listed[3].standing.span == make_rule().span
    assert view.corrections(CorrectionFilter(document_id=document.id)).total == 3
    assert view.corrections(CorrectionFilter(target=Target.NAME)).total == 1
    assert view.corrections(CorrectionFilter(action=Action.REJECT, undone=False)).total == 1
    assert view.corrections(CorrectionFilter(undone=True)).total == 0


def test_date_that_is_set_moves_the_document(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    corrected(
        store,
        make_correction(document, None, target=Target.DOCUMENT, action=Action.DATE,
                        fields={"earliest": "2014-05-01", "latest": "2014-05-31"}),
    )  # fmt: skip
    summary = store.view(LOCAL).summary(document.id)
    assert str(summary.date.latest) == "2014-05-31"
    assert summary.date_basis == "校订（王敏，2026-03-02）"
    assert str(store.view(LOCAL).entity(NodeKind.DUTY, "值班").summary.last) == "2014-05-31"


def test_unknown_date_is_a_date_that_was_set(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    corrected(store, make_correction(document, None, target=Target.DOCUMENT, action=Action.DATE, fields={}))
    assert store.view(LOCAL).summary(document.id).date == DateInterval()


def test_corrections_outlive_a_newer_extractor(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    corrected(
        store,
        make_correction(document),
        make_correction(document, "希望大家提高应急处置能力", action=Action.REJECT, minute=1),
    )
    read_again = replace(document, rules=(*document.rules[:1], *document.rules[3:]))
    with store.writer() as writer:
        put(writer, read_again, extractor="2")
    assert bearers(store, document) == [(ON_DUTY, ("门卫",))]
    assert states(store.view(LOCAL)) == [(State.APPLIED, None)] * 2


def test_corrections_outlive_deletion_and_are_told_to_nobody_meanwhile(store: GraphStore) -> None:
    document = make_document()
    filled(store, document)
    (kept,) = corrected(store, make_correction(document))
    with store.writer() as writer:
        writer.delete(document.id)
        assert states(store.view(LOCAL)) == []
        with pytest.raises(NotFound):
            store.view(LOCAL).correction(kept.id)
        put(writer, document)
    assert rule_at(store, document, ON_DUTY) == ("门卫",)


def newer(document: Document, old: str, new: str, rules: Sequence[str]) -> Document:
    """The next version of a document: other words, and these rules."""
    text = document.text.replace(old, new)
    return make_document(text, rules=tuple(make_rule(text, words) for words in rules))


def test_version_that_takes_the_place_of_a_document_inherits_its_corrections(store: GraphStore) -> None:
    document = make_document()
    version = newer(document, "发生紧急情况", "遇有紧急情况", [ON_DUTY, "严禁脱岗离岗，违者追究责任"])
    with store.writer() as writer:
        put(writer, document, source="/a.txt")
        writer.correct(make_correction(document))
        writer.correct(make_correction(document, "发生紧急情况，值班人员必须在1小时内报告", minute=1))
        put(writer, version, source="/a.txt")
    assert rule_at(store, version, ON_DUTY) == ("门卫",)
    assert states(store.view(LOCAL)) == [(State.CONFLICT, ConflictKind.LOST), (State.APPLIED, None)]
    conflicts = store.view(LOCAL).conflicts(document_id=version.id)
    assert [(one.correction.id, one.document_id) for one in conflicts.items] == [
        (make_correction(document, "发生紧急情况，值班人员必须在1小时内报告", minute=1).id, version.id)
    ]
    with store.writer() as writer:  # and back again
        put(writer, document, source="/a.txt")
    assert states(store.view(LOCAL)) == [(State.APPLIED, None)] * 2


def test_document_that_is_there_already_inherits_too(store: GraphStore) -> None:
    document = make_document()
    version = newer(document, "发生紧急情况", "遇有紧急情况", [ON_DUTY])
    with store.writer() as writer:
        put(writer, document, source="/a.txt")
        put(writer, version, source="/b.txt")
        writer.correct(make_correction(document))
        put(writer, version, source="/a.txt")
    assert rule_at(store, version, ON_DUTY) == ("门卫",)


def test_merged_names_are_one_wherever_they_stand(store: GraphStore) -> None:
    document, others = make_document(), list(make_documents(4))
    filled(store, document, *others)
    graph = read_all(store.view(LOCAL))
    merge = make_naming(Action.MERGE, NodeKind.ROLE, ["文秘人员", "信息员"], "值班人员")
    corrected(store, merge)
    view = store.view(LOCAL)
    for gone in ("文秘人员", "信息员"):
        with pytest.raises(NotFound):
            view.entity(NodeKind.ROLE, gone)
    (late,) = list(make_documents(6))[5:]
    filled(store, late)  # what comes in later is named so too
    assert all("文秘人员" not in rule.rule.bearers for rule in view.rules(RuleFilter(), limit=1000).items)
    with store.writer() as writer:
        writer.delete(late.id)
        writer.undo(merge.id, by="王敏", at=LATER)
    assert read_all(store.view(LOCAL)) == graph


def test_split_name_is_told_by_the_words(store: GraphStore) -> None:
    text = "会议\n机要员要到岗。\n值班员要到岗。\n"
    rules = (make_rule(text, "机要员要到岗"), make_rule(text, "值班员要到岗"))
    document = make_document(text, rules=rules)
    filled(store, document)
    corrected(store, make_naming(Action.SPLIT, NodeKind.ROLE, ["值班人员"], "机要保密人员", "机要员"))
    assert bearers(store, document) == [("值班员要到岗", ("值班人员",)), ("机要员要到岗", ("机要保密人员",))]


@pytest.mark.parametrize("first", [0, 1], ids=["the earlier first", "the later first"])
def test_merges_of_merged_names_are_undone_in_any_order(store: GraphStore, first: int) -> None:
    filled(store, make_document(), *make_documents(3))
    graph = read_all(store.view(LOCAL))
    chain = [
        make_naming(Action.MERGE, NodeKind.ROLE, ["值班人员"], "值守人员", minute=1),
        make_naming(Action.MERGE, NodeKind.ROLE, ["值守人员"], "在岗人员", minute=2),
    ]
    corrected(store, *chain)
    assert store.view(LOCAL).entity(NodeKind.ROLE, "在岗人员")
    with store.writer() as writer:
        writer.undo(chain[first].id, by="王敏", at=LATER)
    left = {0: "值班人员", 1: "值守人员"}[first]
    assert store.view(LOCAL).entity(NodeKind.ROLE, left)
    with pytest.raises(NotFound):
        store.view(LOCAL).entity(NodeKind.ROLE, "在岗人员")
    with store.writer() as writer:
        writer.undo(chain[1 - first].id, by="王敏", at=LATER)
    assert read_all(store.view(LOCAL)) == graph


def test_split_name_that_is_undone_is_one_again(store: GraphStore) -> None:
    text = "会议\n机要员要到岗。\n值班员要到岗。\n"
    document = make_document(text, rules=(make_rule(text, "机要员要到岗"), make_rule(text, "值班员要到岗")))
    filled(store, document)
    graph = read_all(store.view(LOCAL))
    split = make_naming(Action.SPLIT, NodeKind.ROLE, ["值班人员"], "机要保密人员", "机要员")
    later = make_naming(Action.MERGE, NodeKind.ROLE, ["机要保密人员"], "机要人员", minute=1)
    corrected(store, split, later)
    assert bearers(store, document) == [("值班员要到岗", ("值班人员",)), ("机要员要到岗", ("机要人员",))]
    with store.writer() as writer:
        writer.undo(split.id, by="王敏", at=LATER)
    assert {names for _, names in bearers(store, document)} == {("值班人员",)}
    with store.writer() as writer:
        writer.undo(later.id, by="王敏", at=LATER)
    assert read_all(store.view(LOCAL)) == graph


def test_second_merge_of_a_name_is_told_of_the_first(store: GraphStore) -> None:
    filled(store, make_document())
    corrected(store, make_naming(Action.MERGE, NodeKind.ROLE, ["值班人员"], "门卫"))
    with store.writer() as writer, pytest.raises(AlreadyCorrected, match="作了合并"):
        writer.correct(make_naming(Action.MERGE, NodeKind.ROLE, ["值班人员"], "保安", minute=1))


def test_corrections_of_closed_documents_are_not_there(store: GraphStore) -> None:
    closed, other = make_document(), next(make_documents(1))
    with store.writer() as writer:
        put(writer, closed, access=Access("受限"))
        put(writer, other)
    (kept, name) = corrected(
        store, make_correction(closed), make_naming(Action.MERGE, NodeKind.ROLE, ["门卫"], "保安", minute=1)
    )
    little = store.view(OPEN)
    assert little.corrections(CorrectionFilter()).total == 0
    assert little.conflicts().total == 0
    for one in (kept, name):
        with pytest.raises(NotFound):
            little.correction(one.id)
    with pytest.raises(NotFound):
        little.review(closed.id)
    assert store.view(LOCAL).corrections(CorrectionFilter()).total == 2


def test_rebuild_makes_the_same_again_with_corrections(store: GraphStore) -> None:
    document = make_document()
    filled(store, document, *make_documents(2))
    corrected(
        store,
        make_correction(document),
        make_naming(Action.MERGE, NodeKind.ROLE, ["文秘人员"], "门卫", minute=1),
        make_correction(document, "一、思想要重视", target=Target.HEADING, minute=2, fields={"level": 2}),
    )
    before, listed = read_all(store.view(LOCAL)), states(store.view(LOCAL))
    with store.writer() as writer:
        writer.rebuild()
    assert read_all(store.view(LOCAL)) == before
    assert states(store.view(LOCAL)) == listed


def test_taken_over_corrections_make_the_same_library(new_store: NewStore) -> None:
    document = make_document()
    ours, theirs = new_store(), new_store()
    filled(ours, document)
    corrected(ours, make_correction(document), make_naming(Action.MERGE, NodeKind.ROLE, ["门卫"], "保安", minute=1))
    filled(theirs, document)
    with theirs.writer() as writer:
        commit = writer.take_over(ours.ledger())
        assert writer.take_over(ours.ledger()) == commit
    assert theirs.ledger() == ours.ledger()
    assert read_all(theirs.view(LOCAL)) == read_all(ours.view(LOCAL))


def test_replaced_correction_settles_a_conflict_and_comes_back_when_that_is_undone(store: GraphStore) -> None:
    document = make_document()
    version = newer(document, ON_DUTY, "值班同志必须24小时在岗", ["值班同志必须24小时在岗"])
    with store.writer() as writer:
        put(writer, document, source="/a.txt")
        lost = make_correction(document)
        writer.correct(lost)
        put(writer, version, source="/a.txt")
        moved = make_correction(version, "值班同志必须24小时在岗", minute=5, replaces=lost.id)
        writer.correct(moved)
        assert states(store.view(LOCAL)) == [(State.APPLIED, None), (State.REPLACED, None)]
        assert rule_at(store, version, "值班同志必须24小时在岗") == ("门卫",)
        writer.undo(moved.id, by="王敏", at=LATER)
    assert states(store.view(LOCAL)) == [(State.UNDONE, None), (State.CONFLICT, ConflictKind.LOST)]


def test_anchor_with_a_place_tells_words_apart_that_stand_twice(store: GraphStore) -> None:
    text = "会议\n值班人员必须到岗。\n值班人员必须到岗。\n"
    rules = tuple(make_rule(text, "值班人员必须到岗", nth=nth) for nth in (0, 1))
    document = make_document(text, rules=rules)
    filled(store, document)
    corrected(store, make_correction(document, anchor=Anchor("值班人员必须到岗", start=rules[1].span.start)))
    view = store.view(LOCAL)
    assert [rule.bearers for rule in view.document(document.id).rules] == [("值班人员",), ("门卫",)]
