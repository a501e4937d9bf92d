"""What is worked out for a window at a time is what reading each passage by itself comes to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search_api.index.shown import Shown
from search_api.query.understanding import Understood, understand
from search_api.query.vocabulary import Vocabulary, lexicon_names
from search_api.ranking.merit import ANSWERS, COVERED, SAID_TOGETHER, Merits
from search_api.ranking.reading import Reading, answered
from tests.search_api.ranking.hits import make_shown

VOCABULARY = Vocabulary({"档案": 20, "移交": 5, "销毁": 5, "期限": 9, "能力": 9, "鉴定": 3}, lexicon_names(), 100)
PIECES = st.sampled_from(
    [
        "档案",
        "移交",
        "销毁",
        "三十日",
        "30天",
        "期限",
        "当天",
        "内",
        "不得",
        "本领域",
        "值班人员",
        "带班",
        "。",
        "；",
        "\n",
        "，",
        "要",
        "A级",
    ]
)
QUERIES = ["档案移交期限", "档案多久移交", "谁负责值班", "本领", "30天", "严禁销毁", "值班要求", "《A级》", "的"]


def merit_by_reading(understood: Understood, shown: Shown) -> float:
    reading = Reading.of(shown)
    whole = reading.coverage(understood.concepts, reading.sentences)
    together = (
        reading.coverage(understood.concepts, (sentence,))
        * (SAID_TOGETHER + ANSWERS * answered(sentence, understood.intents[0]))
        for sentence in reading.sentences
    )
    return COVERED * whole + max(together, default=0.0)


@given(pieces=st.lists(PIECES, max_size=12), headings=st.lists(PIECES, max_size=4), query=st.sampled_from(QUERIES))
def test_merits_are_what_reading_a_passage_comes_to(pieces: list[str], headings: list[str], query: str) -> None:
    shown = make_shown("".join(pieces), headings=("".join(headings),))
    understood = understand(query, VOCABULARY)
    assert Merits(understood).of(shown) == pytest.approx(merit_by_reading(understood, shown))
