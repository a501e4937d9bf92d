"""A judged alignment of articles is held against one that is found."""

from benchmarks.lineage.articles import MARKS, Mark, judge, read_marks
from graph.link.articles import ArticlePair, Fate

FILES = ("old", "new")
FOUND = {
    FILES: [
        ArticlePair("第一条", "第二条", Fate.KEPT, False, 1.0),
        ArticlePair("第二条", None, Fate.DROPPED, False, 0.0),
        ArticlePair(None, "第三条", Fate.NEW, False, 0.0),
    ]
}


def test_judge_tells_wrong_joins_from_wrong_names() -> None:
    right = [Mark(FILES, "第一条", "第二条", "kept"), Mark(FILES, "第二条", None, "dropped"),
             Mark(FILES, None, "第三条", "new"), Mark(FILES, "第一条", "第三条", "none")]  # fmt: skip
    assert judge(right, FOUND) == ([], [])
    named = Mark(FILES, "第一条", "第二条", "edited")
    wrong = [Mark(FILES, "第二条", "第三条", "edited"), Mark(FILES, "第一条", "第二条", "none")]
    assert judge([*wrong, named], FOUND) == (wrong, [named])


def test_marks_are_of_fifty_articles() -> None:
    marks = read_marks(MARKS)
    assert len(set(marks)) == len(marks) == 50
    assert {mark.fate for mark in marks} <= {fate.value for fate in Fate} | {"none"}
