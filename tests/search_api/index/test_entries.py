from datetime import date

import pytest

from graph.access import Access
from graph.build import document_graph
from graph.schema import NodeKind
from ingest.model import DateInterval, Noise, NoiseKind
from search_api.index.entries import entries_of, year_of
from search_api.index.fields import FacetField, MarkField
from tests.factories import make_document, make_noise, make_rule, make_sections


def test_entries_are_the_passages_with_their_ids() -> None:
    document = make_document()
    entries = list(entries_of(document, Access("内部")))
    ids = [node.id.key for node in document_graph(document).nodes if node.id.kind is NodeKind.PASSAGE]
    assert [entry.passage_id for entry in entries] == ids
    assert {entry.access for entry in entries} == {Access("内部")}
    assert {entry.document_id for entry in entries} == {document.id}


def test_entries_carry_what_is_known_of_the_passage() -> None:
    [entry] = [entry for entry in entries_of(make_document(), Access()) if "脱岗" in entry.text]
    assert entry.rules == ("值班人员必须24小时在岗", "严禁脱岗离岗，违者追究责任")
    assert entry.headings == ("思想要重视",)
    assert entry.title == "在全县值班工作会议上的讲话"
    assert entry.facets == {
        FacetField.DUTY: ("值班",),
        FacetField.ROLE: ("值班人员",),
        FacetField.MODALITY: ("obligation", "prohibition"),
        FacetField.FORCE: ("hard",),
        FacetField.KIND: ("speech",),
        FacetField.YEAR: ("2012",),
    }


def test_entries_are_without_noise_and_with_misprints_mended() -> None:
    text = "讲话\n要抓好值欢迎访问本站班工作，职位臵换要登记。\n"
    slip = Noise(**_slip(text), kind=NoiseKind.OCR, fix="置")
    document = make_document(text, noise=(make_noise(text), slip))
    assert [entry.text for entry in entries_of(document, Access())][1] == "要抓好值班工作，职位置换要登记。"


def _slip(text: str) -> dict[str, object]:
    noise = make_noise(text, "臵")
    return {"span": noise.span, "finder": "glyph", "cue": "臵"}


def test_entries_of_items_stand_under_their_lead_line() -> None:
    text = "办法\n第一条 不得有下列行为：\n（一）迟报；\n（二）漏报。\n第二条 本办法自发布之日起施行。\n"
    document = make_document(text, sections=make_sections(text, ("第一条", "第二条")))
    headings = {entry.text: entry.headings for entry in entries_of(document, Access())}
    assert headings["（一）迟报；"][-1] == "第一条 不得有下列行为："
    assert headings["（二）漏报。"][-1] == "第一条 不得有下列行为："
    assert headings["第二条 本办法自发布之日起施行。"] == ("第二条",)


@pytest.mark.parametrize(
    ("earliest", "latest", "year"),
    [
        (date(2012, 1, 1), date(2012, 12, 31), "2012"),
        (date(2011, 5, 1), date(2012, 4, 30), "2012"),
        (None, date(2012, 4, 30), "2012"),
        (date(2011, 5, 1), None, "2011"),
        (None, None, None),
    ],
)
def test_year_of_an_interval(earliest: date | None, latest: date | None, year: str | None) -> None:
    assert year_of(DateInterval(earliest, latest)) == year


def test_entries_carry_limits_sanctions_and_abilities_to_filter_by() -> None:
    entries = {entry.text: entry.marks for entry in entries_of(make_document(), Access())}
    [urgent] = [marks for text, marks in entries.items() if "1小时内" in text]
    [strict] = [marks for text, marks in entries.items() if "违者" in text]
    assert urgent == {MarkField.ABILITY: ("应急处置能力",), MarkField.LIMIT: ("3600",), MarkField.SANCTION: (),
                      MarkField.OPENING: ("值班人员必须", "希望大家提高应急处置能力")}  # fmt: skip
    assert strict[MarkField.SANCTION] == ("yes",)


def test_a_rule_that_people_added_is_indexed_without_an_opening() -> None:
    document = make_document(rules=(make_rule(cue=""),))
    marks = [entry.marks for entry in entries_of(document, Access()) if entry.rules]
    assert [one[MarkField.OPENING] for one in marks] == [()]
