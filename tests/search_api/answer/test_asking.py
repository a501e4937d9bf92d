import pytest

from search_api.answer.asking import read_question
from search_api.query.understanding import LONGEST
from search_api.query.vocabulary import Vocabulary, lexicon_names
from search_api.results import Intent

VOCABULARY = Vocabulary({"值班": 3, "印章": 2, "签收": 2, "公文": 4, "逾期": 1, "报告": 3}, lexicon_names(), 20)


@pytest.mark.parametrize(
    ("question", "intent", "reason"),
    [
        ("印章由谁保管？", Intent.WHO, "who"),
        ("保管印章的是哪个部门？", Intent.WHO, "which office"),
        ("借用印章要办哪些手续？", Intent.DUTY, "what is to be done"),
        ("印章能不能带回家？", Intent.PROHIBITION, "may one"),
        ("旁听的人有没有表决权？", Intent.PROHIBITION, "has one the right"),
        ("哪些文件不许拍照？", Intent.PROHIBITION, "what is forbidden"),
        ("借出的印章几天内归还？", Intent.DEADLINE, "how long"),
        ("什么时候之前要交报表？", Intent.DEADLINE, "until when"),
        ("弄丢印章会怎么样？", Intent.SANCTION, "what then"),
        ("擅自用印的怎么处理？", Intent.SANCTION, "how a breach is dealt with"),
        ("来信怎么处理？", Intent.DUTY, "how what is no breach is dealt with"),
        ("保管员要有哪些本领？", Intent.ABILITY, "abilities"),
        ("“四不放过”是哪四不？", Intent.FORMULA, "members"),
        ("故障分几级？", Intent.FORMULA, "grades"),
        ("马上就办是谁最先提出的？", Intent.FIRST, "who said it first"),
        ("安全无小事是谁说的？", Intent.CREDITED, "who is quoted"),
        ("新旧印章办法有什么不同？", Intent.COMPARE, "what differs"),
        ("人数有变化的，几天内补报？", Intent.DEADLINE, "something changes, and nothing is compared"),
        ("什么叫涉密载体？", Intent.DEFINITION, "what a word means"),
        ("有多少条规定讲到印章？", Intent.COUNT, "how many rules"),
        ("印章直径多大？", Intent.QUANTITY, "how large"),
        ("三大职能是什么？", Intent.FORMULA, "能…么 stands in 职能是什么"),
        ("旧印章办法那一版，保管人变了没有？", Intent.COMPARE, "whether it changed"),
        ("夜里没人值班，会被怎么处理？", Intent.SANCTION, "what is done about it"),
        ("清理“谁堆放”按的是什么原则？", Intent.FORMULA, "what is quoted asks nothing"),
        ("遇上不能当场用印的事，该怎么做？", Intent.DUTY, "不能 is of the case, and forbids nothing"),
        ("印章", Intent.TOPIC, "nothing is asked"),
    ],
)
def test_read_question_tells_what_is_wanted(question: str, intent: Intent, reason: str) -> None:
    assert read_question(question, VOCABULARY).intent is intent, reason


@pytest.mark.parametrize(
    ("question", "matter", "reason"),
    [
        ("印章由谁来保管？", "印章 保管", "who"),
        ("公文要在几小时内签收？", "公文 签收", "how long"),
        ("印章由哪个部门来保管？", "印章 保管", "which office"),
        ("谁当值班负责人？", "值班负责人", "who is to be it"),
        ("那一版办法的印章", "办法的印章", "which one is pointed at"),
        ("“四勤”是哪四勤？", "“四勤”是哪四勤", "what is quoted stays whole"),
        ("会议室怎么布置？", "会议室 布置", "the last character of a word is no word that asks"),
    ],
)
def test_read_question_leaves_what_it_is_about(question: str, matter: str, reason: str) -> None:
    assert read_question(question, VOCABULARY).matter == matter, reason


@pytest.mark.parametrize(
    ("question", "is_opinion"),
    [
        ("这条规定合理吗？", True),
        ("你觉得值班累不累？", True),
        ("哪篇讲话写得最好？", True),
        ("值班要求有哪些？", False),
        ("我觉得值班太累，怎么办？", True),
        ("这样做对吗？", True),
        ("特急公文2小时内签收对吗？", False),
    ],
)
def test_read_question_knows_what_no_rule_answers(question: str, is_opinion: bool) -> None:
    assert read_question(question, VOCABULARY).is_opinion is is_opinion


@pytest.mark.parametrize("question", ["", " \n", "？？", "\x00", "“", "1" * 5000])
def test_read_question_takes_any_string(question: str) -> None:
    assert read_question(question, VOCABULARY).intents


def test_read_question_goes_on_with_the_topic() -> None:
    first = read_question("特急公文多久签收？", VOCABULARY)
    then = read_question("那逾期呢？", VOCABULARY, first.topic)
    assert then.goes_on
    assert {"公文", "签收"} <= {concept.text for concept in then.concepts}
    assert then.intent is Intent.SANCTION
    again = read_question("普通的呢？", VOCABULARY, then.topic)
    assert again.intent is Intent.DEADLINE, "what was asked first is asked again"


def test_read_question_that_says_enough_leaves_the_topic() -> None:
    asked = read_question("印章由谁保管？", VOCABULARY, "公文 签收")
    assert not asked.goes_on
    assert "公文" not in {concept.text for concept in asked.concepts}


def test_read_question_weighs_little_what_segmentation_made_up() -> None:
    asked = read_question("值班室要配对讲机吗？", VOCABULARY)
    assert all(not c.is_telling for c in asked.concepts if c.text.startswith("要"))


def test_read_question_has_the_words_of_papers_for_everyday_ones() -> None:
    [concept] = [c for c in read_question("旁听能投票吗？", VOCABULARY).concepts if c.text == "投票"]
    assert "表决" in {way.text for way in concept.ways}


def test_a_phrase_of_words_that_tell_nothing_tells_as_it_stands() -> None:
    concepts = read_question("“不该说的不说”是哪次培训讲的？", VOCABULARY).concepts
    assert "不该说的不说" in [concept.text for concept in concepts if concept.is_telling]


def test_a_question_that_is_too_long_is_cut_and_known_to_be() -> None:
    assert not read_question("印章由谁保管？" + "值" * (LONGEST - 7), VOCABULARY).is_cut
    assert read_question("印章由谁保管？" + "值" * (LONGEST - 6), VOCABULARY).is_cut
