"""The way to a model behind an OpenAI-compatible endpoint: words as they come, or the reason why there are none."""

import codecs
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import httpx2

from ingest.errors import ZhiguiError
from search_api.settings import Settings

LONGEST = 4_000
"""Characters of an answer: more is a model that does not come to an end."""
_MOST_BYTES = 1_000_000
"""Of the stream around them, and of one line of it."""
_DONE = "[DONE]"


class WordingFailed(ZhiguiError):
    """The model gave no usable words; the message says why."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model is, and how long it is waited for."""

    url: str
    """As far as `/v1`; `/chat/completions` may stand behind it."""
    model: str
    key: str | None = None
    connect: float = 3.0
    """Seconds to a connection."""
    pause: float = 15.0
    """Seconds without a word."""
    whole: float = 60.0
    """Seconds for all of it."""

    def stream(self, messages: Sequence[Mapping[str, str]]) -> Iterator[str]:
        """The words of the model's answer as they come. Raises `WordingFailed`."""
        body = {"model": self.model, "messages": list(messages), "stream": True, "temperature": 0}
        timeout = httpx2.Timeout(self.pause, connect=self.connect)
        headers = {"Accept": "text/event-stream", "Accept-Encoding": "identity"} | (
            {"Authorization": f"Bearer {self.key}"} if self.key else {}
        )
        ends = time.monotonic() + self.whole
        try:
            # trust_env off: the one address that is set is where the words go, and nowhere else.
            with (
                httpx2.Client(timeout=timeout, trust_env=False, follow_redirects=False) as client,
                client.stream("POST", _address(self.url), json=body, headers=headers) as response,
            ):
                if response.status_code != httpx2.codes.OK:
                    raise WordingFailed(f"模型服务返回状态 {response.status_code}")
                yield from _words(_lines(response.iter_raw(), ends))
        except httpx2.TimeoutException:
            raise WordingFailed("模型服务超时") from None
        except httpx2.InvalidURL:
            raise WordingFailed("模型服务的地址无效") from None
        except (httpx2.HTTPError, httpx2.StreamError):
            raise WordingFailed("模型服务连接失败或中断") from None


def endpoint_of(settings: Settings) -> Endpoint | None:
    """The endpoint that is set, if one is."""
    if settings.llm_url is None:
        return None
    return Endpoint(settings.llm_url, settings.llm_model, settings.llm_key)


def _address(url: str) -> str:
    base = url.rstrip("/")
    return base if base.endswith("/chat/completions") else f"{base}/chat/completions"


def _lines(chunks: Iterator[bytes], ends: float) -> Iterator[str]:
    """The lines of a stream, however it is cut up. Raises `WordingFailed`."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    rest, size = "", 0
    for chunk in chunks:
        size += len(chunk)
        if size > _MOST_BYTES:
            raise WordingFailed("模型的回答过长")
        if time.monotonic() > ends:
            raise WordingFailed("模型服务超时")
        *whole, rest = (rest + _text(decoder, chunk)).replace("\r\n", "\n").split("\n")
        yield from whole
    yield rest + _text(decoder, b"", final=True)
    raise WordingFailed("模型服务的回答没有结束就中断了")


def _text(decoder: codecs.IncrementalDecoder, chunk: bytes, *, final: bool = False) -> str:
    try:
        return decoder.decode(chunk, final)
    except UnicodeDecodeError:
        raise WordingFailed("模型服务的数据不是 UTF-8") from None


def _words(lines: Iterator[str]) -> Iterator[str]:
    """The words in the events of a stream, up to its end. Raises `WordingFailed`."""
    said = 0
    for line in lines:
        field, _, data = line.partition(":")
        if field != "data":  # comments keep the line open, other fields say nothing here
            continue
        if data.strip() == _DONE:
            return
        words = _content(data)
        said += len(words)
        if said > LONGEST:
            raise WordingFailed("模型的回答过长")
        if words:
            yield words


def _content(data: str) -> str:
    """The words in one event. Raises `WordingFailed`."""
    try:
        event: Any = json.loads(data)
        choices = event["choices"]
        words = choices[0].get("delta", {}).get("content") if choices else ""
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise WordingFailed("模型服务的数据无法识别") from None
    if not isinstance(words, str | None):
        raise WordingFailed("模型服务的数据无法识别")
    return words or ""
