"""Which passages are a title or a heading alone: they name a matter and state nothing of it."""

import re
from functools import cache

from search_api.index.shown import Shown
from search_api.lexicon import load_data

_LONGEST = 60
_LABEL = re.compile(
    r"(?:#+|第[0-9〇零一二三四五六七八九十百]+[编章节部分]+|[(]?[0-9一二三四五六七八九十]{1,3}[)]?[、.]?|附件?[0-9]*[:]?)\s*"
)
_ENDS = tuple("。；;！!？?，,：:")
_MARKED = re.compile(r"#{1,6}\s|第[0-9〇零一二三四五六七八九十百]+[编章节](?:\s|$)")


def is_heading(shown: Shown) -> bool:
    """Whether a passage under a title and headings is itself one that states no rule."""
    text = shown.text.strip()
    if shown.has_rules or not text or len(text) > _LONGEST or text.endswith(_ENDS) or "\n" in text:
        return False
    if _MARKED.match(text) or _bare(text) == _bare(shown.title):
        return True
    names = {_bare(line) for line in shown.context.split("\n")}
    named = _bare(text) in names or _bare(_LABEL.sub("", text, count=1)) in names
    return bool((named or _titles().search(text)) and not _states().search(text))


def _bare(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


@cache
def _titles() -> re.Pattern[str]:
    return re.compile(load_data("answers")["titles"])


@cache
def _states() -> re.Pattern[str]:
    return re.compile(load_data("answers")["states"])
