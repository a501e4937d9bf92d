from datetime import date
from enum import StrEnum
from importlib import import_module
from pkgutil import iter_modules

import pytest

from graph.corrections.model import Action, ConflictKind, State, Target
from ingest import clean, extract
from ingest.extract import bearing, governed
from ingest.model import DocumentKind, Force, Modality, NoiseKind
from search_api.index.fields import FacetField
from search_api.models import DateModel, NodeWord, SuggestionModel
from search_api.results import Decline, Intent, Mark, SuggestionKind, Verdict
from search_api.uploads.jobs import FileState
from ui import labels
from ui.components import uploads


@pytest.mark.parametrize(
    ("words", "kinds"),
    [
        (labels.KINDS, DocumentKind),
        (labels.MODALITIES, Modality),
        (labels.FORCES, Force),
        (labels.NOISE, NoiseKind),
        (labels.NODE_KINDS, NodeWord),
        (labels.FACETS, FacetField),
        (labels.INTENTS, Intent),
        (labels.MARKS, Mark),
        (labels.MAY, Verdict),
        (labels.REASONS, Decline),
        (uploads.STATES, FileState),
        (labels.TARGETS, Target),
        (labels.ACTIONS, Action),
        (labels.STATES, State),
        (labels.CONFLICTS, ConflictKind),
    ],
)
def test_everything_on_the_wire_has_its_chinese_word(words: dict[str, str], kinds: type[StrEnum]) -> None:
    assert {str(kind) for kind in kinds} <= set(words)


def test_every_way_to_find_something_has_its_chinese_words() -> None:
    modules = [
        import_module(f"{package.__name__}.{m.name}")
        for package in (clean, extract)
        for m in iter_modules(package.__path__)
    ]
    finders = {module.FINDER for module in modules if hasattr(module, "FINDER")}
    assert "foreign_words" in finders
    assert finders <= set(labels.FINDERS)


@pytest.mark.parametrize(
    "how",
    sorted(
        bearing.OWN
        | {bearing.MENTIONED, bearing.BEFORE, bearing.SECTION, bearing.AFTER, bearing.DOCUMENT, bearing.AUDIENCE}
        | {governed.WORD, governed.HEADING, governed.TITLE}
    ),
)
def test_every_way_to_resolve_a_name_has_its_chinese_words(how: str) -> None:
    assert not labels.resolved_words(how).isascii()


def test_a_name_that_people_resolved_is_said_to_be_theirs() -> None:
    assert labels.resolved_words("校订") == "校订"


@pytest.mark.parametrize(
    ("earliest", "latest", "words"),
    [
        (date(2014, 5, 6), date(2014, 5, 6), "2014年5月6日"),
        (date(2014, 5, 1), date(2014, 5, 31), "2014年5月"),
        (date(2014, 1, 1), date(2014, 12, 31), "2014年"),
        (date(2014, 3, 2), date(2014, 8, 1), "2014年3月至8月"),
        (date(2012, 3, 2), date(2014, 8, 1), "2012年至2014年"),
        (date(2012, 3, 2), None, "2012年3月以后"),
        (None, date(2014, 8, 1), "不晚于2014年8月"),
        (None, None, "日期不详"),
    ],
)
def test_a_date_is_written_as_people_do(earliest: date | None, latest: date | None, words: str) -> None:
    assert labels.date_words(DateModel(earliest=earliest, latest=latest)) == words


@pytest.mark.parametrize(
    ("facet", "value", "words"),
    [
        ("modality", "prohibition", "禁止"),
        ("force", "hard", "硬性"),
        ("kind", "notice", "通知"),
        ("year", "2014", "2014 年"),
        ("duty", "值班", "值班"),
        # A value that this version does not know is shown as it is.
        ("kind", "letter", "letter"),
        ("year", "unknown", "unknown"),
    ],
)
def test_a_facet_value_has_its_words(facet: str, value: str, words: str) -> None:
    assert labels.facet_value(facet, value) == words


@pytest.mark.parametrize(
    ("iso", "words"),
    [
        ("PT1H", "1 小时"),
        ("PT30M", "30 分钟"),
        ("P20D", "20 天"),
        ("P1M", "1 个月"),
        ("P1DT2H", "1 天 2 小时"),
        ("?", "?"),
    ],
)
def test_a_duration_is_said_as_people_do(iso: str, words: str) -> None:
    assert labels.duration_words(iso) == words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("force", "hard", "硬性"),
        ("bearers", ["值班人员", "门卫"], "值班人员、门卫"),
        ("sanction", None, "（无）"),
        # A part of a rule that has more to it is told by its words.
        ("sanction", {"text": "通报批评", "trigger": None}, "通报批评"),
        ("fix", "", "删去"),
        ("fix", None, "不详"),
        ("fix", "位置", "“位置”"),
        ("date", {"earliest": "2014-05-01", "latest": "2014-05-31"}, "2014年5月"),
    ],
)
def test_the_value_of_a_field_has_its_words(field: str, value: object, words: str) -> None:
    assert labels.value_words(field, value) == words


@pytest.mark.parametrize(
    ("kind", "count", "words"),
    [
        (SuggestionKind.DUTY, None, "职责"),
        (SuggestionKind.WORD, None, "词语"),
        (SuggestionKind.VALUE, 12, "12 段"),
        (SuggestionKind.VALUE, 0, "0 段"),
        (SuggestionKind.VALUE, None, "条件"),
        (SuggestionKind.FIELD, None, "条件，接着写内容"),
    ],
)
def test_a_suggestion_has_its_words(kind: SuggestionKind, count: int | None, words: str) -> None:
    assert labels.suggestion(SuggestionModel(text="值班", kind=kind, count=count)) == words
