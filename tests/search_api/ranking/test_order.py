from datetime import date

import pytest

from ingest.model import DateInterval, DocumentKind
from search_api.query.understanding import understand
from search_api.query.vocabulary import Vocabulary, lexicon_names
from search_api.ranking.order import Ranked, rank
from tests.search_api.ranking.hits import make_ranked

VOCABULARY = Vocabulary({"档案": 20, "移交": 5, "销毁": 5, "期限": 9, "能力": 9, "鉴定": 3}, lexicon_names(), 100)


def ranked(text: str, *, score: float = 1.0, context: str = "", title: str = "讲话", year: int | None = None) -> Ranked:
    day = date(year or 2000, 1, 1)
    return make_ranked(
        text,
        score=score,
        headings=(context,) if context else (),
        title=title,
        kind=DocumentKind.REGULATION if year else DocumentKind.SPEECH,
        date=DateInterval(day, day),
    )


def order(q: str, *found: Ranked) -> list[str]:
    return [one.passage.id for one in rank(understand(q, VOCABULARY), found)]


@pytest.mark.parametrize(
    ("q", "better", "worse", "reason"),
    [
        ("档案销毁", ranked("档案销毁须经鉴定。"), ranked("档案要保管好。"), "says more of what is asked"),
        ("档案移交", ranked("档案要及时移交。"), ranked("档案要保管好。人员移交手续。"), "says it in one sentence"),
        ("档案多久移交", ranked("档案在三十日内移交。"), ranked("档案要妥善移交。"), "answers with a length of time"),
        ("档案销毁", ranked("（二）销毁。", context="档案"), ranked("（一）销毁。"), "stands under the topic"),
        ("本领", ranked("要增强本领。"), ranked("本领域的事项范围。"), "says the word and not a part of others"),
        ("档案移交", ranked("到期的档案要移交。"), ranked("## 第二章 档案移交"), "states something of what is asked"),
        ("档案", ranked("档案。", score=2.0), ranked("档案！", score=1.0), "else the order of the index"),
    ],
)
def test_rank_puts_first_what(q: str, better: Ranked, worse: Ranked, reason: str) -> None:
    for found in ((better, worse), (worse, better)):
        assert order(q, *found)[0] == better.passage.id, reason


def test_rank_puts_the_text_in_force_before_the_one_that_it_replaced() -> None:
    old = ranked("第九条 档案定期移交。", title="档案办法（2009年修订）", year=2009)
    new = ranked("第八条 档案定期移交。", title="档案办法", year=2020)
    assert order("档案移交", old, new) == [new.passage.id, old.passage.id]


def test_rank_of_nothing_is_nothing() -> None:
    assert order("档案") == []
