"""Questions over HTTP: answers as they come, pinned ones, what readers thought of them."""

from collections.abc import Iterator

from search_api.models import AskRequest, AskResponse
from search_api.models import answers as wire
from ui.connection import UPLOAD_TIMEOUT, Connection, part, read


class Asking(Connection):
    """What the API answers to questions."""

    def ask(self, question: str, topic: str = "") -> Iterator[AskResponse | wire.WordedSentenceModel]:
        """The answer made of quotes, sentences as they come, at last the whole answer."""
        for name, data in self._events("/ask", AskRequest(question=question, topic=topic).model_dump(mode="json")):
            yield read(wire.WordedSentenceModel, data) if name == "sentence" else read(AskResponse, data)

    def ask_batch(self, name: str, data: bytes) -> bytes:
        """A CSV of questions as a CSV of their answers."""
        return self._send(
            "POST", "/ask/batch", files={"file": (name, data, "text/csv")}, timeout=UPLOAD_TIMEOUT
        ).content

    def suggested(self) -> wire.SuggestedListModel:
        """Questions to start with."""
        return self._get("/ask/suggested", wire.SuggestedListModel)

    def pinned(self) -> wire.PinnedListModel:
        """Pinned answers, those that do not hold first."""
        return self._get("/ask/curated", wire.PinnedListModel)

    def pin(self, request: wire.PinRequest) -> wire.PinnedModel:
        """Pins an answer to a question. Raises `NotThere`, `Refused`."""
        return self._hand_in("POST", "/ask/curated", request, wire.PinnedModel)

    def unpin(self, pin_id: str) -> None:
        """Takes a pinned answer away. Raises `NotThere`."""
        self._send("DELETE", f"/ask/curated/{part(pin_id)}")

    def opinions(self) -> wire.OpinionsModel:
        """What readers thought of answers, the newest first."""
        return self._get("/ask/feedback", wire.OpinionsModel)

    def tell(self, request: wire.OpinionRequest) -> wire.OpinionModel:
        """Says what one thinks of an answer."""
        return self._hand_in("POST", "/ask/feedback", request, wire.OpinionModel)

    def forget_opinion(self, opinion_id: str) -> None:
        """Takes an opinion off the list. Raises `NotThere`."""
        self._send("DELETE", f"/ask/feedback/{part(opinion_id)}")

    def opinions_file(self) -> bytes:
        """All opinions as a CSV."""
        return self._send("GET", "/export/feedback.csv").content
