"""The annotation schema: what `zhigui extract` prints."""

import json
from dataclasses import replace

from ingest.annotation import first_mentions, to_annotation
from ingest.model import Ability, Comparison, Deadline, Doubt, Frequency, Quantity, Sanction, Span
from tests.factories import TEXT, make_document, make_rule, span_of

KEYS = {"file", "document", "headings", "rules", "abilities", "formulas", "attributions", "noise"}


def test_annotation_holds_every_kind_with_its_span_finder_and_cue() -> None:
    document = make_document()
    printed = to_annotation(document)
    assert set(printed) == KEYS
    for key in KEYS - {"file", "document"}:
        assert printed[key], f"the factory has one of {key}"
        for entry in printed[key]:
            assert entry["quote"] == document.text[entry["start"] : entry["end"]]
            assert entry["finder"]
            assert "cue" in entry
    assert json.loads(json.dumps(printed, ensure_ascii=False)) == printed


def test_annotation_of_a_rule_has_its_deadline() -> None:
    rule = make_rule(deadline=Deadline("20个工作日", "P20D", working_days=True), sanction=Sanction("通报"))
    printed = to_annotation(replace(make_document(), rules=(rule, replace(rule, deadline=None, sanction=None))))
    first, second = printed["rules"]
    assert first["deadline"] == {"text": "20个工作日", "iso": "P20D", "working_days": True}
    assert first["sanction"] == "通报"
    assert (second["deadline"], second["sanction"]) == (None, None)


def test_annotation_of_a_rule_has_its_parts_beside() -> None:
    rule = make_rule(
        condition=span_of(TEXT, "发生紧急情况"),
        exception=span_of(TEXT, "24小时"),
        frequency=Frequency("每日", "P1D"),
        quantities=(Quantity("不超过3页", Comparison.AT_MOST, 3, "页"),),
        sanction=Sanction("追究责任", span_of(TEXT, "追究责任"), span_of(TEXT, "违者")),
        bearers_by="subject",
        doubts=(Doubt.TRUNCATED,),
    )
    (printed,) = to_annotation(replace(make_document(), rules=(rule,)))["rules"]
    assert printed["condition"]["quote"] == "发生紧急情况"
    assert printed["exception"]["quote"] == "24小时"
    assert printed["frequency"] == {"text": "每日", "iso": "P1D"}
    assert printed["quantities"] == [{"text": "不超过3页", "comparison": "at_most", "number": 3, "unit": "页"}]
    assert (printed["trigger"]["quote"], printed["consequence"]["quote"]) == ("违者", "追究责任")
    assert (printed["sanction"], printed["bearers_by"], printed["doubts"]) == ("追究责任", "subject", ["truncated"])
    assert json.loads(json.dumps(printed, ensure_ascii=False)) == printed


def test_annotation_of_a_rule_leaves_out_what_it_has_not() -> None:
    (printed,) = to_annotation(replace(make_document(), rules=(make_rule(),)))["rules"]
    assert not printed.keys() & {"condition", "exception", "frequency", "quantities", "trigger", "doubts"}


def test_annotation_keeps_the_first_mention_of_an_ability() -> None:
    later, first, other = (
        Ability(span=Span(start, start + 4), finder="f", cue="c", name=name)
        for start, name in ((9, "写作能力"), (2, "写作能力"), (5, "接谈能力"))
    )
    assert first_mentions([later, first, other]) == [first, other]
