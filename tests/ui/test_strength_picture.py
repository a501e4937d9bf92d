import pytest

from search_api.models.strength import StrengthModel
from tests.ui.fake_api import FakeApi
from tests.ui.pages import open_page, words_of
from ui.components.strength_picture import through_years
from ui.components.tree import Node, elements, text_of


def year(number: int | None, documents: int = 1, strength: float | None = 3.0) -> dict[str, object]:
    """What the documents of a year say."""
    return {
        "year": number, "documents": documents, "rules": 2 * documents, "by_modality": {"obligation": documents},
        "by_force": {"hard": documents}, "strength": strength,
    }  # fmt: skip


def drawn(*years: dict[str, object]) -> Node:
    found = StrengthModel.model_validate({"kind": "duty", "name": "值班", "years": list(years)})
    return ["div", {}, through_years(found)]


def test_more_documents_are_a_higher_bar_and_harder_words_a_higher_dot() -> None:
    node = drawn(year(2008, 1, 1.0), year(2012, 4, 4.0))
    heights = [int(str(bar[1]["height"])) for bar in elements(node, "rect")]  # type: ignore[index]
    dots = [int(str(dot[1]["cy"])) for dot in elements(node, "circle")]  # type: ignore[index]
    assert heights[1] == 4 * heights[0]
    assert dots[1] < dots[0]


def test_years_stand_as_far_apart_as_they_are() -> None:
    xs = [int(str(d[1]["cx"])) for d in elements(drawn(year(2000), year(2001), year(2010)), "circle")]  # type: ignore[index]
    assert xs[2] - xs[1] == pytest.approx(9 * (xs[1] - xs[0]), abs=3)


def test_a_year_without_a_word_of_force_has_no_dot() -> None:
    assert len(elements(drawn(year(2008), year(2009, 1, None), year(2010)), "circle")) == 2


def test_documents_without_a_year_are_in_the_table_alone() -> None:
    node = drawn(year(2008), year(2009), year(None, 7))
    assert "年份不详7" in text_of(node)
    assert len(elements(node, "circle")) == 2


@pytest.mark.parametrize(
    "years",
    [
        [],  # nothing
        [year(2008)],  # one year is no course of time
        [year(2008), year(None)],  # nor with what has none
    ],
)
def test_fewer_than_two_years_are_not_drawn(years: list[dict[str, object]]) -> None:
    assert drawn(*years) == ["div", {}, []]


def test_the_graph_shows_a_duty_through_the_years() -> None:
    api = FakeApi()
    assert "历年" not in words_of(open_page(api, "graph", kind="duty", name="值班"))
    api.lines.years = [year(2008), year(2014)]
    assert "历年的分量和力度：2008–2014" in words_of(open_page(api, "graph", kind="duty", name="值班"))
    assert "历年" not in words_of(open_page(api, "graph", kind="role", name="值班人员"))
