"""Every error in one shape: RFC 9457 problem details, in Chinese, saying what to do."""

import logging
import secrets
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import HTTPException as FastAPIHTTPException
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from ingest.errors import ZhiguiError
from search_api.models.system import Problem, ProblemItem

PROBLEM_JSON = "application/problem+json"
RETRY_AFTER = "2"
"""Seconds after which what is busy is worth another try."""
Statuses = Mapping[type[Exception], int]
_log = logging.getLogger(__name__)

TITLES: Mapping[int, str] = {
    400: "请求无法解析",
    403: "不允许的来源",
    404: "没有找到",
    405: "不支持的请求方法",
    409: "已有他人的校订",
    413: "内容过大",
    415: "不支持的内容类型",
    421: "主机名不被接受",
    422: "参数不正确",
    500: "服务内部错误",
    503: "服务暂不可用",
    507: "存储空间不足",
}
_DETAILS: Mapping[int, str] = {
    400: "请求的格式有误，无法解析。上传文件请使用 multipart/form-data，其他内容请使用 JSON",
    404: "没有这个地址：{path}。接口说明见 /openapi.json",
    405: "这个地址不支持 {method}，可用的方法：{allow}",
    413: "内容超过上限，请拆分后重试",
}
_WRONG: Mapping[str, str] = {
    "missing": "缺少这一项",
    "int_parsing": "应为整数",
    "int_parsing_size": "整数过大",
    "int_type": "应为整数",
    "int_from_float": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "greater_than_equal": "应不小于 {ge}",
    "less_than_equal": "应不大于 {le}",
    "string_too_short": "至少 {min_length} 个字符",
    "string_too_long": "不能超过 {max_length} 个字符",
    "string_type": "应为文字",
    "string_unicode": "含有无效的 Unicode 字符",
    "too_short": "至少 {min_length} 项",
    "too_long": "不能超过 {max_length} 项",
    "list_type": "应为列表",
    "enum": "应为以下之一：{expected}",
    "literal_error": "应为以下之一：{expected}",
    "extra_forbidden": "不认识这一项",
    "json_invalid": "不是有效的 JSON",
    "model_type": "应为 JSON 对象",
    "model_attributes_type": "应为 JSON 对象",
    "dict_type": "应为 JSON 对象",
    "value_error": "应为上传的文件",
    "one_of": "rule_id（规矩）与 text（检索词）应给出其中一项",
}


def problem_response(
    status: int,
    detail: str,
    *,
    instance: str,
    headers: Mapping[str, str] | None = None,
    **members: Any,
) -> Response:
    """The answer that tells of an error."""
    problem = Problem(
        title=TITLES.get(status) or HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=instance,
        **members,
    )
    answer = Response(problem.model_dump_json(exclude_none=True), status, headers, PROBLEM_JSON)
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        answer.headers["Retry-After"] = RETRY_AFTER
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        answer.headers["Connection"] = "close"  # what is left of the body will not be read
    return answer


class Problems:
    """Turns errors into problem details, with the status that `statuses` gives the error's nearest class.

    `methods` says which methods an address takes: the framework tells only those of one of its routes.
    """

    def __init__(self, statuses: Statuses, methods: Callable[[str], Sequence[str]]) -> None:
        self._statuses = statuses
        self._methods = methods

    def of_known(self, request: Request, error: Exception) -> Response:
        """An error that was raised on purpose."""
        status = next((self._statuses[kind] for kind in type(error).__mro__ if kind in self._statuses), 500)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            level = logging.INFO if status == HTTPStatus.SERVICE_UNAVAILABLE else logging.WARNING
            _log.log(level, "%s %s: %s", request.method, request.url.path, error)
        correction_id = getattr(error, "correction_id", None)
        return problem_response(status, str(error), instance=request.url.path, correction_id=correction_id)

    def of_http(self, request: Request, error: Exception) -> Response:
        """An error of the framework: no such address, no such method, a body that cannot be read."""
        assert isinstance(error, HTTPException)
        if isinstance(error.detail, ZhiguiError):
            return self.of_known(request, error.detail)
        headers = dict(error.headers or {})
        allow = ", ".join(self._methods(request.url.path)) or headers.get("Allow", "")
        if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            headers["Allow"] = allow
        template = _DETAILS.get(error.status_code, TITLES.get(error.status_code, "请求未能完成"))
        detail = template.format(path=request.url.path[:200], method=request.method, allow=allow.replace(", ", "、"))
        return problem_response(error.status_code, detail, instance=request.url.path, headers=headers)

    def of_validation(self, request: Request, error: Exception) -> Response:
        """Parameters or a body that are not as documented."""
        assert isinstance(error, RequestValidationError)
        items = [_item(found) for found in error.errors()]
        detail = "；".join(f"{item.name}：{item.message}" if item.name else item.message for item in items[:10])
        return problem_response(422, detail, instance=request.url.path, errors=items)

    def of_unexpected(self, request: Request, error: Exception) -> Response:
        """A bug: the log has the trace under the id that the answer gives, the answer has nothing else of it."""
        error_id = secrets.token_hex(4)
        _log.error("error %s: %s %s", error_id, request.method, request.url.path, exc_info=error)
        detail = f"服务遇到意外错误，已记入日志，编号 {error_id}。请重试；若仍出现，请把编号告诉管理员"
        return problem_response(500, detail, instance=request.url.path, error_id=error_id)


def carried(error: ZhiguiError) -> FastAPIHTTPException:
    """`error` in the one class of exception that body parsing lets through; `Problems` takes it out again."""
    return FastAPIHTTPException(400, detail=error)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """How a route says that it may answer with these problems."""
    content = {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": TITLES[status], "content": content} for status in sorted(statuses)}


def _item(found: Mapping[str, Any]) -> ProblemItem:
    location: Sequence[Any] = found["loc"]
    place = str(location[0]) if location else "body"
    name = ".".join(str(part) for part in location[1:] if found["type"] != "json_invalid")
    context = {key: _listed(value) for key, value in found.get("ctx", {}).items()}
    message = _WRONG.get(found["type"], "值无效").format_map(defaultdict(str, context))
    return ProblemItem(place=place, name=name[:200], message=message)


def _listed(value: object) -> str:
    """What pydantic says in English with quotes and an "or", as a Chinese list."""
    return str(value).replace("'", "").replace(" or ", "、").replace(", ", "、")
