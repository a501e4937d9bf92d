"""The annotation schema: what `zhigui extract` prints."""

import json
from dataclasses import replace

from ingest.annotation import first_mentions, to_annotation
from ingest.model import Ability, Deadline, Span
from tests.factories import make_document, make_rule

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
    rule = make_rule(deadline=Deadline("20个工作日", "P20D", working_days=True), sanction="通报")
    printed = to_annotation(replace(make_document(), rules=(rule, replace(rule, deadline=None, sanction=None))))
    first, second = printed["rules"]
    assert first["deadline"] == {"text": "20个工作日", "iso": "P20D", "working_days": True}
    assert first["sanction"] == "通报"
    assert (second["deadline"], second["sanction"]) == (None, None)


def test_annotation_keeps_the_first_mention_of_an_ability() -> None:
    later, first, other = (
        Ability(span=Span(start, start + 4), finder="f", cue="c", name=name)
        for start, name in ((9, "写作能力"), (2, "写作能力"), (5, "接谈能力"))
    )
    assert first_mentions([later, first, other]) == [first, other]
