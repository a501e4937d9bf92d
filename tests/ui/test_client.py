from collections.abc import Callable

import httpx2
import pytest

from tests.ui.fake_api import HOSTILE, FakeApi
from ui.client import Api, ApiDown, ApiError, ApiSlow, NotNow, NotThere, Refused


def api_that(answer: Callable[[httpx2.Request], httpx2.Response]) -> Api:
    return Api("127.0.0.1:8000", transport=httpx2.MockTransport(answer))


def raising(error: type[httpx2.TransportError]) -> Callable[[httpx2.Request], httpx2.Response]:
    def answer(request: httpx2.Request) -> httpx2.Response:
        raise error("x", request=request)

    return answer


PROBLEM = {"title": "参数不正确", "detail": "limit：应不大于 100"}


@pytest.mark.parametrize(
    ("answer", "error", "words"),
    [
        (raising(httpx2.ConnectError), ApiDown, "检索服务没有响应（127.0.0.1:8000）"),
        (raising(httpx2.ReadError), ApiDown, "检索服务没有响应"),
        (raising(httpx2.ReadTimeout), ApiSlow, "检索服务响应超时"),
        (lambda _: httpx2.Response(404, json={"detail": "没有找到职责：甲"}), NotThere, "没有找到职责：甲"),
        (lambda _: httpx2.Response(422, json=PROBLEM), Refused, "limit：应不大于 100"),
        (lambda _: httpx2.Response(503, json={"detail": "检索引擎没有回应"}), NotNow, "检索引擎没有回应"),
        # A proxy or another program may answer instead of the API.
        (lambda _: httpx2.Response(502, text="<html>Bad Gateway</html>"), Refused, "检索服务报告错误（502）"),
        (lambda _: httpx2.Response(200, text="<html>hello</html>"), Refused, "答复无法识别"),
        (lambda _: httpx2.Response(200, json={"documents": -1}), Refused, "答复无法识别"),
        (lambda _: httpx2.Response(500, json=["x"]), Refused, "检索服务报告错误（500）"),
    ],
)
def test_a_failure_is_a_sentence_with_advice(
    answer: Callable[[httpx2.Request], httpx2.Response], error: type[ApiError], words: str
) -> None:
    api = api_that(answer)
    with pytest.raises(error) as caught:
        api.stats()
    assert words in caught.value.problem
    assert caught.value.advice


def test_words_too_long_for_an_address_are_refused_in_words() -> None:
    api = api_that(lambda _: httpx2.Response(500))
    with pytest.raises(Refused) as caught:
        api.search("值" * 10_000, ())
    assert "太长" in caught.value.problem


@pytest.mark.parametrize(("status", "ready"), [(200, True), (503, False)])
def test_is_ready_asks_the_api_for_all_that_it_needs(status: int, ready: bool) -> None:
    asked: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(str(request.url))
        return httpx2.Response(status)

    assert api_that(answer).is_ready() is ready
    assert asked == ["http://127.0.0.1:8000/readyz"]


def test_is_ready_is_false_where_nothing_answers() -> None:
    assert not api_that(raising(httpx2.ConnectError)).is_ready()


@pytest.mark.parametrize(("status", "found"), [(200, 1), (503, 0)])
def test_left_out_is_what_the_service_says_when_it_is_ready(status: int, found: int) -> None:
    one = {"document_id": "d1", "file": "值班.txt", "reason": "意外错误，详见日志"}
    body = {"status": "ready", "store_commit": 1, "index_commit": 1, "behind": 0, "left_out": [one]}
    assert len(api_that(lambda _: httpx2.Response(status, json=body)).left_out()) == found
    assert api_that(raising(httpx2.ConnectError)).left_out() == []


def test_is_up_tells_whether_the_api_answers() -> None:
    fake = FakeApi()
    api = Api("127.0.0.1:1", transport=fake.transport)
    assert api.is_up()
    fake.down = True
    assert not api.is_up()


@pytest.mark.parametrize("name", ["a/b", "../stats", "?x=1", "#", HOSTILE])
def test_a_name_is_one_part_of_the_path(name: str) -> None:
    asked: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        asked.append(request)
        return httpx2.Response(404, json={})

    with pytest.raises(NotThere):
        api_that(answer).text(name)
    raw = asked[0].url.raw_path.decode()
    assert raw.startswith("/api/v1/documents/")
    assert raw.count("/") == 5
    assert "?" not in raw


def test_an_upload_keeps_the_names_of_its_files() -> None:
    fake = FakeApi()
    job = Api("127.0.0.1:1", transport=fake.transport).upload([("值班 制度.txt", b"x"), ("空.docx", b"")])
    assert [file.name for file in job.files] == ["值班 制度.txt", "空.docx"]
