"""What is left out of the search is really left out, and a picture shows what it is given."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from benchmarks.search.ablation import PARTS, ablate, without
from benchmarks.search.plot import bars
from benchmarks.search.speed import Line, Times, _phrases
from benchmarks.search.suggesting import beginnings
from benchmarks.search.typos import Misprint, changed, mended, misprints
from search_api.query.vocabulary import Vocabulary, lexicon_names


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


WORDS = {"销毁": 5, "突发事件": 9, "规章制度": 4, "农业": 6, "办公用品": 3}
VOCABULARY = Vocabulary(WORDS, lexicon_names(), 100)


def test_misprints_are_the_same_each_time_and_none_is_right() -> None:
    made = list(misprints(VOCABULARY, each=4))
    assert made == list(misprints(VOCABULARY, each=4))
    assert made != list(misprints(VOCABULARY, each=4, seed=7))
    assert all(one.typed != one.meant and one.typed not in VOCABULARY.known for one in made)
    assert {"homophones", "shapes", "pinyin", "traditional", "missing", "extra"} == {one.kind for one in made}


def test_mended_tells_what_became_of_each_misprint() -> None:
    made = [
        Misprint("a", "农液", "农业"),
        Misprint("a", "汽车", "农业"),
        Misprint("a", "农液", "销毁"),
        Misprint("b", "督察要求", "督查要求"),
    ]
    fared = mended(made, VOCABULARY)
    assert (fared["a"].right, fared["a"].left, fared["a"].wrong) == (1, 1, 1)
    assert [one.typed for one in fared["a"].failed] == ["汽车", "农液"]
    assert fared["b"].beside == 1


def test_changed_tells_of_right_words_that_are_made_something_else() -> None:
    assert changed(["农液", "农业", "汽车"], VOCABULARY) == [("农液", "农业")]


def test_beginnings_are_typed_keystroke_by_keystroke() -> None:
    typed = beginnings(VOCABULARY, 60)
    assert typed == beginnings(VOCABULARY, 60)
    assert len(typed) == 60
    assert all(len(after) == 1 or after.startswith(before) for before, after in pairwise(typed))
