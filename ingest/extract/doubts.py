"""Doubts (存疑): what a rule rests on that is broken off, left blank or garbled."""

import re
from collections.abc import Iterable

from ingest.model import Doubt, Noise, NoiseKind, Span

# XX县, ××同志, 某某: a mark that stands for a word. A single X counts between Chinese characters alone.
_PLACEHOLDER = re.compile(
    r"(?<![A-Za-zＡ-Ｚａ-ｚ])[XxＸｘ×]{2,}(?![A-Za-zＡ-Ｚａ-ｚ])|(?<=[\u4e00-\u9fff])[XxＸｘ×○](?=[\u4e00-\u9fff])|某某|_{3,}"
)
_GARBLED = re.compile("\ufffd|锟斤拷|烫烫烫")
_SIGN = re.compile("[XxＸｘ×○某_\ufffd锟烫]")
"""What a placeholder or a garbled word has at least."""
_KINDS = {NoiseKind.TRUNCATION: Doubt.TRUNCATED, NoiseKind.ENCODING: Doubt.GARBLED}


def find_doubts(words: str, span: Span, noise: Iterable[Noise]) -> tuple[Doubt, ...]:
    """Why a rule that says `words` at `span` is to be read with care; `noise` is what could not be mended."""
    if not noise and _SIGN.search(words) is None:  # nearly always
        return ()
    doubts = {
        _KINDS[n.kind] for n in noise if n.kind in _KINDS and n.span.start <= span.end and span.start <= n.span.end
    }
    if _PLACEHOLDER.search(words):
        doubts.add(Doubt.PLACEHOLDER)
    if _GARBLED.search(words):
        doubts.add(Doubt.GARBLED)
    return tuple(doubt for doubt in Doubt if doubt in doubts)
