"""Records: a document as JSON and back, unchanged."""

import json
from dataclasses import replace

import pytest

from ingest.model import DateInterval
from ingest.record import VERSION, RecordVersion, dump, load
from tests.factories import make_document


def test_record_round_trip_is_exact() -> None:
    document = make_document()
    assert load(dump(document)) == document
    assert dump(load(dump(document))) == dump(document)


@pytest.mark.parametrize("text", ["", "甲\r\n乙\u2028丙\x00\ufeff", '"\\\n{"', "𠮷😀①"])
def test_record_keeps_any_text(text: str) -> None:
    document = replace(make_document(), text=text, date=DateInterval(None, None), place=text)
    assert load(dump(document)) == document


def test_record_is_json_that_says_its_version() -> None:
    kept = json.loads(dump(make_document()))
    assert kept["version"] == VERSION
    assert kept["document"]["title"] == make_document().title


def test_record_of_the_first_version_is_read() -> None:
    kept = json.loads(dump(make_document()))
    rules = kept["document"]["rules"]
    for rule in rules:
        for later in ("condition", "exception", "frequency", "quantities", "bearers_by", "duties_by", "doubts"):
            del rule[later]
        rule["sanction"] = rule["sanction"] and rule["sanction"]["text"]
        if rule["deadline"]:
            del rule["deadline"]["span"]
    kept["version"] = 1
    assert load(json.dumps(kept)) == make_document()


@pytest.mark.parametrize("text", [f'{{"version":{VERSION + 1},"document":{{}}}}', "{}", "null"])
def test_record_of_another_version_is_refused(text: str) -> None:
    with pytest.raises(RecordVersion, match="升级知规"):
        load(text)
