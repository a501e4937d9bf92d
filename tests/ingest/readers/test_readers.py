"""What `read` takes and what it refuses, whatever the file is called."""

import io
import zipfile

import pytest

from ingest.errors import (
    BinaryFile,
    BrokenFile,
    EmptyFile,
    EncryptedFile,
    ReadError,
    TooLarge,
    UnsupportedFormat,
)
from ingest.readers import DEFAULT_MAX_BYTES, READERS, SUFFIXES, read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def archive(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), data)
    return buffer.getvalue()


def locked(data: bytes) -> bytes:
    """The archive with the flag of a password on its entries."""
    return data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")


REFUSED = [  # name, bytes, error, words of the reason or the advice
    ("a.txt", b"", EmptyFile, "空"),
    ("a.txt", b" \r\n\t", EmptyFile, "空"),
    ("a.txt", "\u3000\n\u3000".encode(), EmptyFile, "空"),  # blanks that only the decoded text shows
    ("a.txt", b"\xef\xbb\xbf", EmptyFile, "空"),
    ("a.txt", b"a\x00\x01\x02\x03" * 50, BinaryFile, "不是文本"),
    ("a.doc", OLE, UnsupportedFormat, "另存为 .docx"),
    ("a.docx", OLE, UnsupportedFormat, "另存为 .docx"),  # an old .doc with a new name
    ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedFile, "密码"),
    ("a.docx", locked(archive(word__document_xml=b"<x/>")), EncryptedFile, "密码"),
    ("a.docx", b"PK\x03\x04 cut off", BrokenFile, "损坏"),
    ("a.docx", b"no archive at all", BrokenFile, "损坏"),
    ("a.docx", archive(word__document_xml=b"<x/>"), BrokenFile, "损坏"),  # no content types
    ("a.docx", archive(content_xml=b"<x/>"), UnsupportedFormat, "压缩包"),
    ("a.txt", archive(content_xml=b"<x/>"), UnsupportedFormat, "压缩包"),
    ("a.pdf", b"no pdf", BrokenFile, "损坏"),
    ("a.pdf", b"%PDF-1.7 cut off", BrokenFile, "损坏"),
    ("a.txt", b"\x89PNG\r\n\x1a\n", UnsupportedFormat, "图片"),
    ("a.txt", rb"{\rtf1 text}", UnsupportedFormat, "RTF"),
    ("a.xlsx", b"text", UnsupportedFormat, "另存为"),
    ("README", b"text", UnsupportedFormat, "另存为"),
]


@pytest.mark.parametrize(("name", "data", "error", "words"), REFUSED)
def test_read_refuses_by_name_with_reason_and_advice(
    name: str, data: bytes, error: type[ReadError], words: str
) -> None:
    with pytest.raises(error) as caught:
        read(data, name)
    assert type(caught.value) is error
    assert caught.value.file == name
    assert words in caught.value.reason + caught.value.advice


def test_read_refuses_above_the_set_size_before_it_looks() -> None:
    with pytest.raises(TooLarge, match=r"超过上限 50 MB"):
        read(bytes(DEFAULT_MAX_BYTES + 1), "a.txt")
    assert read(b"12345", "a.txt", max_bytes=5).text == "12345"


def test_read_refuses_an_archive_that_unpacks_to_too_much() -> None:
    bomb = archive(word__document_xml=b"0" * (40 * 2**20))
    with pytest.raises(TooLarge, match="解压后"):
        read(bomb, "a.docx")


@pytest.mark.parametrize("name", ["a.txt", "a.TXT", "通知.md", "A.Md"])
def test_read_takes_text_with_its_line_ends(name: str) -> None:
    assert read("# 值班\r\n必须在岗。\n".encode(), name).text == "# 值班\r\n必须在岗。\n"


def test_read_goes_by_content_where_the_name_contradicts() -> None:
    assert read(b"<!DOCTYPE html><html><body><p>text</p></body></html>", "a.txt").encoding.startswith("html")
    assert read("<html> 一词出现在正文里".encode(), "a.md").encoding.startswith("html")
    assert read("正文里写到 <html> 一词".encode(), "a.txt").encoding == "utf-8"


def test_read_takes_a_few_nul_bytes_and_one_long_line() -> None:
    assert "\x00" in read(("值班要求：" * 20 + "\x00在岗。").encode(), "a.txt").text
    assert len(read(("值班人员必须在岗，" * 200_000).encode(), "a.txt").text) == 1_800_000


def test_read_turns_whatever_a_library_raises_into_a_read_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(data: bytes, file: str) -> None:
        raise RecursionError("too deep")

    monkeypatch.setitem(READERS, ".txt", fail)  # type: ignore[arg-type]
    with pytest.raises(BrokenFile) as caught:
        read(b"text", "a.txt")
    assert isinstance(caught.value.__cause__, RecursionError)


def test_suffixes_are_those_with_a_reader() -> None:
    assert {".txt", ".md", ".docx", ".pdf", ".html", ".htm"} == SUFFIXES
