from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.components.spans import Mark, Window, overlay, window
from ui.components.tree import elements, text_of

TEXT = "一二三四五六七八九十"


def words(nodes: list[object]) -> str:
    return "".join(text_of(node) for node in nodes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("marks", "drawn"),
    [
        ([], []),
        ([(0, 3)], ["一二三"]),
        # One inside another is cut out of it, and keeps both.
        ([(0, 6), (2, 4)], ["一二", "三四", "五六"]),
        # Two that cross.
        ([(0, 4), (2, 6)], ["一二", "三四", "五六"]),
        # The same place twice is drawn once.
        ([(1, 3), (1, 3)], ["二三"]),
        # Sticking out of the text.
        ([(8, 40)], ["九十"]),
        # Nothing to draw.
        ([(4, 4)], []),
        ([(40, 50)], []),
    ],
)
def test_overlay_draws_each_piece_once(marks: list[tuple[int, int]], drawn: list[str]) -> None:
    named = [Mark(start, end, str(n), f"k{n}") for n, (start, end) in enumerate(marks)]
    nodes = overlay(TEXT, Window(0, len(TEXT)), named)
    assert [text_of(e) for node in nodes for e in elements(node, "mark")] == drawn
    assert words(list(nodes)) == TEXT


def test_overlay_names_every_mark_of_a_piece() -> None:
    nodes = overlay(TEXT, Window(0, 10), [Mark(0, 6, "a", "rule"), Mark(2, 4, "b", "ability")])
    marks = [e for node in nodes for e in elements(node, "mark")]
    assert marks[1][1]["data-name"] == "a b"  # type: ignore[index]
    assert marks[1][1]["class"] == "rule ability"  # type: ignore[index]


@given(
    text=st.text(min_size=1, max_size=60),
    spans=st.lists(st.tuples(st.integers(0, 70), st.integers(0, 70)), max_size=12),
    cut=st.tuples(st.integers(0, 60), st.integers(0, 60)),
)
def test_overlay_loses_no_character(text: str, spans: list[tuple[int, int]], cut: tuple[int, int]) -> None:
    start, end = (min(c, len(text)) for c in sorted(cut))
    marks = [Mark(min(s), max(s), str(n), "k") for n, s in enumerate(spans)]
    assert words(list(overlay(text, Window(start, end), marks))) == text[start:end]


@pytest.mark.parametrize("newlines", [True, False], ids=["lines", "one line of 200,000 characters"])
def test_window_cuts_a_long_text_into_fixed_parts(newlines: bool) -> None:
    text = ("值班要求" * 20 + ("\n" if newlines else "")) * 2_500
    parts, at = [], 0
    while at < len(text):
        part = window(text, at, 16_000)
        assert part.start <= at < part.end
        assert part.end - part.start <= 16_000
        parts.append(part)
        at = part.end
    assert all(a.end == b.start for a, b in pairwise(parts))
    assert all(window(text, (p.start + p.end) // 2, 16_000) == p for p in parts)


@pytest.mark.parametrize("at", [-5, 0, 10, 10_000])
def test_window_holds_the_whole_of_a_short_text(at: int) -> None:
    assert window(TEXT, at, 16_000) == Window(0, 10)


def test_window_of_an_empty_text_is_empty() -> None:
    assert window("", 3, 16_000) == Window(0, 0)


@pytest.mark.parametrize(
    ("marks", "clean"),
    [
        # The fix once, even where another mark cuts the words in two.
        ([(2, 6, "X"), (4, 8, None)], "一二X七八九十"),
        # Nothing for what is to go.
        ([(2, 6, "")], "一二七八九十"),
        # What nobody can mend stays.
        ([(2, 6, None)], TEXT),
    ],
)
def test_a_clean_text_says_the_fixes(marks: list[tuple[int, int, str | None]], clean: str) -> None:
    named = [Mark(start, end, str(n), "noise", fix=fix) for n, (start, end, fix) in enumerate(marks)]
    assert words(list(overlay(TEXT, Window(0, 10), named, clean=True))) == clean
    assert words(list(overlay(TEXT, Window(0, 10), named))) == TEXT
