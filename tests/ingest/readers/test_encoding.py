"""Which encoding bytes are in, by what they say."""

import random

import pytest
from opencc import OpenCC

from ingest.errors import BinaryFile
from ingest.readers import read
from ingest.readers.encoding import decode

SIMPLIFIED = "办公室值班人员必须二十四小时在岗，遇有紧急情况立即报告，不得迟报、漏报、瞒报。"
TRADITIONAL = OpenCC("s2t").convert(SIMPLIFIED)
LONG = "\n".join(f"第{n}，要把好文件关和会议关，提高办文质量；领导交办的事项当天办结。" for n in "一二三四五六七八九十")

ENCODINGS = [  # codec, the name it gets, what it is written in
    ("utf-8", "utf-8", SIMPLIFIED),
    ("utf-8-sig", "utf-8 (BOM)", SIMPLIFIED),
    ("gb18030", "gb18030", SIMPLIFIED),
    ("gb18030", "gb18030", TRADITIONAL),  # GBK holds traditional characters too
    ("big5", "big5", TRADITIONAL),
    ("utf-16", "utf-16-le (BOM)", SIMPLIFIED),
    ("utf-16-le", "utf-16-le", SIMPLIFIED),  # saved without the mark
    ("utf-16-be", "utf-16-be", TRADITIONAL),
]


@pytest.mark.parametrize(("codec", "name", "text"), ENCODINGS)
@pytest.mark.parametrize("length", [6, 12, None], ids=["6 characters", "12 characters", "a sentence"])
def test_decode_tells_encodings_apart(codec: str, name: str, text: str, length: int | None) -> None:
    reading = decode(text[:length].encode(codec))
    assert (reading.text, reading.encoding) == (text[:length], name)


@pytest.mark.parametrize("text", ["24 hours on duty.", "key: value\r\n", "café", "Übergrößenträger", "龘"])
def test_decode_reads_other_scripts_within_a_chinese_text(text: str) -> None:
    assert decode(("值班要求：" + text).encode()).text == "值班要求：" + text


def test_decode_keeps_line_ends_and_drops_only_the_mark() -> None:
    assert decode("\ufeff一\r\n二\r三\n\ufeff".encode()).text == "一\r\n二\r三\n\ufeff"


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "big5"])
def test_decode_reads_on_after_broken_bytes(codec: str) -> None:
    text = OpenCC("s2t").convert(LONG) if codec == "big5" else LONG
    data = bytearray(text.encode(codec))
    data[60:61] = b"\xff\xff"
    reading = decode(bytes(data))
    assert reading.encoding == codec
    assert 0 < reading.text.count("\ufffd") <= 4
    assert reading.text[-100:] == text[-100:]


def test_decode_reads_a_text_cut_inside_a_character() -> None:
    assert decode(LONG.encode()[:-4]).text[:-1] == LONG[: len(LONG) - 2]


MISREAD = [  # what it was, what it was taken for
    ("utf-8", "gb18030"),
    ("utf-8", "cp1252"),
    ("utf-8", "latin-1"),
    ("gb18030", "latin-1"),
    ("big5", "gb18030"),
    ("big5", "latin-1"),
]


@pytest.mark.parametrize(("right", "wrong"), MISREAD)
def test_decode_mends_a_file_that_was_misread_and_saved_again(right: str, wrong: str) -> None:
    text = OpenCC("s2t").convert(LONG) if right == "big5" else LONG
    codec = "sloppy-windows-1252" if wrong == "cp1252" else wrong
    garbled = text.encode(right).decode(codec, errors="replace")
    reading = decode(garbled.encode())
    # an odd byte was lost with its neighbour where UTF-8 passed for GBK; nothing else was lost
    assert sum(char in text for char in reading.text) > 0.85 * len(text)
    assert reading.encoding.startswith(f"{right}, mended from ")


@pytest.mark.parametrize(
    "text",
    [
        SIMPLIFIED,
        TRADITIONAL,
        "囧囧囧",  # three rare characters turn into common ones by a round trip, by chance
        "龘龖、饕餮、魑魅魍魉",
        "привет мир",
        "日本語のテキストです",
        "Ünïcödé",
        "",
    ],
)
def test_decode_mends_nothing_that_is_sound(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode()).text == text


def test_decode_is_sure_of_random_passages() -> None:
    passages = random.Random(7)
    for _ in range(40):
        start = passages.randrange(len(LONG) - 10)
        text = LONG[start : start + 8].strip()
        for codec in ("utf-8", "gb18030", "utf-16-le"):
            assert decode(text.encode(codec)).text == text


@pytest.mark.parametrize("seed", range(5))
def test_read_refuses_random_bytes(seed: int) -> None:
    data = b"\x01" + random.Random(seed).randbytes(3000)
    with pytest.raises(BinaryFile, match="不是文本"):
        read(data, "a.txt")
