import pytest

from graph.schema import NodeKind
from search_api.analysis.tokens import simplify
from search_api.lexicon import load_data
from search_api.query.vocabulary import Name, Vocabulary, lexicon_names, sound_of, synonyms

VOCABULARY = Vocabulary({"值班": 50, "销毁": 1, "宵毁": 1}, lexicon_names(), 100)


def test_lexicon_names_lead_to_canonical_names() -> None:
    names = lexicon_names()
    assert names["值守"] == names["值班"] == Name(NodeKind.DUTY, "值班")
    assert names["值班员"] == Name(NodeKind.ROLE, "值班人员")


def test_rarity_is_high_for_what_stands_in_few_passages() -> None:
    assert VOCABULARY.rarity("销毁") > VOCABULARY.rarity("值班") > 0
    assert VOCABULARY.rarity("没有的词") == 1
    assert VOCABULARY.rarity("销毁值班", ("销毁", "值班")) == VOCABULARY.rarity("销毁")
    assert Vocabulary({}, {}).rarity("值班") == 0


@pytest.mark.parametrize(
    ("word", "other", "reason"),
    [
        ("值班", "织斑", "tones do not count"),
        ("资金", "知巾", "z and zh are not told apart"),
    ],
)
def test_sound_of_is_the_same(word: str, other: str, reason: str) -> None:
    assert sound_of(word) == sound_of(other), reason


def test_sounds_and_spellings_prefer_names() -> None:
    assert VOCABULARY.sounds[sound_of("值班")][0] == "值班"
    assert VOCABULARY.spellings["zhiban"] == "值班"


def test_synonyms_are_mutual_within_a_group_and_one_way_to_wider_words() -> None:
    known = synonyms()
    assert known["公章"]["印章"] == known["印章"]["公章"]
    assert "销毁" in known["扔掉"]
    assert "扔掉" not in known.get("销毁", {})


def test_synonyms_stand_once_and_as_texts_are_searched() -> None:
    data = load_data("synonyms")
    grouped = [word for group in data["same"] for word in group]
    assert len(grouped) == len(set(grouped))
    words = [*grouped, *data["wider"], *(word for others in data["wider"].values() for word in others)]
    assert [word for word in words if simplify(word) != word] == []
    assert [word for word, others in data["wider"].items() if word in others] == []


def test_initials_lead_to_what_the_collection_speaks_of_most() -> None:
    entities = (Name(NodeKind.DUTY, "信访"), Name(NodeKind.DUTY, "消防"))
    assert Vocabulary({}, lexicon_names(), 100, entities).initials["xf"] == "信访"
    assert Vocabulary({}, lexicon_names(), 100, entities[::-1]).initials["xf"] == "消防"


def test_make_ready_leaves_nothing_for_the_first_question_to_work_out() -> None:
    ready = Vocabulary({"值班": 50}, lexicon_names(), 100)
    ready.make_ready()
    made = dict(vars(ready))
    assert ready.spellings["zhiban"] == "值班"
    assert made["spellings"] is ready.spellings
    assert vars(ready.with_synonyms({"甲": ("乙",)}))["sounds"] is made["sounds"]
