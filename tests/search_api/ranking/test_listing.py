import pytest

from search_api.ranking.listing import Listing
from tests.search_api.ranking.hits import make_shown


@pytest.mark.parametrize(
    ("question", "line", "reason"),
    [
        ("档案员的职责", "档案员履行下列职责：", "in the same word"),
        ("档案员要干什么", "档案员的主要任务是：", "in another word for it"),
        ("借阅人不可以有哪些行为", "借阅人不得有下列行为：", "acts that are banned"),
        ("什么样的人能进库房", "进库房的人应当符合下列条件：", "what somebody must be"),
        ("鉴定分哪几种", "鉴定的种类为：", "kinds"),
        ("借阅要走什么手续", "借阅按照以下程序办理，各处配合：", "where some words come after it"),
    ],
)
def test_listing_knows_the_line_above_a_list_of_what_is_asked_for(question: str, line: str, reason: str) -> None:
    listing = Listing.wanted(question)
    assert listing is not None, reason
    assert listing.lead.search(make_shown(line).text), reason


@pytest.mark.parametrize(
    ("question", "line", "reason"),
    [
        ("档案员的职责", "档案员应当符合下列条件：", "a list of something else"),
        ("档案员的职责", "档案员的职责由本馆规定。", "no list"),
        ("借阅人不可以有哪些行为", "有下列行为之一的，给予警告：", "not what is banned but what follows on it"),
    ],
)
def test_listing_passes_over(question: str, line: str, reason: str) -> None:
    listing = Listing.wanted(question)
    assert listing is not None, reason
    assert not listing.lead.search(make_shown(line).text), reason


def test_a_question_that_wants_no_list_has_no_listing() -> None:
    assert Listing.wanted("档案多久移交") is None


def test_listing_raises_the_line_above_and_its_items_with_it_and_no_others() -> None:
    above = "库房管理员履行下列职责："
    listing = Listing.wanted("库房管理员有哪些职责")
    assert listing is not None
    passages = [
        ("库规", make_shown(above)),
        ("库规", make_shown("（一）每日通风；", headings=(above,))),
        ("别规", make_shown("（一）每日洒扫；", headings=(above,))),
        ("库规", make_shown("库房应当通风。")),
    ]
    lead, item, elsewhere, other = listing.raised([2.0, 0.5, 0.5, 1.0], passages)
    assert lead > 2.0
    assert 1.0 < item < lead
    assert (elsewhere, other) == (0.5, 1.0)
