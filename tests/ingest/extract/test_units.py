"""Where one instruction of a sentence ends and the next begins."""

import pytest

from ingest.extract.clauses import cut, simplified
from ingest.extract.norms import cues_of
from ingest.extract.units import Unit, find_units, who, without_breach
from ingest.model import Force, Modality, Span

MUST, NOT, MAY, HOPED = Modality.OBLIGATION, Modality.PROHIBITION, Modality.PERMISSION, Modality.RECOMMENDATION


def units_of(sentence: str) -> tuple[Unit, ...]:
    clauses = cut(simplified(sentence), Span(0, len(sentence)))
    return find_units(clauses, cues_of(clauses))


def words_of(unit: Unit) -> str:
    return "，".join(clause.text for clause in unit.clauses)


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("台账齐全", [], "nothing instructs"),
        ("守班员要在岗，保持电话畅通", [("守班员要在岗，保持电话畅通", MUST)], "what follows belongs to it"),
        ("要登记，要核对", [("要登记，要核对", MUST)], "two cues of one modality are one breath"),
        (
            "守班员要在岗，联络员要开机",
            [("守班员要在岗", MUST), ("联络员要开机", MUST)],
            "another subject is another rule",
        ),
        ("要登记，不得外借", [("要登记", MUST), ("不得外借", NOT)], "another modality is another rule"),
        (
            "可以先登记，材料齐全的，应当受理",
            [("可以先登记", MAY), ("材料齐全的，应当受理", MUST)],
            "a case of what follows",
        ),
        (
            "要统一登记，除急件外，不得外借",
            [("要统一登记", MUST), ("除急件外，不得外借", NOT)],
            "an exception to what follows",
        ),
        ("不得外借，妥善保管", [("不得外借", NOT), ("妥善保管", MUST)], "an order without a cue ends a ban"),
        ("不拖延、不迟报", [("不拖延、不迟报", NOT)], "two refusals in a clause are a ban"),
        ("不拖延，不迟报", [("不拖延，不迟报", NOT)], "and so are two clauses of them"),
        ("要登记，不拖延、不迟报", [("要登记", MUST), ("不拖延、不迟报", NOT)], "a list of refusals beside an order"),
        ("要登记，不拖延", [("要登记，不拖延", MUST)], "one refusal only says how"),
        (
            "要1小时内报告，2小时内书面报告",
            [("要1小时内报告", MUST), ("2小时内书面报告", MUST)],
            "another time limit is another rule",
        ),
        (
            "要登记，一旦丢失，要立即报告",
            [("要登记", MUST), ("一旦丢失，要立即报告", MUST)],
            "a new case takes its condition along",
        ),
        ("能够当场办的事情，要当场办", [("能够当场办的事情，要当场办", MUST)], "the thing that it is about leads it"),
        ("山路很多，驾驶员要慢行", [("驾驶员要慢行", MUST)], "a statement before somebody else's rule is none of it"),
        (
            "希望大家认真学习，要联系实际",
            [("希望大家认真学习，要联系实际", HOPED)],
            "hoping and ordering in one breath",
        ),
        ("可以借阅，逾期的不予续借", [("可以借阅，逾期的不予续借", MAY)], "a refused permission stays with it"),
    ],
)
def test_units_are_one_instruction_each(sentence: str, expected: list[tuple[str, Modality]], reason: str) -> None:
    assert [(words_of(unit), unit.modality) for unit in units_of(sentence)] == expected, reason


@pytest.mark.parametrize(
    ("sentence", "force", "reason"),
    [
        ("要登记，要核对", Force.SOFT, "neither leaves no choice"),
        ("要登记，必须核对", Force.HARD, "a later cue that leaves no choice makes all of it hard"),
        ("必须登记，要核对", Force.HARD, "and a soft one does not soften it"),
    ],
)
def test_units_are_as_hard_as_their_hardest_cue(sentence: str, force: Force, reason: str) -> None:
    assert [unit.force for unit in units_of(sentence)] == [force], reason


@pytest.mark.parametrize(
    ("sentence", "cues", "reason"),
    [
        ("要登记，严禁外借", ["要", "严禁"], "the words of each"),
        ("要1小时内报告，2小时内书面报告", ["要", "2小时内"], "the time limit that made it a rule of its own"),
        ("不拖延、不迟报", ["不"], "the refusal"),
    ],
)
def test_units_name_the_words_that_began_them(sentence: str, cues: list[str], reason: str) -> None:
    found = units_of(sentence)
    assert [unit.cue.words for unit in found] == cues, reason
    assert all(unit.cue_clause.text.startswith(unit.cue.words, unit.cue.start) for unit in found), reason


@pytest.mark.parametrize(
    ("clause", "name", "reason"),
    [
        ("联络员要开机", "联络员", "before the cue"),
        ("印章应当由专职人员保管", "专职人员", "the agent of 由"),
        ("要登记", None, "nobody"),
    ],
)
def test_who_is_the_subject_or_the_agent(clause: str, name: str | None, reason: str) -> None:
    [unit] = units_of(clause)
    assert who(unit.cue_clause, unit.cue) == name, reason


@pytest.mark.parametrize(
    ("sentence", "cues", "reason"),
    [
        ("违反规定，不得外借而外借的，应当追回", [None, None, "应当"], "what the breach is, and what follows"),
        ("滥用职权，不予登记，造成损失的，应当赔偿", [None, None, None, "应当"], "a breach in several clauses"),
        ("保管员不得外借，丢失的，应当赔偿", ["不得", None, "应当"], "an order and a case of another"),
        ("违反规定不得外借", ["不得"], "no case"),
    ],
)
def test_what_is_broken_orders_nothing(sentence: str, cues: list[str | None], reason: str) -> None:
    clauses = cut(simplified(sentence), Span(0, len(sentence)))
    assert [cue and cue.words for cue in without_breach(clauses, cues_of(clauses))] == cues, reason


def test_without_breach_takes_nothing_from_nothing() -> None:
    assert without_breach((), []) == []
