import pytest

from tests.requirements import require


@pytest.mark.parametrize(
    ("required", "outcome"),
    [
        ("", pytest.skip.Exception),
        ("neo4j", pytest.skip.Exception),
        ("browser", pytest.fail.Exception),
        ("neo4j, browser", pytest.fail.Exception),
        # A part of a name is not the name.
        ("browsers", pytest.skip.Exception),
    ],
)
def test_what_is_missing_fails_only_where_it_is_required(
    monkeypatch: pytest.MonkeyPatch, required: str, outcome: type[BaseException]
) -> None:
    monkeypatch.setenv("ZHIGUI_REQUIRE", required)
    with pytest.raises(outcome, match="no chromium"):
        require("browser", "no chromium")
