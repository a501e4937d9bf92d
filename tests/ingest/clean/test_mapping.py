"""The way from clean text back to the user's own offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.clean import CleanText, apply_edits
from ingest.clean.mapping import Edit
from ingest.model import Span


def edit(text: str, words: str, replacement: str = "") -> Edit:
    start = text.index(words)
    return Edit(Span(start, start + len(words)), replacement)


ORIGINAL = "坚持滤布学习，妥善处臵，广告提高。"
CLEANED = apply_edits(ORIGINAL, [edit(ORIGINAL, "滤布"), edit(ORIGINAL, "处臵", "处置"), edit(ORIGINAL, "广告")])

WAYS = [  # words of the clean text, words of the original, why
    ("学习", "学习", "begins right after what was cut out, so begins after it"),
    ("坚持", "坚持", "ends right before what was cut out, so ends before it"),
    ("坚持学习", "坚持滤布学习", "what was cut out inside is included"),
    ("处置", "处臵", "a replacement is what was replaced"),
    ("置，提高", "臵，广告提高", "one of equal length stands character for character"),
    (CLEANED.text, ORIGINAL, "everything is everything"),
]


@pytest.mark.parametrize(("clean_words", "original_words", "why"), WAYS, ids=[row[2] for row in WAYS])
def test_to_original_is_exact_at_both_ends(clean_words: str, original_words: str, why: str) -> None:
    start = CLEANED.text.index(clean_words)
    span = CLEANED.to_original(Span(start, start + len(clean_words)))
    assert span.of(ORIGINAL) == original_words, why


BACK = [  # words of the original, what is left of them
    ("学习", "学习"),
    ("滤布", ""),
    ("持滤", "持"),
    ("布学", "学"),
    ("滤布学习", "学习"),
    ("臵，广", "置，"),
    (ORIGINAL, CLEANED.text),
]


@pytest.mark.parametrize(("original_words", "clean_words"), BACK)
def test_to_clean_is_what_is_left(original_words: str, clean_words: str) -> None:
    start = ORIGINAL.index(original_words)
    assert CLEANED.to_clean(Span(start, start + len(original_words))).of(CLEANED.text) == clean_words


def test_apply_edits_cuts_at_both_ends_of_the_text() -> None:
    cleaned = apply_edits("广告正文广告", [Edit(Span(0, 2), ""), Edit(Span(4, 6), "")])
    assert cleaned.text == "正文"
    assert cleaned.to_original(Span(0, 2)) == Span(2, 4)


def test_apply_edits_takes_adjacent_and_growing_edits() -> None:
    cleaned = apply_edits("甲乙丙丁", [Edit(Span(1, 2), ""), Edit(Span(2, 3), "长一些"), Edit(Span(3, 4), "")])
    assert cleaned.text == "甲长一些"
    assert cleaned.to_original(Span(1, 4)) == Span(2, 3)
    assert cleaned.to_original(Span(2, 3)) == Span(2, 3), "a part of a replacement stands for all of it"
    assert cleaned.to_original(Span(0, 1)) == Span(0, 1)


def test_apply_edits_lets_the_first_of_two_that_overlap_count() -> None:
    assert apply_edits("甲乙丙", [Edit(Span(1, 3), ""), Edit(Span(0, 2), "")]).text == "丙"
    assert apply_edits("甲乙", [Edit(Span(1, 1), "x"), Edit(Span(5, 9), "y")]).text == "甲乙"


TEXTS = st.text(alphabet="甲乙丙丁\n ab", max_size=30)
EDITS = st.lists(
    st.builds(
        lambda start, length, words: Edit(Span(start, start + length), words),
        st.integers(0, 32),
        st.integers(0, 6),
        st.text(alphabet="子丑", max_size=4),
    ),
    max_size=6,
)


def spans(limit: int) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(0, limit), st.integers(0, limit))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


@given(text=TEXTS, edits=EDITS, data=st.data())
def test_spans_stay_spans_inside_the_text(text: str, edits: list[Edit], data: st.DataObject) -> None:
    cleaned = apply_edits(text, edits)
    original = cleaned.to_original(data.draw(spans(len(cleaned.text))))
    assert 0 <= original.start <= original.end <= len(text)
    back = cleaned.to_clean(data.draw(spans(len(text))))
    assert 0 <= back.start <= back.end <= len(cleaned.text)


@given(text=TEXTS, edits=EDITS, data=st.data())
def test_there_and_back_holds_the_span(text: str, edits: list[Edit], data: st.DataObject) -> None:
    cleaned = apply_edits(text, edits)
    span = data.draw(spans(len(cleaned.text)).filter(lambda span: span.start < span.end))
    assert cleaned.to_clean(cleaned.to_original(span)).holds(span)


@given(text=TEXTS, edits=EDITS)
def test_untouched_characters_map_one_for_one(text: str, edits: list[Edit]) -> None:
    cleaned = apply_edits(text, edits)
    for at, char in enumerate(cleaned.text):
        if char not in "子丑":
            assert cleaned.to_original(Span(at, at + 1)).of(text) == char


@given(text=TEXTS, edits=EDITS)
def test_order_is_kept(text: str, edits: list[Edit]) -> None:
    cleaned = apply_edits(text, edits)
    starts = [cleaned.to_original(Span(at, at + 1)).start for at in range(len(cleaned.text))]
    assert starts == sorted(starts)
    lefts = [cleaned.to_clean(Span(at, at + 1)).start for at in range(len(text))]
    assert lefts == sorted(lefts)


def test_clean_text_without_edits_is_the_text() -> None:
    assert CleanText("甲乙", 2).to_original(Span(0, 2)) == Span(0, 2)
