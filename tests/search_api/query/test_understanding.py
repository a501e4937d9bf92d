import pytest

from graph.schema import NodeKind
from search_api.query.understanding import understand
from search_api.query.vocabulary import Name, Vocabulary, lexicon_names
from search_api.results import Intent

WORDS = {
    "值班": 30,
    "制度": 80,
    "档案": 20,
    "移交": 5,
    "鉴定": 3,
    "销毁": 2,
    "要求": 200,
    "人员": 90,
    "工作": 300,
    "小时": 9,
}
VOCABULARY = Vocabulary(WORDS, lexicon_names() | {"四勤": Name(NodeKind.FORMULA, "四勤")}, 1000)


def concepts(q: str) -> list[str]:
    return [concept.text for concept in understand(q, VOCABULARY).concepts]


@pytest.mark.parametrize(
    ("q", "intent", "reason"),
    [
        ("值班要求", Intent.DUTY, "said outright"),
        ("哪些事情严禁", Intent.PROHIBITION, "a ban"),
        ("能不能把文件带回家", Intent.PROHIBITION, "may one"),
        ("档案多久移交", Intent.DEADLINE, "how long"),
        ("几天之内办结", Intent.DEADLINE, "how many days"),
        ("迟报有什么后果", Intent.SANCTION, "what then"),
        ("由哪个部门保管", Intent.WHO, "which office"),
        ("谁负责用印", Intent.WHO, "who"),
        ("要有什么本领", Intent.ABILITY, "what skill"),
        ("四勤是什么", Intent.FORMULA, "what is a formula"),
        ("马上就办最早是谁提的", Intent.FIRST, "the first"),
        ("补助多少元", Intent.QUANTITY, "how much"),
        ("档案", Intent.TOPIC, "nothing but a topic"),
        ("", Intent.TOPIC, "nothing"),
    ],
)
def test_understand_finds_the_intent(q: str, intent: Intent, reason: str) -> None:
    assert understand(q, VOCABULARY).intents[0] is intent, reason


@pytest.mark.parametrize(
    ("q", "expected", "reason"),
    [
        ("值班要求", ["值班", "要求"], "words"),
        ("请问我们单位的档案应该怎么销毁才好呢？", ["档案", "销毁"], "content words of a whole question"),
        ("值班人员在岗", ["值班人员", "在岗"], "a name is one concept"),
        ("督促检查工作", ["督促检查", "工作"], "an alias too"),
        ("24小时值守", ["24小时", "值守"], "a quantity is one concept"),
        ("是什么", ["是", "什么"], "where nothing else is asked, empty words are searched"),
        ("？。", [], "marks"),
        ("公车私用", ["公车", "私用"], "a word that nobody has is what it is made of"),
        ("值班时能不能回家", ["值班", "回家"], "no word is made of the end of one and the beginning of a question"),
        ("有没有档案", ["档案"], "whether there is"),
        ("几个档案", ["档案"], "what asks for a number"),
        ("三十分钟移交", ["三十分钟", "移交"], "a number with its unit is one thing, as 30分钟 is"),
    ],
)
def test_understand_finds_the_concepts(q: str, expected: list[str], reason: str) -> None:
    assert concepts(q) == expected, reason


def test_understand_names_what_the_graph_has() -> None:
    names = understand("值守和四勤", VOCABULARY).names
    assert names == (Name(NodeKind.DUTY, "值班"), Name(NodeKind.FORMULA, "四勤"))


FORMULAS = Vocabulary(
    WORDS, lexicon_names() | {f: Name(NodeKind.FORMULA, f) for f in ("四勤", "五正", "六种能力", "三个部")}, 1000
)


@pytest.mark.parametrize(
    ("q", "named", "reason"),
    [
        ("五正是什么", ["五正"], "a dictionary has 正是"),
        ("三个部指的是哪些", ["三个部"], "and makes 部指 of what it lacks"),
        ("什么叫四勤", ["四勤"], "or joins what stands before"),
        ("档案要求的六种能力", ["六种能力"], "a formula is no question for abilities"),
        ("四勤奋人员", [], "two characters that begin another word"),
        ("十五正要求", [], "the end of a greater number"),
    ],
)
def test_understand_finds_formulas_however_a_dictionary_cuts(q: str, named: list[str], reason: str) -> None:
    concepts_found = understand(q, FORMULAS).concepts
    found = [one for one in concepts_found if one.name and one.name.kind is NodeKind.FORMULA]
    assert [concept.text for concept in found] == named, reason
    assert all(concept.is_telling for concept in found), reason


def test_understand_expands_with_less_weight() -> None:
    [concept] = understand("值守", VOCABULARY).concepts
    weights = {way.text: way.weight for way in concept.ways}
    assert weights["值守"] == 1.0
    assert 0 < weights["值班"] < 1.0


def test_understand_weighs_what_tells_more_above_what_stands_everywhere() -> None:
    rare, common = understand("鉴定值班", VOCABULARY).concepts
    assert rare.weight > common.weight
    named, asked = understand("档案要求", VOCABULARY).concepts
    assert named.weight > asked.weight
    assert asked.intent is Intent.DUTY
    assert not asked.is_telling


def test_understand_takes_phrases_and_exclusions() -> None:
    understood = understand('“值班制度” 档案 -移交 "鉴定"', VOCABULARY)
    assert understood.phrases == ("值班制度", "鉴定")
    assert understood.excluded == ("移交",)
    assert "移交" not in understood.text


def test_understand_mends_and_says_so() -> None:
    understood = understand("值斑制度", VOCABULARY)
    assert (understood.text, understood.mended) == ("值班制度", True)
    assert not understand("值班制度", VOCABULARY).mended


def test_understand_bounds_what_it_looks_at() -> None:
    understood = understand("档案移交鉴定销毁" * 2_000, VOCABULARY)
    assert len(understood.text) <= 2_000
    assert len(understood.concepts) <= 24


def test_understand_knows_what_papers_call_everyday_things() -> None:
    [concept] = understand("撤掉", VOCABULARY).concepts
    assert [(way.text, way.same) for way in concept.ways] == [("撤掉", False), ("撤销", False)]
    held = Vocabulary({**WORDS, "撤掉": 2}, lexicon_names(), 1000)
    [concept] = understand("撤掉", held).concepts
    assert [way.text for way in concept.ways] == ["撤掉"]


def test_understand_lets_a_word_say_only_one_of_the_concepts() -> None:
    practise, collect = understand("练习和积累", VOCABULARY).concepts
    said = [[way.text for way in concept.ways] for concept in (practise, collect)]
    assert sum("学习" in ways for ways in said) == 1
    assert [ways[0] for ways in said] == ["练习", "积累"]


def test_understand_weighs_one_character_by_whether_it_is_known_for_what_it_means() -> None:
    known, other, _ = understand("写 蓝 档案", VOCABULARY).concepts
    assert known.weight > 2 * other.weight
    assert not known.is_telling
    assert not other.is_telling


def test_words_that_nobody_knows_are_divided_anew_about_one_that_is_known() -> None:
    assert "微信" in concepts("档案可以用微信传吗")
