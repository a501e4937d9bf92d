"""What is left out of the search is really left out, and a picture shows what it is given."""

from xml.etree import ElementTree

import pytest

from benchmarks.search.ablation import PARTS, ablate, without
from benchmarks.search.plot import bars
from benchmarks.search.speed import Line, Times, _phrases


@pytest.mark.parametrize("part", PARTS)
def test_without_a_part_its_place_is_taken_and_given_back(part: str) -> None:
    before = [getattr(module, name) for module, name, _ in PARTS[part]]
    with without(part):
        assert [getattr(module, name) for module, name, _ in PARTS[part]] == [instead for *_, instead in PARTS[part]]
        assert before != [instead for *_, instead in PARTS[part]]
    assert [getattr(module, name) for module, name, _ in PARTS[part]] == before


def test_ablate_tells_how_much_each_part_is_worth() -> None:
    scores = iter([0.8] + [0.5] * len(PARTS))
    falls = ablate(lambda: {"ndcg@10": next(scores)}, ("ndcg@10",))
    assert set(falls) == set(PARTS)
    assert all(fall["ndcg@10"] == pytest.approx(-0.3) for fall in falls.values())


def test_bars_are_as_long_as_their_values() -> None:
    picture = ElementTree.fromstring(bars("A < B", {"值班": (1.0, 0.5)}, ("ours", "theirs")))
    widths = [float(one.get("width", 0)) for one in picture.iter("{http://www.w3.org/2000/svg}rect")][-2:]
    assert widths[0] == pytest.approx(2 * widths[1])
    assert "A < B" in "".join(picture.itertext())


def test_queries_are_made_of_the_texts_own_phrases_the_same_each_time() -> None:
    lines = [Line("值班 人员 必须 在 岗 24 小时 不得 饮酒", "办法", "regulation", "2014")]
    made = _phrases(lines, 3, seed=1)
    assert made == _phrases(lines, 3, seed=1)
    assert all(phrase in lines[0].words.replace(" ", "") for phrase in made)


def test_times_tell_what_most_queries_took_at_most() -> None:
    times = Times.of([0.004, 0.001, 0.002, 0.003])
    assert (times.at(0.5), times.at(0.95)) == (3.0, 4.0)
