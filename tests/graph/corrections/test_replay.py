"""Corrections on top of a record: what people said holds, and what cannot be held to is told."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.corrections.check import prepared
from graph.corrections.explain import explanations
from graph.corrections.ledger import dump, load, standing_of, standing_values
from graph.corrections.model import Action, Anchor, ConflictKind, Correction, State, Target
from graph.corrections.replay import Replayed, replay
from graph.corrections.values import KINDS, editable, made, told
from graph.errors import AlreadyCorrected, CorrectionError
from ingest.model import Document, Doubt, Force, Modality, Noise, NoiseKind, Rule
from ingest.pipeline import rule_at
from tests.factories import make_correction, make_deadline, make_document, make_noise, make_rule, span_of

ON_DUTY = "值班人员必须24小时在岗"
NEVER_LEAVE = "严禁脱岗离岗，违者追究责任"
REPORT = "发生紧急情况，值班人员必须在1小时内报告"
HOPE = "希望大家提高应急处置能力"


def said(document: Document, *drafts: Correction) -> list[Correction]:
    """The corrections as they are kept, each made with those before it in view."""
    kept: list[Correction] = []
    for number, draft in enumerate(drafts):
        kept.append(prepared(document, kept, replace(draft, at=draft.at.replace(minute=number))))
    return kept


def replayed(document: Document, *drafts: Correction) -> Replayed:
    return replay(document, said(document, *drafts))


def by_people(rule: Rule, *names: str, **fields: Any) -> Rule:
    """The rule with these fields, and with people as those who resolved these names, where a rule tells that."""
    resolved = {f"{name}_by": "校订" for name in names if hasattr(rule, f"{name}_by")}
    return replace(rule, finder="校订", **resolved, **fields)


def states(played: Replayed) -> list[str]:
    return [s.conflict.kind.value if s.conflict else s.state.value for s in played.standings]


def test_replay_of_nothing_is_the_record() -> None:
    document = make_document()
    assert replay(document, ()) == Replayed(document, document)


def test_replay_of_undone_corrections_is_the_record() -> None:
    document = make_document()
    kept = [
        replace(c, undone_by="李强", undone_at=datetime(2026, 4, 1, tzinfo=UTC))
        for c in said(
            document,
            make_correction(document),
            make_correction(document, HOPE, action=Action.REJECT),
            make_correction(document, "二、本领要过硬", target=Target.HEADING, action=Action.REJECT),
        )
    ]
    assert replay(document, kept).document == document


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"modality": "permission"}, {"modality": Modality.PERMISSION}, id="modality"),
        pytest.param({"force": "soft"}, {"force": Force.SOFT}, id="force"),
        pytest.param({"bearers": []}, {"bearers": ()}, id="nobody is bound"),
        pytest.param({"duties": ["办文", "值班"]}, {"duties": ("办文", "值班")}, id="duties in their order"),
        pytest.param({"deadline": {"text": "24小时", "iso": "PT24H"}},
                     {"deadline": make_deadline("24小时", "PT24H")}, id="deadline"),
        pytest.param({"deadline": {"text": "马上", "iso": None}},
                     {"deadline": make_deadline("马上", None)}, id="vague"),
        pytest.param({"deadline": None}, {"deadline": None}, id="no deadline"),
        pytest.param({"condition": "", "exception": ""}, {"condition": None, "exception": None}, id="left empty"),
    ],
)  # fmt: skip
def test_change_sets_its_fields_and_no_others(fields: dict[str, Any], expected: dict[str, Any]) -> None:
    document = make_document()
    (rule, *others) = replayed(document, make_correction(document, fields=fields)).document.rules
    assert rule == by_people(document.rules[0], *fields, **expected)
    assert tuple(others) == document.rules[1:]


def test_change_of_place_moves_the_thing() -> None:
    document = make_document()
    moved = make_correction(document, NEVER_LEAVE, moved=Anchor("严禁脱岗离岗"))
    rule = replayed(document, moved).document.rules[1]
    assert rule.span == span_of(document.text, "严禁脱岗离岗")
    assert rule.sanction == document.rules[1].sanction


def test_words_that_were_pasted_with_the_end_mark_mean_the_rule() -> None:
    document = make_document()
    (kept,) = said(document, make_correction(document, ON_DUTY + "。"))
    assert kept.anchor is not None
    assert kept.anchor.exact == ON_DUTY
    assert states(replay(document, [kept])) == ["applied"]


def test_accept_keeps_the_thing_and_pins_it_against_a_newer_extractor() -> None:
    document = make_document()
    kept = said(document, make_correction(document, action=Action.ACCEPT))
    assert replay(document, kept).document == document
    newer = replace(document, rules=(replace(document.rules[0], bearers=("司机",)), *document.rules[1:]))
    played = replay(newer, kept)
    assert played.document.rules[0].bearers == ("值班人员",)
    assert states(played) == ["finder"]
    assert played.conflicts[0].now is not None
    assert played.conflicts[0].now["bearers"] == ["司机"]


def test_extractor_that_has_learned_is_no_conflict() -> None:
    document = make_document()
    kept = said(document, make_correction(document))
    learned = replace(document, rules=(replace(document.rules[0], bearers=("门卫",)), *document.rules[1:]))
    assert states(replay(learned, kept)) == ["applied"]


def test_change_that_the_correction_is_not_about_is_no_conflict() -> None:
    document = make_document()
    kept = said(document, make_correction(document))
    newer = replace(document, rules=(replace(document.rules[0], force=Force.SOFT, cue="要"), *document.rules[1:]))
    played = replay(newer, kept)
    assert states(played) == ["applied"]
    assert (played.document.rules[0].force, played.document.rules[0].bearers) == (Force.SOFT, ("门卫",))


def test_changed_thing_that_is_no_longer_found_stays_and_is_told_of() -> None:
    document = make_document()
    kept = said(document, make_correction(document))
    played = replay(replace(document, rules=document.rules[1:]), kept)
    assert states(played) == ["finder"]
    assert played.document.rules[0] == by_people(document.rules[0], "bearers", bearers=("门卫",))


def test_rejected_thing_stays_rejected() -> None:
    document = make_document()
    kept = said(document, make_correction(document, action=Action.REJECT))
    assert replay(document, kept).document.rules == document.rules[1:]
    elsewhere = replace(document.rules[0], span=span_of(document.text, ON_DUTY + "。"))
    wider = replace(document, rules=(elsewhere, *document.rules[1:]))
    played = replay(wider, kept)
    assert played.document.rules == document.rules[1:]
    assert states(played) == ["finder"], "a little more is found now: a person is asked"
    assert states(replay(replace(document, rules=document.rules[1:]), kept)) == ["applied"]


def test_rejected_words_that_are_now_another_kind_of_thing_are_not_touched() -> None:
    document = make_document()
    kept = said(document, make_correction(document, "四勤", target=Target.FORMULA, action=Action.REJECT))
    newer = replace(document, formulas=(), rules=(make_rule(quote="要做到四勤"),))
    assert replay(newer, kept).document.rules == newer.rules


def test_added_rule_stands_in_its_place_and_is_cited() -> None:
    document = make_document()
    added = replayed(document, make_correction(document, "要做到四勤", action=Action.ADD, fields={})).document
    assert [rule.span.start for rule in added.rules] == sorted(rule.span.start for rule in added.rules)
    rule = rule_at(document, span_of(document.text, "要做到四勤"))
    assert rule is not None
    assert (rule.bearers, rule.outline, bool(rule.duties)) == (("办公室工作人员",), "二第3句", True)
    assert added.rules[-1] == replace(rule, finder="校订", cue="")  # as any rule is resolved


def test_added_rule_keeps_what_its_author_says_of_it() -> None:
    document = make_document()
    fields = {"duties": [], "bearers": ["值班人员"], "modality": "permission"}
    rule = replayed(document, make_correction(document, "要做到四勤", action=Action.ADD, fields=fields)).document.rules[
        -1
    ]
    assert (rule.duties, rule.bearers, rule.modality) == ((), ("值班人员",), Modality.PERMISSION)
    assert (rule.duties_by, rule.bearers_by) == ("校订", "校订")


def test_added_thing_that_the_extractor_finds_later_is_one_thing() -> None:
    document = make_document()
    kept = said(document, make_correction(document, "要做到四勤", action=Action.ADD, fields={"duties": ["作风建设"]}))
    learned = make_rule(quote="要做到四勤", duties=("作风建设",), bearers=(), force=Force.SOFT, cue="要")
    played = replay(replace(document, rules=(*document.rules, learned)), kept)
    assert len(played.document.rules) == 5
    assert states(played) == ["applied"]
    other = replace(learned, duties=("值班",))
    played = replay(replace(document, rules=(*document.rules, other)), kept)
    assert (len(played.document.rules), played.document.rules[-1].duties) == (5, ("作风建设",))
    assert states(played) == ["finder"]


def test_later_date_supersedes_the_earlier_until_it_is_undone() -> None:
    document = make_document()
    day = {"target": Target.DOCUMENT, "action": Action.DATE}
    (first,) = said(document, make_correction(document, None, fields={"latest": "2014-05-31"}, **day))
    second = make_correction(document, None, fields={"latest": "2015-05-31"}, minute=1, seen=first.id, **day)
    kept = [first, prepared(document, [first], second)]
    assert states(replay(document, kept)) == ["replaced", "applied"]
    undone = replace(kept[1], undone_by="李强", undone_at=datetime(2026, 4, 1, tzinfo=UTC))
    played = replay(document, [first, undone])
    assert states(played) == ["applied", "undone"]
    assert str(played.document.date.latest) == "2014-05-31"


def test_change_of_a_document_is_superseded_only_when_all_of_it_is() -> None:
    document = make_document()
    (first,) = said(
        document,
        make_correction(document, None, target=Target.DOCUMENT, fields={"title": "讲话", "place": "清岭县"}),
    )
    again = make_correction(document, None, target=Target.DOCUMENT, fields={"title": "报告"}, minute=1, seen=first.id)
    kept = [first, prepared(document, [first], again)]
    assert states(replay(document, kept)) == ["applied", "applied"]


def test_explanation_tells_how_a_changed_rule_was_found_at_first() -> None:
    document = make_document()
    played = replayed(
        document,
        make_correction(document, ON_DUTY, fields={"duties": ["办文"]}),
        make_correction(document, "要做到四勤", action=Action.ADD, fields={}),
    )
    told_of = {one.span.of(document.text): one for one in explanations(played) if one.target is Target.RULE}
    found = document.rules[0]
    assert (told_of[ON_DUTY].finder, told_of[ON_DUTY].first_finder, told_of[ON_DUTY].first_cue) == (
        "校订",
        found.finder,
        found.cue,
    )
    assert told_of["要做到四勤"].first_finder == ""
    assert told_of[HOPE].first_finder == "", "what nobody changed was found by what it says"


def test_formula_that_is_miscounted_says_so_once_and_in_chinese() -> None:
    document = make_document()
    (formula,) = document.formulas
    short = replace(formula, members=formula.members[:2], doubts=(Doubt.MISCOUNTED,))
    document = replace(document, formulas=(short,))
    (told_of,) = [one for one in explanations(replay(document, ())) if one.target is Target.FORMULA]
    assert told_of.doubts == ("提法为 4 项，文中列出 2 项",)


def test_two_things_made_of_one() -> None:
    document = make_document()
    played = replayed(
        document,
        make_correction(document, NEVER_LEAVE, moved=Anchor("严禁脱岗离岗"), fields={"sanction": None}),
        make_correction(document, "违者追究责任", action=Action.ADD, fields={"sanction": "追究责任"}),
    )
    assert states(played) == ["applied", "applied"]
    words = [rule.span.of(document.text) for rule in played.document.rules]
    assert words[1:3] == ["严禁脱岗离岗", "违者追究责任"]


def test_correction_of_a_correction_goes_on_from_there() -> None:
    document = make_document()
    first = said(document, make_correction(document))[0]
    second = prepared(document, [first], make_correction(document, minute=1, seen=first.id, fields={"force": "soft"}))
    rule = replay(document, [first, second]).document.rules[0]
    assert (rule.bearers, rule.force) == (("门卫",), Force.SOFT)
    third = make_correction(document, minute=2, seen=first.id, fields={"force": "hard"})
    with pytest.raises(AlreadyCorrected) as told_of:
        prepared(document, [first, second], third)
    assert told_of.value.correction_id == second.id


def test_corrections_whose_authors_did_not_know_of_each_other() -> None:
    """As where a document takes the place of another, and both were corrected."""
    document = make_document()
    one = said(document, make_correction(document))[0]
    same = replace(one, id="same", at=one.at.replace(minute=1))
    other = replace(one, id="other", at=one.at.replace(minute=2), fields={"bearers": ["保安"]})
    beside = replace(one, id="beside", at=one.at.replace(minute=3), fields={"force": "soft"})
    against = replace(one, id="against", at=one.at.replace(minute=4), action=Action.REJECT, fields={})
    played = replay(document, [against, beside, other, same, one])
    assert states(played) == ["applied", "applied", "contradiction", "applied", "contradiction"]
    assert played.document.rules[0].bearers == ("门卫",)
    assert played.document.rules[0].force is Force.SOFT
    assert played.standings[2].conflict is not None
    assert played.standings[2].conflict.other == "same"


def test_two_changes_of_one_field_stay_in_order_when_the_one_between_is_undone() -> None:
    document = make_document()
    one = said(document, make_correction(document))[0]
    two = prepared(document, [one], make_correction(document, minute=1, seen=one.id, fields={"bearers": ["保安"]}))
    three = prepared(
        document, [one, two], make_correction(document, minute=2, seen=two.id, fields={"bearers": ["司机"]})
    )
    undone = replace(two, undone_by="李强", undone_at=two.at)
    played = replay(document, [one, undone, three])
    assert states(played) == ["applied", "undone", "applied"]
    assert played.document.rules[0].bearers == ("司机",)


def test_field_that_is_not_known_any_more_is_a_conflict() -> None:
    document = make_document()
    kept = replace(said(document, make_correction(document))[0], fields={"weight": 3})
    played = replay(document, [kept])
    assert states(played) == ["invalid"]
    assert played.document == document


@pytest.mark.parametrize(
    ("action", "quote", "fields", "outlines"),
    [
        pytest.param(
            Action.REJECT, "二、本领要过硬", {}, ["一", "一", "一", "一", "一"], id="what stood under it goes up"
        ),
        pytest.param(Action.CHANGE, "二、本领要过硬", {"level": 2}, ["一", "一", *["一、二"] * 3], id="one level down"),
        pytest.param(
            Action.ADD, "要做到四勤", {"label": "三", "title": "四勤"}, ["一", "一", "二", "二", "三"], id="added"
        ),
    ],
)
def test_corrected_heading_moves_what_stands_under_it(
    action: Action, quote: str, fields: dict[str, Any], outlines: Sequence[str]
) -> None:
    document = make_document()
    played = replayed(document, make_correction(document, quote, target=Target.HEADING, action=action, fields=fields))
    found = [passage.outline for passage in played.document.passages[1:]]
    assert found == list(outlines)
    for passage, outline in zip(played.document.passages[1:], outlines, strict=True):
        assert passage.section is not None
        assert outline.endswith(played.document.sections[passage.section].label)


def test_document_as_a_whole_is_corrected() -> None:
    document = make_document()
    fields = {"title": "在值班会上的讲话", "kind": "notice", "place": None}
    played = replayed(document, make_correction(document, None, target=Target.DOCUMENT, fields=fields))
    assert (played.document.title, played.document.kind.value, played.document.place) == tuple(fields.values())


def test_values_make_the_thing_that_they_were_told_of() -> None:
    document = make_document()
    for target, kind in KINDS.items():
        for thing in getattr(document, kind.field):
            values = told(thing, document.text)
            again = made(target, values, thing.span, lambda words: span_of(document.text, words))
            assert told(again, document.text) == values
            assert again.span == thing.span
            assert editable(target) <= values.keys()


def test_kept_corrections_and_standings_read_as_they_were() -> None:
    document = make_document()
    played = replayed(document, make_correction(document), make_correction(document, HOPE, action=Action.REJECT))
    for standing in played.standings:
        correction = load(dump(standing.correction))
        assert correction == standing.correction
        assert standing_of(correction, standing_values(standing)) == standing


def test_rule_in_a_broken_sentence_says_so() -> None:
    noise: Noise = make_noise(quote="报告。", kind=NoiseKind.TRUNCATION, fix=None)
    document = make_document(rules=(make_rule(quote=REPORT, bearers=()), make_rule()), noise=(noise,))
    told_of = {one.span: one.doubts for one in explanations(replay(document, ())) if one.target is Target.RULE}
    assert told_of[make_rule().span] == ()
    assert told_of[make_rule(quote=REPORT).span] == ("所在句子不完整，可能缺字", "未能确定责任主体")


QUOTES = (ON_DUTY, NEVER_LEAVE, REPORT, HOPE, "要做到四勤", "四勤", "应急处置能力", "一、思想要重视", "没有的话")
STEPS = st.lists(
    st.tuples(
        st.sampled_from([Action.ACCEPT, Action.CHANGE, Action.REJECT, Action.ADD]),
        st.sampled_from(list(KINDS)),
        st.sampled_from(QUOTES),
        st.booleans(),  # whether the author has seen what was there
    ),
    max_size=8,
)
_PATCH: dict[Target, dict[str, Any]] = {
    Target.RULE: {"bearers": ["门卫"]},
    Target.ABILITY: {"name": "值守能力"},
    Target.FORMULA: {"count": 3},
    Target.ATTRIBUTION: {"who": "王敏", "what": "值班"},
    Target.HEADING: {"level": 2},
    Target.NOISE: {"kind": "typo"},
}


@settings(max_examples=60)
@given(steps=STEPS)
def test_whatever_people_say_is_taken_whole_or_refused(steps: list[tuple[Action, Target, str, bool]]) -> None:
    """What is taken is applied at once, in whatever order it is told later, and undoing all gives the record back."""
    document = make_document()
    kept: list[Correction] = []
    for number, (action, target, quote, informed) in enumerate(steps):
        seen = kept[-1].id if kept and informed else None
        fields = _PATCH[target] if action in (Action.CHANGE, Action.ADD) else {}
        draft = make_correction(
            document, quote, id=str(number), action=action, target=target, minute=number, seen=seen, fields=fields
        )
        try:
            kept.append(prepared(document, kept, draft))
        except CorrectionError:
            continue
        assert replay(document, kept).standings[-1].state is State.APPLIED
    played = replay(document, kept)
    assert replay(document, reversed(kept)) == played
    assert all(one.kind is not ConflictKind.INVALID for one in played.conflicts)
    undone = [replace(c, undone_by="李强", undone_at=c.at) for c in kept]
    assert replay(document, undone).document == document
