"""What the fake API keeps of answers: pinned ones, and what readers thought of them."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx2
from pydantic import BaseModel

from search_api.models import AskResponse, QuoteModel
from search_api.models import answers as wire

NOW = datetime(2024, 1, 1, 11, tzinfo=UTC)


class Answers:
    """Answers to `/ask` and what stands below it; `sentences` come before the end where there are any."""

    def __init__(self, answer: AskResponse, quote: QuoteModel) -> None:
        self.answer = answer
        self.sentences: list[wire.WordedSentenceModel] = []
        self.quote = quote
        self.pinned: list[wire.PinnedModel] = []
        self.opinions: list[wire.OpinionModel] = []

    def routes(self, request: httpx2.Request, rest: str) -> Any:
        """The answer to a request below `/ask`."""
        name, _, key = rest.partition("/")
        if not name:
            return self._told()
        if name == "suggested":
            return wire.SuggestedListModel(
                items=[wire.SuggestedModel(question="值班有什么要求？", kind="duty", name="值班")]
            )
        if name == "batch":
            return httpx2.Response(200, content="\ufeff行,问题\r\n".encode())
        if request.method == "DELETE":
            self.pinned = [one for one in self.pinned if one.id != key]
            self.opinions = [one for one in self.opinions if one.id != key]
            return httpx2.Response(204)
        if name == "curated":
            return self._pin(request) if request.method == "POST" else wire.PinnedListModel(items=self.pinned)
        return self._tell(request) if request.method == "POST" else wire.OpinionsModel(items=self.opinions)

    def _told(self) -> AskResponse | httpx2.Response:
        if not self.sentences:
            return self.answer
        first = self.answer.model_copy(update={"worded": None})
        events = [("quotes", first), *(("sentence", one) for one in self.sentences), ("end", self.answer)]
        content = "".join(_event(name, data) for name, data in events)
        return httpx2.Response(200, content=content.encode(), headers={"content-type": "text/event-stream"})

    def held(self, state: str = "stands") -> dict[str, Any]:
        """The quote as it was kept."""
        return {**self.quote.model_dump(), "state": state}

    def keep(self, pinned: Mapping[str, Any], *opinions: Mapping[str, Any]) -> None:
        """Keeps a pinned answer, and opinions."""
        self.pinned.append(wire.PinnedModel.model_validate(pinned))
        self.opinions += [wire.OpinionModel.model_validate(opinion) for opinion in opinions]

    def _pin(self, request: httpx2.Request) -> wire.PinnedModel:
        body = wire.PinRequest.model_validate_json(request.read())
        given = {"questions": body.questions, "answer": body.answer, "note": body.note, "by": body.by or "本机用户"}
        made = wire.PinnedModel.model_validate(
            {"id": f"p{len(self.pinned)}", **given, "quotes": [self.held()], "at": NOW, "holds": True}
        )
        self.pinned.append(made)
        return made

    def _tell(self, request: httpx2.Request) -> wire.OpinionModel:
        body = wire.OpinionRequest.model_validate_json(request.read())
        given = body.model_dump(exclude={"quotes", "by"}) | {"by": body.by or "本机用户", "at": NOW}
        made = wire.OpinionModel.model_validate({"id": f"o{len(self.opinions)}", **given, "quotes": [self.held()]})
        self.opinions.append(made)
        return made


def _event(name: str, data: BaseModel) -> str:
    return f"event: {name}\ndata: {data.model_dump_json()}\n\n"
