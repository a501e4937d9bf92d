"""Questions over HTTP: answers as they come, pinned ones, what readers thought of them."""

from collections.abc import Iterator

from search_api.models import (
    AskRequest,
    AskResponse,
    OpinionModel,
    OpinionRequest,
    OpinionsModel,
    PinnedListModel,
    PinnedModel,
    PinRequest,
    SuggestedListModel,
    WordedSentenceModel,
)
from ui.connection import UPLOAD_TIMEOUT, Connection, part, read


class Asking(Connection):
    """What the API answers to questions."""

    def ask(self, question: str, topic: str = "") -> Iterator[AskResponse | WordedSentenceModel]:
        """The answer made of quotes, sentences as they come, at last the whole answer."""
        for name, data in self._events("/ask", AskRequest(question=question, topic=topic).model_dump(mode="json")):
            yield read(WordedSentenceModel, data) if name == "sentence" else read(AskResponse, data)

    def ask_batch(self, name: str, data: bytes) -> bytes:
        """A CSV of questions as a CSV of their answers."""
        return self._send(
            "POST", "/ask/batch", files={"file": (name, data, "text/csv")}, timeout=UPLOAD_TIMEOUT
        ).content

    def suggested(self) -> SuggestedListModel:
        """Questions to start with."""
        return self._get("/ask/suggested", SuggestedListModel)

    def pinned(self) -> PinnedListModel:
        """Pinned answers, those that do not hold first."""
        return self._get("/ask/curated", PinnedListModel)

    def pin(self, request: PinRequest) -> PinnedModel:
        """Pins an answer to a question. Raises `NotThere`, `Refused`."""
        return self._hand_in("POST", "/ask/curated", request, PinnedModel)

    def unpin(self, pin_id: str) -> None:
        """Takes a pinned answer away. Raises `NotThere`."""
        self._send("DELETE", f"/ask/curated/{part(pin_id)}")

    def opinions(self) -> OpinionsModel:
        """What readers thought of answers, the newest first."""
        return self._get("/ask/feedback", OpinionsModel)

    def tell(self, request: OpinionRequest) -> OpinionModel:
        """Says what one thinks of an answer."""
        return self._hand_in("POST", "/ask/feedback", request, OpinionModel)

    def forget_opinion(self, opinion_id: str) -> None:
        """Takes an opinion off the list. Raises `NotThere`."""
        self._send("DELETE", f"/ask/feedback/{part(opinion_id)}")

    def opinions_file(self) -> bytes:
        """All opinions as a CSV."""
        return self._send("GET", "/export/feedback.csv").content
