"""Which clauses instruct, and which only look as if they did."""

from collections.abc import Callable

import pytest

from ingest.extract import norms
from ingest.extract.clauses import Clause, cut, simplified
from ingest.extract.modality import Cue
from ingest.model import Span


def clauses_of(sentence: str) -> tuple[Clause, ...]:
    return cut(simplified(sentence), Span(0, len(sentence)))


def words_of(cue: Cue | None) -> str | None:
    return cue and cue.words


@pytest.mark.parametrize(
    ("test", "sentence", "expected", "reason"),
    [
        (norms.is_idle, "依法不予公开的除外", True, "an exception, which goes with the rule before it"),
        (norms.is_idle, "谢谢大家", True, "thanks"),
        (norms.is_idle, "预祝会议圆满成功", True, "a wish"),
        (norms.is_idle, "我讲三点意见", False, "an announcement, which is left to its cues"),
        (norms.is_idle, "要在岗", False, "an order"),
    ],
)
def test_a_sentence_that_binds_nobody(
    test: Callable[[tuple[Clause, ...]], bool], sentence: str, expected: bool, reason: str
) -> None:
    assert test(clauses_of(sentence)) is expected, reason


@pytest.mark.parametrize(
    ("sentence", "expected", "reason"),
    [
        ("要登记，必须核对", ["要", "必须"], "each clause has its cue"),
        ("大家知道，要登记", [None, "要"], "a clause without one has none"),
        ("目的就是要方便群众，要服务基层", [None, None], "an aim is no order"),
        ("要办好会，离不开细致", [None, None], "on what it depends"),
        ("必须办好会，离不开细致", ["必须", None], "but what leaves no choice is ordered all the same"),
        ("做到“两个务必”，即要登记，要核对", [None, None, None], "the members of a list are told"),
        ("要登记，即要写明时间", ["要", None], "what explains an order does not repeat it"),
        ("还要看到，要登记", [None, None], "what is only to be seen"),
        ("有的单位可以缓办", [None], "what some do is told"),
        ("实行两级审核，即初审、复审，审核不过的不得登记", [None, None, "不得"], "a ban after what is explained"),
        ("记得那年大水，联络员必须登记", [None, None], "a scene of the past"),
        ("有的单位要登记", ["要"], "what some must is ordered"),
        ("立项过程中增加项目的，应当登记", [None, "应当"], "项目的 is no aim"),
        ("对被询问人不得催促", ["不得"], "被询问人 asks nobody"),
        ("渠道改建应当有利于灌溉", ["应当"], "what is to be aimed at"),
        ("不宜外借的档案，可以复印", [None, "可以"], "which thing the next clause speaks of"),
        ("听听老乡怎么说，一律登记", [None, "一律"], "怎么说 quotes nobody"),
        ("法律另有规定的除外", [None], "an exception"),
        ("是否符合规程的要求", [None], "a question that is to be looked at"),
    ],
)
def test_cues_of_a_sentence(sentence: str, expected: list[str | None], reason: str) -> None:
    assert [words_of(cue) for cue in norms.cues_of(clauses_of(sentence))] == expected, reason


@pytest.mark.parametrize(
    ("clause", "expected", "reason"),
    [
        ("要登记", "要", "an order"),
        ("细致是对联络员的基本要求", "要求", "a requirement told as a fact"),
        ("守时是联络员必须具备的品质", "必须", "one that leaves no choice"),
        ("这是对联络员的要求", None, "which only points back"),
        ("我要讲三点", None, "what the speaker is about to do"),
        ("就要放假了", None, "what is about to happen"),
        ("本来要登记", None, "what was meant and not done"),
        ("还要看到的是", None, "what leads to the next clause"),
        ("去年要求登记", None, "what was asked then"),
        ("他不能登记", None, "what a third person cannot"),
        ("通过了必须登记的决定", None, "what was decided"),
        ("要看台账齐不齐", None, "how to tell"),
        ("联络员可提前登记", "可", "可 as a word of its own"),
        ("各泵站可选派两名学员", "可", "before what the dictionary has as a noun"),
        ("各泵站（含分站）可结合实际制定细则", "可", "after a bracket"),
        ("会议可邀请专家列席", "可", "after a thing, with what is done"),
        ("水位可确认", None, "what can be said of a thing"),
        ("水库可承受的水位", None, "which water level"),
        ("可支配的时间不多", None, "可 in a longer word"),
    ],
)
def test_cue_of_a_clause(clause: str, expected: str | None, reason: str) -> None:
    assert words_of(norms.cue_of(clauses_of(clause)[0])) == expected, reason


@pytest.mark.parametrize(
    ("sentence", "alone", "following", "reason"),
    [
        ("认真做好登记", "做好", "做好", "a verb after its adverbs"),
        ("围绕中心工作，抓好登记", "围绕", "围绕", "a phrase that orders by itself"),
        ("台账清楚，抓好登记", None, "抓", "after other words only where an instruction goes before"),
        ("这是关键，抓好登记", None, None, "a sentence that states"),
        ("抓好登记，登记是基础", None, None, "a sentence about the act"),
    ],
)
def test_opening_verb_of_an_instruction(sentence: str, alone: str | None, following: str | None, reason: str) -> None:
    clauses = clauses_of(sentence)
    assert words_of(norms.opening(clauses, following=False)) == alone, reason
    assert words_of(norms.opening(clauses, following=True)) == following, reason


@pytest.mark.parametrize(
    ("clause", "number", "reason"),
    [
        ("不拖延、不迟报", 2, "two"),
        ("不拖延", 1, "one"),
        ("工作中不拖延和不敷衍、不推诿", 3, "after a place"),
        ("不断改进", 0, "a word that only begins with 不"),
        ("登记不拖延", 0, "it does not begin with one"),
    ],
)
def test_refusals_are_counted(clause: str, number: int, reason: str) -> None:
    assert norms.refusals(clauses_of(clause)[0]) == number, reason


@pytest.mark.parametrize(
    ("clause", "positive", "strongly", "reason"),
    [
        ("及时登记", True, True, "an adverb of manner"),
        ("登记", True, False, "a bare verb may still be forbidden"),
        ("以诚待人", True, False, "so may a phrase"),
        ("不登记", False, False, "a refusal"),
    ],
)
def test_a_clause_after_a_ban_that_orders(clause: str, positive: bool, strongly: bool, reason: str) -> None:
    [one] = clauses_of(clause)
    assert norms.opens_positively(one) is positive, reason
    assert norms.strongly_positive(one) is strongly, reason


@pytest.mark.parametrize(
    ("clause", "expected", "reason"),
    [
        ("在登记台账时", True, "when"),
        ("对紧急公文", True, "of what"),
        ("因特殊情况", True, "why"),
        ("登记清楚", False, "something done"),
    ],
)
def test_a_phrase_says_only_when_or_of_what(clause: str, expected: bool, reason: str) -> None:
    assert norms.is_phrase(clauses_of(clause)[0]) is expected, reason
