"""The part of the fake API that knows where things come from: chains, comparisons, conflicts, what is followed."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import httpx2

from graph.link.diff import diff
from search_api.models import DateModel, QuoteModel, RuleModel
from search_api.models.comparison import ComparisonModel
from search_api.models.conflicts import RuleConflictModel, RuleConflictsModel
from search_api.models.follows import FollowModel, FollowNewsModel, FollowsModel, NewsModel
from search_api.models.lineage import ChainModel, LineageModel, PieceModel
from search_api.models.strength import StrengthModel

AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
HELD = "机要传真应由双人核收，逐页登记编号后送分管秘书长签批"
RESTATED = "机要传真必须由双人核收，逐页登记编号后送分管秘书长签批"


def between(first: date | None, last: date | None) -> DateModel:
    """An interval of days."""
    return DateModel(earliest=first, latest=last)


def said(words: str, when: DateModel, document: str = "d1", **fields: Any) -> QuoteModel:
    """A quote of some document."""
    given = {
        "document_id": document, "file": f"{document}.txt", "title": f"文献{document}", "kind": "speech", "date": when,
        "outline": "二第1句", "start": 10, "end": 10 + len(words), "text": words,
    }  # fmt: skip
    return QuoteModel.model_validate(given | fields)


def step(older: str, newer: str, /, **fields: Any) -> dict[str, Any]:
    """What one wording does to another."""
    pieces = [PieceModel.of(piece).model_dump() for piece in diff(older, newer)]
    relation = "verbatim" if older == newer else "edited"
    given = {"relation": relation, "similarity": 0.9, "certainty": "certain", "changes": [], "diff": pieces}
    return given | fields


def chain(quotes: Sequence[QuoteModel], steps: Sequence[dict[str, Any]] = (), **fields: Any) -> ChainModel:
    """A chain; where no steps are given, each repeats the first."""
    told = steps or [step(quotes[0].text, one.text, after=0) for one in quotes[1:]]
    undated = [one.date.earliest is None and one.date.latest is None for one in quotes]
    given = {
        "first": None if undated[0] else quotes[0], "certainty": "certain", "undated": sum(undated), "credited": [],
        "members": [{"quote": one, "step": made} for one, made in zip(quotes, [None, *told], strict=True)],
    }  # fmt: skip
    return ChainModel.model_validate(given | fields)


MAY = between(date(2010, 5, 1), date(2010, 5, 31))
DAY = between(date(2014, 3, 1), date(2014, 3, 1))
TIGHTENED = chain(
    [said(HELD, MAY, "d1"), said(RESTATED, DAY, "d2"), said(HELD, between(None, None), "d3", kind="regulation")],
    [
        step(HELD, RESTATED, after=0, relation="tightened",
             changes=[{"relation": "tightened", "before": "应", "after": "必须"}]),
        step(HELD, HELD, after=0, certainty="undetermined"),
    ],
    credited=[{"who": "县委书记", "what": HELD, "date": between(date(2008, 1, 1), date(2008, 12, 31)), "member": 1,
               "quote": said("县委书记2008年强调", DAY, "d2")}],
)  # fmt: skip
ALONE = chain([said("另一句话只说过一次", MAY, "d4")])


def comparison(earlier: Sequence[tuple[str, str]], later: Sequence[tuple[str, str]], joins: Sequence[dict[str, Any]],
               *, document: Any, articles: Sequence[dict[str, Any]] = ()) -> ComparisonModel:  # fmt: skip
    """Two documents of (article, words), joined."""
    sides = {}
    for name, held in (("earlier", earlier), ("later", later)):
        sides[f"{name}_statements"] = [
            {"article": article, "quote": said(words, MAY, name, start=place * 100, end=place * 100 + len(words))}
            for place, (article, words) in enumerate(held)
        ]
    told = [
        step(earlier[one["earlier"]][1], later[one["later"]][1]) | {"moved": False} | one for one in joins
    ]  # fmt: skip
    return ComparisonModel.model_validate(
        {"earlier": document("earlier", title="办法（试行）"), "later": document("later", title="办法"),
         "versions": True, "joins": told, "articles": list(articles), **sides}
    )  # fmt: skip


class Lines:
    """What is told of lineage, and everything that was handed in."""

    def __init__(self, rules: Sequence[RuleModel]) -> None:
        self.rules = {rule.id: rule for rule in rules}
        self.chains = [TIGHTENED, ALONE]
        self.compared: ComparisonModel | None = None
        self.conflicts: list[RuleConflictModel] = []
        self.held: list[FollowModel] = []
        self.new: list[NewsModel] = []
        self.bodies: list[Any] = []
        self.years: list[dict[str, Any]] = []

    def strength(self, kind: str, name: str) -> StrengthModel:
        """A duty or ability through the years."""
        return StrengthModel.model_validate({"kind": kind, "name": name, "years": self.years})

    def of_rule(self, rule_id: str) -> LineageModel:
        """The chains of a rule."""
        rule = self.rules[rule_id]
        return LineageModel(rule=rule, text=rule.text, chains=self.chains)

    def of_text(self, request: httpx2.Request) -> LineageModel:
        """The chains of free words; those with 没有 are nowhere."""
        words = request.url.params["text"]
        return LineageModel(rule=None, text=words, chains=[] if "没有" in words else self.chains)

    def listed(self, request: httpx2.Request, rest: str) -> Any:
        """Conflicts, and what is decided about one."""
        if rest:
            return self._decided(request, rest.partition("/")[0])
        wanted = request.url.params["verdict"]
        by = {"open": [], "confirmed": [], "dismissed": []}  # type: dict[str, list[RuleConflictModel]]
        for one in self.conflicts:
            by[one.verdict.verdict if one.verdict else "open"].append(one)
        counts = {name: len(some) for name, some in by.items()}
        return RuleConflictsModel(items=by[wanted], next=None, total=len(by[wanted]), **counts)

    def _decided(self, request: httpx2.Request, conflict_id: str) -> RuleConflictModel:
        body = json.loads(request.read() or b"null")
        self.bodies.append(body)
        verdict = body and {"verdict": body["verdict"], "note": body["note"], "by": body["by"] or "本机用户", "at": AT}
        place = next(place for place, one in enumerate(self.conflicts) if one.id == conflict_id)
        given = self.conflicts[place].model_dump() | {"verdict": verdict}
        self.conflicts[place] = RuleConflictModel.model_validate(given)
        return self.conflicts[place]

    def followed(self, request: httpx2.Request, rest: str) -> Any:
        """What is followed, and what is new."""
        if rest == "news":
            return FollowNewsModel(items=self.new)
        if request.method == "DELETE":
            self.held = [one for one in self.held if one.id != rest]
            return httpx2.Response(204)
        if rest.endswith("/read"):
            self.new = []
            return self.held[0]
        if request.method == "POST":
            return self._follow(json.loads(request.read()))
        return FollowsModel(items=self.held)

    def _follow(self, body: Any) -> FollowModel:
        self.bodies.append(body)
        rule = body.get("rule_id")
        text = self.rules[rule].text if rule else body["text"]
        one = FollowModel(
            id=f"f{len(self.held)}", rule_id=rule, text=text, by=body["by"] or "本机用户", at=AT, unread=0
        )
        self.held.append(one)
        return one


def conflict(one: RuleModel, other: RuleModel, **fields: Any) -> RuleConflictModel:
    """Two rules that contradict each other."""
    given = {
        "id": "-".join(sorted((one.id, other.id))), "one": one, "other": other, "contradiction": "deadline",
        "cause": "level", "bearer": "值班人员", "duty": "值班", "object": "紧急、情况", "verdict": None,
    }  # fmt: skip
    return RuleConflictModel.model_validate(given | fields)
