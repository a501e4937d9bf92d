"""The duties that a rule governs."""

import pytest

from ingest.extract.governed import FEWEST, NAMED, STRONG, Evidence, Governed, Governing, governed, topic
from ingest.lexicon import load_lexicon


@pytest.fixture
def governing() -> Governing:
    return Governing(load_lexicon())


@pytest.mark.parametrize(
    ("words", "expected", "reason"),
    [
        ("值班员不得脱岗", ("值班",), "its object"),
        ("用印必须登记", ("印章管理",), "an alias"),
        ("公文要校对，会议要守时", ("办会", "办文"), "two, each by its own word"),
        ("要廉洁自律", ("廉洁自律",), "its very name"),
        ("政府信息公开要及时", ("政务公开",), "信息公开 holds no 信息"),
        ("要吃饭", (), "nothing"),
    ],
)
def test_governed_is_told_by_the_words_of_the_rule(
    governing: Governing, words: str, expected: tuple[str, ...], reason: str
) -> None:
    assert set(governed(governing.evidence(words), {}, {}).duties) == set(expected), reason


@pytest.mark.parametrize(
    ("own", "headings", "title", "expected", "reason"),
    [
        ({}, {"保密": 1.0}, {}, Governed(("保密",), "heading"), "nothing of its own"),
        ({}, {}, {"保密": 1.0}, Governed(("保密",), "title"), "not even a heading"),
        ({"保密": 2.0}, {"接待": 1.0}, {}, Governed(("保密",), "word"), "its own word is stronger"),
        ({"办会": 2.0, "办文": 2.0}, {}, {}, Governed(("办会", "办文"), "word"), "a second with its own word"),
        ({"办会": 2.0}, {"办文": 2.0}, {}, Governed(("办会",), "word"), "a heading gives no second"),
        ({"办会": 2.0}, {"作风建设": 4.2}, {}, Governed(("办会",), "word"), "its own object beats any heading"),
        (
            {"办会": 0.6},
            {"作风建设": 2.1},
            {},
            Governed(("作风建设",), "heading"),
            "a word that is said of much does not",
        ),
        ({}, {}, {}, Governed(), "nothing says"),
    ],
)
def test_governed_says_what_told_it(
    own: Evidence, headings: Evidence, title: Evidence, expected: Governed, reason: str
) -> None:
    assert governed(own, headings, title) == expected, reason


def test_governed_puts_the_topic_first_and_asks_more_of_a_second() -> None:
    assert governed({"办文": 6.0}, {}, {}, about="档案管理", statute=True).duties == ("档案管理", "办文")
    assert governed({"办文": 2.0}, {}, {}, about="档案管理", statute=True).duties == ("档案管理",)


def test_governed_lets_the_topic_of_a_speech_outweigh_but_not_displace() -> None:
    title = {"信访": 2.6}
    assert governed({"督查督办": 2.0}, {}, title, about="信访").duties == ("信访", "督查督办")
    assert governed({"印章管理": 6.0}, {}, title, about="信访").duties == ("印章管理",)
    assert governed({"督查督办": 2.0}, {}, title).duties == ("督查督办",)
    assert governed({}, {"作风建设": 1.4}, title, about="信访").duties == ("作风建设",), "a nearer heading"


def test_governed_asks_for_more_than_a_shared_word_where_a_regulation_may_be_about_anything() -> None:
    assert governed({"办会": 0.6}, {}, {}).duties == ("办会",)
    assert governed({"办会": 0.6}, {}, {}, statute=True).duties == ()
    assert governed({"办会": 1.2}, {}, {}, statute=True).duties == ("办会",)


def test_topic_needs_a_title_that_is_clear(governing: Governing) -> None:
    assert topic(governing.evidence("清岭县档案管理办法", own=False)) == "档案管理"
    assert topic(governing.evidence("清岭县若干规定", own=False)) is None
    assert topic({"办文": 3.0, "办会": 3.0}) is None


def test_evidence_makes_little_of_what_the_document_says_everywhere() -> None:
    said = Governing(load_lexicon(), ["档案要整理"] * FEWEST)
    assert said.evidence("档案要防火")["档案管理"] < said.evidence("档案要防火", own=False)["档案管理"]


@pytest.mark.parametrize(
    ("words", "duty", "reason"),
    [
        ("街道办事处应当受理申请", "办事", "the name of a body"),
        ("听取审计工作报告", "信息报送", "a report that is read out"),
        ("应急救援队伍应当操练", "队伍建设", "a rescue team is no staff of an office"),
        ("按规定的标准办理", "制度建设", "rules that are kept are not made"),
        ("议事协调机构不得乱设", "综合协调", "the name of a body"),
        ("按时上下班", "综合协调", "上下 within a word"),
        ("信访接待要守时", "接待", "petitioners are no guests"),
    ],
)
def test_evidence_is_not_taken_from_words_that_only_hold_one(
    governing: Governing, words: str, duty: str, reason: str
) -> None:
    assert duty not in governing.evidence(words), reason


@pytest.mark.parametrize(
    ("words", "duty", "reason"),
    [
        ("要建立健全请销假制度", "制度建设", "a verb and its object with words between"),
        ("对股室分配的任务要按时完成", "办事", "a task that somebody gave"),
        ("多向主任汇报、请示", "综合协调", "two ways to keep in touch"),
        ("为党委决策提供参考", "参谋服务", "for whoever decides"),
        ("不该看的不看", "保密", "what is none of one's business"),
        ("要及时废止旧的考勤办法", "制度建设", "mending rules"),
        ("突发灾情要随时上报", "信息报送", "to report what breaks out"),
        ("具体办法由车管科另行制定", "制度建设", "whoever makes the rules"),
        ("外出要请假", "队伍建设", "who is away"),
        ("坚持中国共产党对渡口工作的领导", "政治建设", "whom the party leads, in between"),
        ("要摆好座签", "办会", "what a meeting is set up with"),
        ("问题要逐条销号", "督查督办", "what is followed to its end"),
    ],
)
def test_evidence_is_taken_from_patterns(governing: Governing, words: str, duty: str, reason: str) -> None:
    assert governing.evidence(words).get(duty, 0.0) >= STRONG, reason


@pytest.mark.parametrize(
    ("words", "duty", "reason"),
    [
        ("名册要向社会及时公布", "政务公开", "to everybody"),
        ("险情应当上报市人民政府", "信息报送", "to whom it goes up"),
    ],
)
def test_evidence_is_as_clear_as_a_name_where_it_says_to_whom(
    governing: Governing, words: str, duty: str, reason: str
) -> None:
    assert governing.evidence(words).get(duty, 0.0) >= NAMED, reason
