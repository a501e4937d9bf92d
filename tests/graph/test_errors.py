"""Errors carry facts and speak to the user."""

from datetime import UTC, datetime

import pytest

from graph import errors
from graph.errors import StoreError
from ingest.errors import ZhiguiError

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        pytest.param(errors.NotFound("文献", "abc"), "没有找到文献：abc", id="not found"),
        pytest.param(errors.StoreBusy(), "请稍后重试", id="busy"),
        pytest.param(errors.StoreFull(), "磁盘空间不足", id="full"),
        pytest.param(errors.StoreBroken("/a.db", "内容已损坏"), "/a.db", id="broken"),
        pytest.param(errors.StoreVersion("/a.db", 9, 1), "请升级知规", id="version"),
        pytest.param(errors.StoreUnwritable("/a.db", "只读"), "权限", id="unwritable"),
        pytest.param(errors.StoreAway("neo4j://db:7687"), "没有应答：neo4j://db:7687", id="away"),
        pytest.param(errors.StoreDenied("neo4j://db:7687"), "用户名和密码", id="denied"),
        pytest.param(errors.MissingDriver("Neo4j", "neo4j"), "pip install neo4j", id="missing driver"),
        pytest.param(errors.UnknownStore("x://", ("sqlite:///路径",)), "sqlite:///路径", id="unknown"),
        pytest.param(errors.BadCursor("x"), "从第一页", id="cursor"),
        pytest.param(errors.BadCorrection("没有填写"), "没有填写", id="correction"),
        pytest.param(errors.QuoteNotFound("值班"), "请照原文复制", id="quote"),
        pytest.param(errors.QuoteNotFound("值班", "规矩"), "没有抽取到规矩", id="nothing at the quote"),
        pytest.param(errors.QuoteAmbiguous("值班", 3), "出现 3 次", id="ambiguous"),
        pytest.param(
            errors.AlreadyCorrected("a", "王敏", NOON, "作了修改"),
            "王敏 已于 2026-03-02 12:00 对此作了修改",
            id="first come",
        ),
        pytest.param(errors.AlreadyUndone("a", "王敏", NOON), "不必再撤销", id="undone"),
        pytest.param(errors.NotInConflict("a"), "请刷新", id="no conflict"),
    ],
)
def test_error_says_what_is_wrong(error: StoreError, said: str) -> None:
    assert said in str(error)
    assert isinstance(error, ZhiguiError)


def test_errors_are_drawn_in_the_tree() -> None:
    assert errors.__doc__ is not None
    for kind in (*StoreError.__subclasses__(), *errors.CorrectionError.__subclasses__()):
        assert f"── {kind.__name__}\n" in errors.__doc__
