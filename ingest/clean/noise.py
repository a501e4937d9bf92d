"""All steps in a table, and what they find together."""

from collections.abc import Callable, Iterable

from ingest.clean.broken import find_broken_sentences
from ingest.clean.debris import find_ascii_junk, find_comments, find_debris_inline, find_debris_lines
from ingest.clean.foreign import find_foreign_words, find_recurring_words
from ingest.clean.garbled import find_garbled
from ingest.clean.glyphs import find_misread_glyphs
from ingest.clean.interface import find_interface_lines
from ingest.clean.look_alikes import find_look_alikes
from ingest.clean.page import Page
from ingest.clean.pinyin import find_pinyin
from ingest.clean.repeats import find_repeats
from ingest.clean.splices import find_spliced_goods
from ingest.clean.strange_glyphs import find_strange_glyphs
from ingest.model import Noise

Step = Callable[[Page], Iterable[Noise]]

STEPS: tuple[Step, ...] = (
    find_comments,  # <!-- … -->, whatever stands in it
    find_repeats,  # a whole paragraph that goes, whatever else is wrong in it
    find_debris_lines,  # a site's lines around the text
    find_interface_lines,  # what is left of its menus, buttons and paywalls
    find_debris_inline,  # a site's notes and addresses in the middle of it
    find_ascii_junk,  # 5 W# k: {9 q- z) at the end of a forum's lines
    find_spliced_goods,  # “十一五”滤布发展
    find_recurring_words,  # the same of any name, several times
    find_foreign_words,  # 值班羊绒衫厂家制度, once in the text
    find_garbled,  # 鍔炲叕瀹, â€œ, &ldquo;, 锟斤拷
    find_pinyin,  # 绩（jì）效, zheng府
    find_misread_glyphs,  # 位臵
    find_look_alikes,  # 管埋, in no table of confusions
    find_strange_glyphs,  # 杺 in 杺务, 责杺, 杺何
    find_broken_sentences,  # 举办的目的，是为了⏎
)
"""In order of precedence: where two findings overlap, the earlier step is right."""


def find_noise(text: str) -> tuple[Noise, ...]:
    """What does not belong in `text`, in text order, none overlapping. Never raises."""
    page = Page(text)
    kept: list[Noise] = []
    taken = bytearray(len(text))
    for step in STEPS:
        for noise in step(page):
            span = noise.span
            if span.start < span.end and not any(taken[span.start : span.end]):
                taken[span.start : span.end] = b"\x01" * (span.end - span.start)
                kept.append(noise)
    return tuple(sorted(kept, key=lambda noise: noise.span))
