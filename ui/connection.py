"""One open connection to the API: typed answers, failures as sentences that people can act on."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import quote

import httpx2
from pydantic import BaseModel, ValidationError

from ingest.errors import ZhiguiError

M = TypeVar("M", bound=BaseModel)
Params = Iterable[tuple[str, str | int]]
_TIMEOUT = httpx2.Timeout(30.0, connect=3.0)
UPLOAD_TIMEOUT = httpx2.Timeout(300.0, connect=3.0)


class ApiError(ZhiguiError):
    """The API gave no usable answer: `problem` says what is wrong, `advice` what to do."""

    def __init__(self, problem: str, advice: str) -> None:
        self.problem = problem
        self.advice = advice
        super().__init__(f"{problem}。{advice}。")


class ApiDown(ApiError):
    """Nothing answers at the API's address."""

    def __init__(self, address: str) -> None:
        super().__init__(
            f"检索服务没有响应（{address}）",
            "请确认“zhigui serve”或“make up”仍在运行，稍候片刻再点“重试”；已入库的资料不受影响",
        )


class ApiSlow(ApiError):
    """The API took too long."""

    def __init__(self) -> None:
        super().__init__("检索服务响应超时", "可能正在大批入库，请稍候再点“重试”")


class NotNow(ApiError):
    """The API is there, and something that it needs is away or busy."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail or "检索服务暂不可用", "本页会自动重试，恢复后接着用；已入库的资料不受影响")


class NotThere(ApiError):
    """What was asked for is not in the collection (any more)."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail or "没有找到所要的内容", "它可能已被删除或更名，请返回检索重新查找")


class Taken(ApiError):
    """Somebody else has corrected the same thing meanwhile: `correction_id` is what they did."""

    def __init__(self, detail: str, correction_id: str | None) -> None:
        self.correction_id = correction_id
        super().__init__(detail or "别人刚刚校订了同一处", "请看过对方的意见后再决定")


class Refused(ApiError):
    """The API did not accept what was asked, or failed at it."""

    def __init__(self, status: int, detail: str) -> None:
        self.status = status
        super().__init__(detail or f"检索服务报告错误（{status}）", "请调整后重试；若反复出现，请查看服务窗口中的提示")


class Connection:
    """One open connection to the API; safe for several sessions at once."""

    def __init__(self, address: str, transport: httpx2.BaseTransport | None = None) -> None:
        self.address = address
        # trust_env off: a proxy set for the outside world must not carry what goes to the machine itself.
        self._http = httpx2.Client(
            base_url=f"http://{address}/api/v1", timeout=_TIMEOUT, transport=transport, trust_env=False
        )

    @staticmethod
    def _read(model: type[M], response: httpx2.Response) -> M:
        return read(model, response.content, response.status_code)

    def _get(self, path: str, model: type[M], params: Params = ()) -> M:
        return self._read(model, self._send("GET", path, params=list(params)))

    def _hand_in(self, method: str, path: str, request: BaseModel, model: type[M]) -> M:
        return self._read(model, self._send(method, path, json=request.model_dump(mode="json", exclude_unset=True)))

    def _send(self, method: str, path: str, **options: Any) -> httpx2.Response:
        with self._failures():
            response = self._http.request(method, path, **options)
        if response.is_success:
            return response
        raise _problem(response)

    def _events(self, path: str, body: Mapping[str, object]) -> Iterator[tuple[str, bytes]]:
        """The events of an answer by name, as they come; of one that comes as a whole, `end`."""
        accept = {"Accept": "text/event-stream, application/json"}
        with self._failures(), self._http.stream("POST", path, json=body, headers=accept) as response:
            if not response.is_success:
                response.read()
                raise _problem(response)
            if not response.headers.get("content-type", "").startswith("text/event-stream"):
                yield "end", response.read()
                return
            rest = b""
            for chunk in response.iter_bytes():
                *whole, rest = (rest + chunk).split(b"\n\n")
                for event in whole:
                    name, _, data = event.partition(b"\ndata: ")
                    yield name.removeprefix(b"event: ").decode(), data

    @contextmanager
    def _failures(self) -> Iterator[None]:
        try:
            yield
        except httpx2.InvalidURL as error:  # above 64 KB, which 7,000 Chinese characters reach
            raise Refused(414, "检索词太长，请缩短到几千字以内") from error
        except httpx2.TimeoutException as error:
            raise ApiSlow from error
        except httpx2.TransportError as error:
            raise ApiDown(self.address) from error


def page_params(after: str | None, limit: int) -> list[tuple[str, str | int]]:
    """The parameters of a page."""
    return [*([("after", after)] if after else []), ("limit", limit)]


def part(words: str) -> str:
    """The words as one part of a path; names and addresses may hold anything."""
    return quote(words, safe="")


def _problem(response: httpx2.Response) -> ApiError:
    """The API's own words (RFC 9457 problem details) as an error."""
    try:
        body = response.json()
    except ValueError:
        body = None
    detail = str(body.get("detail") or body.get("title") or "") if isinstance(body, Mapping) else ""
    if response.status_code == 503:
        return NotNow(detail)
    if response.status_code == 409:
        return Taken(detail, body.get("correction_id") if isinstance(body, Mapping) else None)
    return NotThere(detail) if response.status_code == 404 else Refused(response.status_code, detail)


def read(model: type[M], content: bytes, status: int = 200) -> M:
    """What the API sent as what it should be. Raises `Refused`."""
    try:
        return model.model_validate_json(content)
    except ValidationError as error:
        raise Refused(status, "检索服务的答复无法识别，界面与服务的版本可能不一致") from error
