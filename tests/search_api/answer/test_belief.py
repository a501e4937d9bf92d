from dataclasses import replace

import pytest

from search_api.answer.belief import confidence_of, enough, rank_of
from search_api.answer.features import NAMES, Features

SAID = Features(
    covered=1.0, together=1.0, text=1.0, letters=0.8, lacks_noun=0.0, lacks_verb=0.0, lacks_term=0.0, unknown=0.0,
    unknown_noun=0.0, stated=1.0, exact=0.0, fits=1.0, binding=1.0, search=1.0, lead=1.0, number=0.5, paper=0.5,
    superseded=0.0, speech=0.0,
)  # fmt: skip


@pytest.mark.parametrize(
    "worse",
    [
        {"covered": 0.2, "together": 0.2, "text": 0.2},
        {"letters": 0.0},
        {"lacks_noun": 1.0},
        {"lacks_term": 1.0},
        {"unknown": 1.0, "unknown_noun": 1.0},
        {"stated": 0.0},
    ],
)
def test_confidence_falls_with_what_a_passage_lacks(worse: dict[str, float]) -> None:
    assert confidence_of(replace(SAID, **worse)) < confidence_of(SAID)


def test_what_answers_is_parted_from_what_does_not() -> None:
    nothing = Features(**dict.fromkeys(NAMES, 0.0) | {"lacks_noun": 1.0, "unknown": 1.0})
    assert confidence_of(nothing) < enough() < confidence_of(SAID)


def test_who_came_first_in_the_search_is_likelier_and_no_surer() -> None:
    behind = replace(SAID, lead=0.1, search=0.5)
    assert rank_of(behind) < rank_of(SAID)
    assert confidence_of(behind) == confidence_of(SAID)
