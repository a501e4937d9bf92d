import pytest

from graph.link.align import Worded, align


def shared(a: str, b: str) -> list[tuple[str, bool]]:
    """The shared words in the order of the first text, and whether they were moved."""
    found = align(Worded(a), Worded(b))
    for block in found.blocks:
        assert Worded(a).words[block.a :][: block.size] == Worded(b).words[block.b :][: block.size]
    return [(Worded(a).words[block.a :][: block.size], block.moved) for block in found.blocks]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        pytest.param("值班登记簿", "值班登记簿", [("值班登记簿", False)], id="the same"),
        pytest.param("夜间巡查三次", "夜里巡查三次", [("巡查三次", False)], id="a single character is chance"),
        pytest.param(
            "不该翻的不翻，不该拿的不拿", "不该拿的不拿，不该翻的不翻",
            [("不该翻的不翻", False), ("不该拿的不拿", True)], id="clauses in another order stay whole",
        ),
        pytest.param(
            "带班领导签批以后机要室归档", "机要室归档须经带班领导签批",
            [("带班领导签批", False), ("机要室归档", True)], id="words that were moved inside a clause",
        ),
        pytest.param("值班", "督查", [], id="nothing"),
        pytest.param("", "督查", [], id="an empty text"),
    ],
)  # fmt: skip
def test_align_finds_what_both_have(a: str, b: str, expected: list[tuple[str, bool]]) -> None:
    assert shared(a, b) == expected


def test_alignment_measures_the_part_and_the_whole() -> None:
    part, whole = Worded("机要传真须双人核收"), Worded("机要传真须双人核收，登记后送分管秘书长阅批")
    found = align(part, whole)
    assert found.cover_a == pytest.approx(1)
    assert found.cover_b < 0.6
    assert found.containment == found.cover_a
    assert 0.5 < found.likeness < 0.9


def test_set_phrases_tell_little() -> None:
    phrase = align(Worded("县级以上人民政府应当加强"), Worded("县级以上人民政府应当加强"))
    words = align(Worded("机要传真须双人核收并登记"), Worded("机要传真须双人核收并登记"))
    assert phrase.told < words.told / 2
