"""What lineage asks of a store is answered alike by every engine, for what the reader may open."""

from datetime import UTC, date, datetime

from graph.access import LOCAL, Access, Reader
from graph.corrections.model import Action, Target
from graph.link.candidates import key_of
from graph.link.lineage import trace_text
from graph.link.minhash import bands_of
from graph.store.base import GraphStore, View
from ingest.model import DateInterval
from tests.factories import make_correction, make_dating, make_document, make_noise
from tests.graph.store.contract import filled, put

SAID = "值班人员离岗须经带班领导同意并做好交接登记"
FIRST = make_document(f"一、纪律\n{SAID}。夜间巡查每班不少于三次。\n")
SECOND = make_document(f"会上再次强调：{SAID}，不得擅自脱岗。\n")


def carried(view: View, plain: str = SAID, most: int = 10) -> set[str]:
    """Keys of all statements that share a band with the words."""
    return {key for keys in view.sharing(bands_of(plain), most).values() for key in keys}


def test_stated_gives_the_sentences_in_order(store: GraphStore) -> None:
    view = filled(store, FIRST).view(LOCAL)
    found = view.stated(FIRST.id)
    assert [one.quote.text for one in found] == [SAID, "夜间巡查每班不少于三次"]
    assert [one.key for one in found] == [key_of(FIRST.id, one.quote.start) for one in found]
    assert all(FIRST.text[one.quote.start : one.quote.end] == one.quote.text for one in found)
    assert found[1].plain == "夜间巡查每班不少于3次"
    assert view.stated("nobody") == []


def test_sharing_finds_statements_of_all_documents_until_there_are_too_many(store: GraphStore) -> None:
    view = filled(store, FIRST, SECOND).view(LOCAL)
    assert {key.partition(":")[0] for key in carried(view)} == {FIRST.id, SECOND.id}
    both = [keys for keys in view.sharing(bands_of(SAID), 10).values() if len(keys) == 2]
    alone = [keys for keys in view.sharing(bands_of(SAID), 1).values() if len(keys) != 1]
    assert (bool(both), alone) == (True, []), "a band that more have is a set phrase"


def test_shelved_leaves_out_what_is_gone(store: GraphStore) -> None:
    view = filled(store, FIRST).view(LOCAL)
    [first, second] = view.stated(FIRST.id)
    assert list(view.shelved([second.key, "gone:0", first.key])) == [second.key, first.key]
    assert view.shelved([first.key])[first.key] == first


def test_nothing_is_told_of_what_the_reader_may_not_open(store: GraphStore) -> None:
    filled(store, FIRST)
    with store.writer() as writer:
        put(writer, SECOND, access=Access("受限", frozenset({"机要"})))
    view = store.view(Reader(frozenset({"公开"})))
    assert {key.partition(":")[0] for key in carried(view, most=1)} == {FIRST.id}, "nor does it count as common"
    assert view.stated(SECOND.id) == []
    assert view.document_ids() == [FIRST.id]
    assert view.shelved([key_of(SECOND.id, 0)]) == {}


def test_bands_go_with_their_document(store: GraphStore) -> None:
    filled(store, FIRST, SECOND)
    with store.writer() as writer:
        writer.delete(FIRST.id)
        assert {key.partition(":")[0] for key in carried(store.view(LOCAL))} == {SECOND.id}
        put(writer, FIRST, source="/speeches/one.txt")
        put(writer, make_document("第二版没有这一句，另有安排。\n"), source="/speeches/one.txt")
    view = store.view(LOCAL)
    assert {key.partition(":")[0] for key in carried(view)} == {SECOND.id}
    assert len(view.document_ids()) == 2


def test_rebuild_makes_the_same_statements(store: GraphStore) -> None:
    view = filled(store, FIRST, SECOND).view(LOCAL)
    before = carried(view), view.stated(SECOND.id)
    with store.writer() as writer:
        writer.rebuild()
    assert (carried(view), view.stated(SECOND.id)) == before


def test_first_statement_follows_the_date_that_people_set(store: GraphStore) -> None:
    filled(store, FIRST, make_document(SECOND.text, date=DateInterval(date(2015, 1, 1), date(2015, 12, 31))))
    view = store.view(LOCAL)

    def first() -> str | None:
        [chain] = trace_text(view, SAID)
        return chain.family.first and chain.family.first.quote.document_id

    assert first() == FIRST.id
    with store.writer() as writer:
        writer.correct(dating := make_dating(SECOND, 2001))
        assert first() == SECOND.id
        unknown = make_dating(SECOND, 2002, fields={"earliest": None, "latest": None}, seen=dating.id)
        writer.correct(unknown)
        assert first() == FIRST.id, "what has no date is never first"
        writer.undo(unknown.id, by="李强", at=datetime(2026, 4, 1, tzinfo=UTC))
        assert first() == SECOND.id, "the correction before it counts again"
        writer.undo(dating.id, by="李强", at=datetime(2026, 4, 1, tzinfo=UTC))
    assert first() == FIRST.id


def test_statements_are_those_of_the_text_as_people_put_it_right(store: GraphStore) -> None:
    line = f"{SAID}欢迎访问本站"
    document = make_document(f"{line}。夜间巡查每班不少于三次。\n")
    document = make_document(document.text, noise=(make_noise(document.text),))
    view = filled(store, document).view(LOCAL)
    before = [one.plain for one in view.stated(document.id)]
    with store.writer() as writer:
        wrong = make_correction(document, "欢迎访问本站", action=Action.REJECT, target=Target.NOISE)
        writer.correct(wrong)
        after = [one.plain for one in view.stated(document.id)]
        assert (before[0], after[0]) == (SAID, line)
        assert [one.key for one in view.stated(document.id)] == sorted(carried(view) | carried(view, after[1]))
        writer.undo(wrong.id, by="李强", at=datetime(2026, 4, 1, tzinfo=UTC))
    assert [one.plain for one in view.stated(document.id)] == before
