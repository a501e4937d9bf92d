"""The styles of labels that Chinese outlines are numbered with, and what each looks like at the start of a line."""

import re
from functools import cache

from ingest.numerals import NUMERAL, to_chinese, to_int

CN = "[一二三四五六七八九十百]{1,4}"
GAP = r"[ \t\u3000\xa0]*"
_WIDE = r"[ \t\u3000\xa0]{1,6}"
_ANY = f"[{NUMERAL}](?:{GAP}[{NUMERAL}]){{0,8}}"
_DI = "[第笫]"  # 笫 is what a reader of print makes of 第
_ROMAN = "(?=[IVXⅠ-Ⅻ])(?:X{0,2}(?:IX|IV|V?I{0,3})|[Ⅰ-Ⅻ])"
_FIRST = {"首先": 1, "其次": 2, "再次": 3, "再者": 3, "最后": 9}
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_FORMAL = "壹贰叁肆伍陆柒捌玖拾"
# The first style that fits the start of a line is its style. `label` is what is printed, `n` its number.
_STYLES = {
    "part": rf"(?P<label>{_DI}{GAP}(?P<n>{_ANY}){GAP}(?:分编|编|篇|部分))(?=[\s：:，、—]|$)",
    "chapter": rf"(?P<label>{_DI}{GAP}(?P<n>{_ANY}){GAP}章)",
    "section": rf"(?P<label>{_DI}{GAP}(?P<n>{_ANY}){GAP}节)(?!课|日)",
    # 第七条规定… and 第七条第二款… are mentions, broken to the next line.
    "article": rf"(?P<label>{_DI}{GAP}(?P<n>{_ANY}){GAP}条(?:之{CN})?)(?!第|规定|所|的|和|、|至|中|款)",
    # 第一句话，…, 第二个方面：…: whatever is counted.
    "ordinal": rf"(?P<label>{_DI}(?P<n>{CN})(?P<of>[\u4e00-\u9fff]{{1,4}}?)?){GAP}[，,、：:．.]",
    "cn_paren": rf"(?P<label>[（(〔﹙【\[［]{GAP}(?P<n>{CN}){GAP}[）)〕﹚】\]］]|(?P<ring>[㈠-㈩])){GAP}[、．.，]?",
    # 一、二季度… is a phrase, 二、两个… a heading.
    "cn": rf"(?P<label>(?P<n>{CN}|[{_FORMAL}])){GAP}[、．.，,·](?!{CN}(?:、|季度|产业|等奖|月份))",
    "is": rf"(?P<label>(?P<n>{CN})(?:是|要|须))[，,：:]?",
    "among": rf"(?P<label>其(?P<n>{CN}))[，,、：:]",
    "sequence": rf"(?P<label>(?P<n>{'|'.join(_FIRST)})){GAP}[，,、：:]",
    "decimal3": r"(?P<label>\d{1,2}\.\d{1,2}\.(?P<n>\d{1,2}))\.?(?=[ \t\u3000\u4e00-\u9fff])",
    # 1.1 先进… is a heading, 1.5亿元 an amount.
    "decimal": rf"(?P<label>\d{{1,2}}\.(?P<n>\d{{1,2}}))(?=[ \t\u3000\u4e00-\u9fff])(?!{GAP}[万亿元个倍米吨度])",
    "arabic_paren": rf"(?P<label>[（(]{GAP}(?P<n>\d{{1,2}}){GAP}[）)]|(?P<ring>[⑴-⒇])){GAP}[、．.]?",
    "arabic_close": rf"(?P<label>(?P<n>\d{{1,2}})){GAP}[）)]",
    # l. is what a reader of print makes of 1.
    "arabic": rf"(?P<label>(?P<n>\d{{1,2}}|l)|(?P<ring>[⒈-⒛])){GAP}(?:[．、.,，](?!\d)|(?<=[⒈-⒛]))",
    "roman": rf"(?P<label>(?P<n>{_ROMAN})){GAP}[．、.,，](?=\S|[ \u3000])(?<![．、.,，]{{2}})",
    "circled": "(?P<label>(?P<n>[①-⑳❶-❿]))",
    "stem": rf"(?P<label>(?P<n>[{_STEMS}])){GAP}[、．.]",
    "letter": rf"(?P<label>(?P<n>[A-Za-z])){GAP}[、．.](?={GAP}[\u4e00-\u9fff])",
    # Bare numbers count only where the whole line reads like a title.
    "cn_bare": rf"(?P<label>(?P<n>{CN})){_WIDE}(?=[^。；，：]{{2,30}}$)",
    "arabic_bare": rf"(?P<label>(?P<n>\d{{1,2}})){_WIDE}(?![年月日时分个元人号])"
    r"(?=[\u4e00-\u9fff][^。；，：\d]{1,30}$)",
}
LINE_STARTS = tuple((style, re.compile(pattern)) for style, pattern in _STYLES.items())
_OPENERS = frozenset(f"第笫其首再最一二三四五六七八九十百{_FORMAL}{_STEMS}（(〔﹙【[［lIVX")
_NUMBERED = ((0x2160, 0x216B), (0x2460, 0x249B), (0x2776, 0x277F), (0x3220, 0x3229))
"""Ⅰ to Ⅻ, ① to ⒛, ❶ to ❿, ㈠ to ㈩."""
_GLYPHS = {
    chr(ord(first) + n): n + 1
    for first, last in ("①⑳", "❶❿", "⑴⒇", "⒈⒛", "㈠㈩", "ⅠⅫ")
    for n in range(ord(last) - ord(first) + 1)
}
"""The number that one character is."""


@cache
def may_open(char: str) -> bool:
    """Whether a label may begin with the character; nine lines of ten begin with another."""
    letter = char.isascii() and char.isalpha()
    return char in _OPENERS or letter or char.isdecimal() or any(a <= ord(char) <= b for a, b in _NUMBERED)


# How the next label of a run-in series begins, where it stands in the same line.
_NEXT = {
    "ordinal": "第{cn}[\u4e00-\u9fff]{{0,4}}[，,、：:]",
    "is": "{cn}[是要须]",
    "among": "其{cn}",
    "sequence": "(?:{next})",
    "arabic_paren": "(?:[（(]{n}[）)]|{ring})",
    "arabic_close": "{n}[）)]",
    "arabic": r"{n}[．、.](?!\d)",
    "circled": "{circled}",
}
RANKS = {"part": 0, "chapter": 1, "section": 2, "article": 3}
"""Styles that a regulation's own terms put in order."""
BELIEVED_ALONE = frozenset({*RANKS, "cn", "cn_paren", "mark"})
"""Styles of which one is enough: the rest of the series may be cut off."""


def number(style: str, match: re.Match[str]) -> int | None:
    """The number that a label of `style` states."""
    printed = match.groupdict().get("ring") or match["n"]
    if printed[0] in _GLYPHS:
        return _GLYPHS[printed[0]]
    if style == "sequence":
        return _FIRST[printed]
    if style == "roman":
        return _roman(printed)
    if style == "stem":
        return _STEMS.index(printed) + 1
    if style == "letter":
        return ord(printed.upper()) - ord("A") + 1
    return 1 if printed == "l" else to_int(printed)


def _roman(printed: str) -> int | None:
    """The value of a Roman numeral up to 29; None for nothing."""
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in printed]
    following = [*values[1:], 0] if values else []
    return sum(-v if v < w else v for v, w in zip(values, following, strict=True)) or None


@cache
def next_label(style: str, number: int) -> re.Pattern[str] | None:
    """What the label after `number` of a series in running text looks like; None where `style` makes no such series."""
    following = _NEXT.get("ordinal" if style.startswith("ordinal") else style)
    if following is None or (style == "sequence" and number >= max(_FIRST.values())):
        return None
    n = number + 1
    pattern = following.format(
        n=n,
        cn=to_chinese(n) if n < 10_000 else "x",
        circled=chr(ord("①") + n - 1) if n <= 20 else "x",
        ring=chr(ord("⑴") + n - 1) if n <= 20 else "x",
        next="|".join(word for word, place in _FIRST.items() if place > number),
    )
    return re.compile(f"[。；！？;!?，,]{GAP}{pattern}")
