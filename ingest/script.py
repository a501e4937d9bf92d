"""Chinese characters: how common each is, and the simplified form of each traditional one."""

from collections.abc import Mapping
from functools import cache

from opencc import OpenCC

from ingest.lexicon import load_data

FIRST_HANZI, LAST_HANZI = 0x3400, 0x9FFF


def is_hanzi(char: str) -> bool:
    """Whether `char` is a Chinese character of the basic planes."""
    return "\u3400" <= char <= "\u9fff" or char == "〇"


@cache
def common_rank() -> Mapping[str, int]:
    """The place of each common character, 0 for the most used; a traditional form shares its simplified one's."""
    rank = {char: place for place, char in enumerate("".join(load_data("characters")["common"].split()))}
    for traditional, simplified in simplified_forms().items():
        if chr(simplified) in rank:
            rank.setdefault(chr(traditional), rank[chr(simplified)])
    return rank


@cache
def simplified_forms() -> Mapping[int, int]:
    """For `str.translate`: each traditional character with another simplified form, alone and not in a phrase."""
    chars = [chr(code) for code in range(FIRST_HANZI, LAST_HANZI + 1)]
    converted = OpenCC("t2s").convert("\n".join(chars)).split("\n")
    return {ord(a): ord(b) for a, b in zip(chars, converted, strict=True) if a != b and len(b) == 1}
