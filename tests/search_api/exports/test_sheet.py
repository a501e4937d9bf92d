"""A sheet that opens in office programs and runs nothing there."""

import csv
import io

import pytest

from search_api.exports.sheet import BOM, safe, sheet_of
from search_api.models import DateModel, HitModel


@pytest.mark.parametrize(
    ("cell", "written", "reason"),
    [
        ("值班", "值班", "words"),
        ("=HYPERLINK(1)", "'=HYPERLINK(1)", "a formula"),
        ("+1", "'+1", "a sum"),
        ("-2+3", "'-2+3", "a difference"),
        ("@SUM(A1)", "'@SUM(A1)", "a formula of old"),
        ("\t=1", "'\t=1", "behind a tab"),
        ("  =1", "'  =1", "behind blanks, which some programs take off"),
        ("＝1", "'＝1", "full width"),
        ("a=1", "a=1", "inside words"),
        (-3, -3, "a number is one"),
        ("值\x00班\u202e", "值班", "what prints nothing"),
        ("", "", "nothing"),
    ],
)
def test_no_cell_is_a_formula(cell: str | int, written: str | int, reason: str) -> None:
    assert safe(cell) == written, reason


def test_sheet_holds_marks_and_lines_of_a_text_in_one_cell() -> None:
    hit = HitModel(
        document_id="d", file="=cmd|' /C calc'!A0.txt", title="讲话", kind="speech", date=DateModel(), outline="一",
        start=3, end=9, text='他说："要, 值班"\n=1', passage_id="p", score=1.0, highlights=[], rules=[],
    )  # fmt: skip
    text = sheet_of([hit])
    assert text.startswith(BOM)
    head, row = csv.reader(io.StringIO(text.removeprefix(BOM)))
    line = dict(zip(head, row, strict=True))
    assert line["原文"] == hit.text
    assert line["文件"] == "'" + hit.file
    assert (line["文种"], line["日期"], line["起"], line["止"]) == ("讲话", "日期不详", "3", "9")
