from dataclasses import replace
from datetime import date

import pytest

from graph.quote import Quote
from ingest.model import DateInterval, DocumentKind
from search_api.answer.marks import marks_of, note_of
from search_api.results import Mark


def a_quote(text: str, year: int | None = None, **fields: object) -> Quote:
    day = date(year, 1, 1) if year else None
    title, kind = f"{year}年办法", DocumentKind.REGULATION
    quote = Quote(str(year), f"{year}.txt", title, kind, DateInterval(day, day), "第一条", 0, len(text), text)
    return replace(quote, **fields)  # type: ignore[arg-type]


OLD = a_quote("收到紧急公文应当在4小时内签收", 2005)
NEW = a_quote("收到紧急公文应当在2小时内签收", 2015)


def test_marks_tell_the_newer_and_the_stricter() -> None:
    assert marks_of([OLD, NEW]) == ((Mark.OLDER,), (Mark.NEWER, Mark.STRICTER))


def test_marks_hold_the_sentences_of_one_matter_against_each_other() -> None:
    lead = "第七条 收发员做好下列工作：（一）每天核对来文登记；（二）收到紧急公文应当在6小时内签收，不得积压；"
    listed = replace(OLD, document_id="l", text=lead)
    assert marks_of([listed, NEW]) == ((Mark.OLDER,), (Mark.NEWER, Mark.STRICTER))
    assert note_of([listed, NEW])
    daily = replace(listed, text=lead.replace("收到紧急公文应当在6小时内签收，不得积压", "旧报按月清点后交后勤"))
    assert marks_of([daily, NEW]) == ((), ())


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (OLD, a_quote("食堂每天中午十二点开饭，过时不候", 2015), "another matter"),
        (OLD, replace(NEW, document_id=OLD.document_id), "the same document"),
        (a_quote("收到紧急公文应当在4小时内签收"), replace(OLD, document_id="x", date=DateInterval()), "no dates"),
    ],
)
def test_marks_are_silent_where_nothing_is_to_be_told(one: Quote, other: Quote, reason: str) -> None:
    assert marks_of([one, other]) == ((), ()), reason


def test_marks_put_a_regulation_above_a_speech_and_a_law_above_a_local_one() -> None:
    speech = replace(OLD, document_id="s", kind=DocumentKind.SPEECH)
    local = replace(OLD, document_id="l", title="青石市公文办法")
    law = replace(OLD, document_id="c", title="公文处理条例")
    assert Mark.HIGHER in marks_of([law, local])[0]
    assert Mark.HIGHER in marks_of([local, speech])[0]
    assert Mark.HIGHER not in marks_of([local, speech])[1]


def test_note_names_both_where_times_differ() -> None:
    assert "2005年办法" in note_of([OLD, NEW])
    assert "2015年办法" in note_of([OLD, NEW])
    assert note_of([OLD, replace(NEW, text=OLD.text)]) == ""
