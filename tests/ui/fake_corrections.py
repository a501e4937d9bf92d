"""The part of the fake API that keeps corrections: what people said of the sample text, and who was first."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import httpx2

from search_api.models import Page, TextModel
from search_api.models.corrections import (
    ConflictModel,
    CorrectionModel,
    ExplanationModel,
    ExplanationsModel,
    QueuedModel,
)

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
_LISTS = {
    "rule": "rules",
    "heading": "headings",
    "ability": "abilities",
    "formula": "formulas",
    "attribution": "attributions",
    "noise": "noise",
}
_FIELDS = {
    "rule": ("modality", "force", "bearers", "duties", "deadline", "sanction"),
    "heading": ("level", "label", "title"),
    "ability": ("name", "roles", "duties"),
    "formula": ("name", "count", "members"),
    "attribution": ("who", "what", "date"),
    "noise": ("kind", "fix"),
}


class Corrections:
    """Everything that was handed in, and the answers of the routes of corrections."""

    def __init__(self, text: TextModel) -> None:
        self.text = text
        self.bodies: list[Any] = []
        self.kept: list[CorrectionModel] = []
        self.waiting: list[ConflictModel] = []
        self.resolutions: list[Any] = []
        self.doubts: dict[str, list[str]] = {}

    def explanations(self) -> ExplanationsModel:
        """One for every finding of the sample text."""
        items = [
            self._explanation(target, found) for target, name in _LISTS.items() for found in getattr(self.text, name)
        ]
        return ExplanationsModel(items=items)

    def _explanation(self, target: str, found: Any) -> ExplanationModel:
        fields = {name: found.model_dump(mode="json")[name] for name in _FIELDS[target]}
        resolved = [{"field": "bearers", "how": "named"}] if target == "rule" else []
        return ExplanationModel.model_validate(
            {
                "target": target, "start": found.start, "end": found.end, "finder": found.finder, "cue": found.cue,
                "resolved": resolved, "doubts": self.doubts.get(f"{target}-{found.start}", []), "fields": fields,
                "corrections": self.held(target, found.start),
            }
        )  # fmt: skip

    def held(self, target: str, start: int | None) -> list[CorrectionModel]:
        """The corrections of one thing that hold."""
        return [c for c in self.kept if c.undone_at is None and (c.target, c.start) == (target, start)]

    def of_text(self, body: Mapping[str, Any]) -> CorrectionModel | httpx2.Response:
        """Takes a correction of something in the text."""
        words = body["anchor"]["exact"]
        if words not in self.text.text:
            return problem(422, f"原文中没有“{words}”，请照原文填写")
        start = self.text.text.index(words)
        return self.take(body, start, start + len(words))

    def take(
        self, body: Mapping[str, Any], start: int | None = None, end: int | None = None
    ) -> CorrectionModel | httpx2.Response:
        """Keeps it, unless its author has not seen the last one of the same thing."""
        self.bodies.append(body)
        held = self.held(body["target"], start)
        if held and body.get("seen") != held[-1].id:
            return problem(409, f"{held[-1].by} 刚刚对这一处作了删除", correction_id=held[-1].id)
        made = correction(f"c{len(self.kept)}", start=start, end=end, **{
            name: body.get(name) for name in ("action", "target", "fields", "note", "by") if body.get(name)
        })  # fmt: skip
        self.kept.append(made)
        return made

    def undo(self, correction_id: str, by: str | None) -> CorrectionModel:
        """Takes one back."""
        place = next(n for n, c in enumerate(self.kept) if c.id == correction_id)
        self.kept[place] = CorrectionModel.model_validate(
            self.kept[place].model_dump() | {"undone_by": by, "undone_at": AT, "state": "undone"}
        )
        return self.kept[place]

    def queued(self) -> QueuedModel:
        """What is doubtful and judged by nobody, in the order of the text."""
        items = [
            {
                "target": e.target,
                "start": e.start,
                "end": e.end,
                "text": self.text.text[e.start : e.end],
                "reasons": e.doubts,
            }
            for e in self.explanations().items
            if e.doubts and not e.corrections
        ]
        document = {"id": "d1", "file": "甲.txt", "title": self.text.document.title}
        return QueuedModel.model_validate({"document": document, "items": items})

    def routes(self, request: httpx2.Request, rest: str) -> Any:
        """Answers everything below `/corrections`."""
        if request.method == "DELETE":
            return self.undo(rest, request.url.params.get("by"))
        if rest.endswith("/resolution"):
            self.resolutions.append(json.loads(request.content))
            one = self.waiting.pop()
            return one.correction
        if rest == "queue":
            queued = self.queued()
            return Page[QueuedModel](items=[queued] if queued.items else [], next=None, total=1)
        if rest == "conflicts":
            return Page[ConflictModel](items=self.waiting, next=None, total=len(self.waiting))
        return Page[CorrectionModel](items=self.kept[::-1], next=None, total=len(self.kept))


def correction(id: str = "c0", **fields: Any) -> CorrectionModel:
    """A correction of the sample text."""
    given = {
        "id": id, "action": "change", "target": "rule", "state": "applied",
        "document": {"id": "d1", "file": "甲.txt", "title": "甲讲话"}, "start": None, "end": None,
        "anchor": {"exact": "值班人员必须24小时在岗"}, "moved": None, "fields": {}, "was": None, "naming": None,
        "note": "", "by": "王敏", "at": AT, "seen": None, "replaces": None, "undone_by": None, "undone_at": None,
    }  # fmt: skip
    return CorrectionModel.model_validate(given | fields)


def problem(status: int, detail: str, **members: Any) -> httpx2.Response:
    """An error as the API tells it."""
    body = {"type": "about:blank", "title": "出错", "status": status, "detail": detail, **members}
    return httpx2.Response(status, json=body, headers={"content-type": "application/problem+json"})
