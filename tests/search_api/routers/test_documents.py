"""Documents over HTTP: listing, reading, uploading, deleting."""

import threading
from pathlib import Path
from urllib.parse import unquote

import pytest
from fastapi.testclient import TestClient

from search_api.app import create_app
from search_api.models import DocumentModel, JobModel, Page, TextModel
from search_api.routers.documents import attachment
from search_api.settings import Settings
from search_api.uploads.jobs import JobState
from tests.factories import TEXT, make_document
from tests.search_api.conftest import HOST, finished_job, put, services_of, settings_in, wait_for

SPEECH = "在全县办公室工作会议上的讲话\n（2016年3月）\n一、抓好值班\n值班人员必须24小时在岗，严禁擅离职守。\n"
Files = list[tuple[str, tuple[str, bytes]]]


def files(*named: tuple[str, bytes]) -> Files:
    return [("files", one) for one in named]


def upload(client: TestClient, *named: tuple[str, bytes]) -> JobModel:
    answer = client.post("/api/v1/documents", files=files(*named))
    assert answer.status_code == 202, answer.text
    return JobModel.model_validate(finished_job(client, answer.headers["location"]))


def test_documents_are_listed_in_pages_by_title(filled: TestClient) -> None:
    first = Page[DocumentModel].model_validate_json(filled.get("/api/v1/documents?limit=4").content)
    rest = Page[DocumentModel].model_validate_json(
        filled.get("/api/v1/documents", params={"after": first.next or ""}).content
    )
    titles = [document.title for document in first.items + rest.items]
    assert titles == sorted(titles)
    assert len(titles) == first.total == 7
    assert rest.next is None


def test_documents_one_says_what_it_is(filled: TestClient) -> None:
    made = make_document()
    document = DocumentModel.model_validate_json(filled.get(f"/api/v1/documents/{made.id}").content)
    assert (document.file, document.kind, document.access) == (made.file, "speech", "公开")
    assert (document.rules, document.abilities, document.formulas, document.noise) == (4, 1, 1, 1)


def test_documents_text_has_everything_at_its_span(filled: TestClient) -> None:
    answer = filled.get(f"/api/v1/documents/{make_document().id}/text")
    text = TextModel.model_validate_json(answer.content)
    assert text.text == TEXT

    def words(found: object) -> list[str]:
        return [TEXT[one.start : one.end] for one in found]  # type: ignore[attr-defined]

    assert words(text.headings) == ["一、思想要重视", "二、本领要过硬"]
    assert words(text.rules) == [rule.text for rule in text.rules]
    assert [rule.start for rule in text.rules] == sorted(rule.start for rule in text.rules)
    assert words(text.abilities) == ["应急处置能力"]
    assert words(text.formulas) == ["四勤"]
    assert words(text.attributions) == ["李明同志说过，值班无小事"]
    assert words(text.noise) == ["欢迎访问本站"]
    assert filled.get(f"/api/v1/rules/{text.rules[0].id}").status_code == 200


def test_documents_original_is_a_download_that_no_browser_runs(client: TestClient) -> None:
    page = "<html><body><h1>通知</h1><p>值班人员必须在岗。</p><script>alert(1)</script></body></html>"
    job = upload(client, ("通知 <1>.html", page.encode()))
    answer = client.get(f"/api/v1/documents/{job.files[0].document_id}/original")
    assert answer.content == page.encode()
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].endswith("sandbox")
    disposition = answer.headers["content-disposition"]
    assert disposition.startswith("attachment; ")
    assert unquote(disposition.split("filename*=UTF-8''")[1]) == job.files[0].name


def test_documents_are_filtered_on_the_server(filled: TestClient) -> None:
    def titles(**asked: str) -> list[str]:
        return [one["title"] for one in filled.get("/api/v1/documents", params=asked).json()["items"]]

    every = titles()
    (first,) = titles(q=every[0])
    assert first == every[0]
    assert titles(q="没有这样的题名") == []
    assert titles(kind="notice") == []
    assert titles(kind="speech", year="2012") == titles(year="2012") != []
    assert filled.get("/api/v1/documents", params={"year": "0"}).status_code == 422


@pytest.mark.parametrize("name", ["a.txt", "讲话.txt", 'a"b;c.txt', "a\r\nX: y", "%2e%2e", "🙂.pdf"])
def test_attachment_header_is_one_plain_line(name: str) -> None:
    header = attachment(name)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    assert unquote(header.split("''")[1]) == name


def test_documents_uploaded_are_found(client: TestClient) -> None:
    job = upload(client, ("2016_讲话.txt", SPEECH.encode("gb18030")))
    assert (job.state, job.finished, job.total) == ("done", 1, 1)
    assert (job.files[0].state, job.files[0].name) == ("added", "2016_讲话.txt")
    wait_for(lambda: client.get("/api/v1/search", params={"q": "擅离职守"}).json()["total"] == 1)
    hit = client.get("/api/v1/search", params={"q": "擅离职守"}).json()["hits"][0]
    assert hit["file"] == "2016_讲话.txt"


def test_documents_uploaded_in_one_go_are_reported_one_by_one(client: TestClient) -> None:
    job = upload(client, ("讲话.txt", SPEECH.encode()), ("空.txt", b""), ("图.png", b"\x89PNG\r\n"))
    assert [file.state for file in job.files] == ["added", "skipped", "skipped"]
    assert job.files[1].reason == "文件是空的"
    assert job.files[1].advice
    assert job.files[2].document_id is None
    assert job.state == "done"


def test_documents_uploaded_twice_are_one(client: TestClient) -> None:
    first = upload(client, ("讲话.txt", SPEECH.encode()))
    again = upload(client, ("讲话.txt", SPEECH.encode()))
    assert again.files[0].state == "unchanged"
    assert again.files[0].document_id == first.files[0].document_id
    assert client.get("/api/v1/stats").json()["documents"] == 1


def test_documents_uploaded_by_two_people_at_once_are_one(client: TestClient) -> None:
    places: list[str] = []

    def send(name: str) -> None:
        answer = client.post("/api/v1/documents", files=files((name, SPEECH.encode())))
        places.append(answer.headers["location"])

    people = [threading.Thread(target=send, args=(f"{n}.txt",)) for n in range(4)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    ids = {finished_job(client, place)["files"][0]["document_id"] for place in places}
    assert len(places) == 4
    assert len(ids) == 1
    assert client.get("/api/v1/stats").json()["documents"] == 1


def test_documents_of_one_name_do_not_replace_each_other(client: TestClient) -> None:
    upload(client, ("通知.txt", SPEECH.encode()), ("通知.txt", SPEECH.replace("县", "市").encode()))
    assert client.get("/api/v1/stats").json()["documents"] == 2


def test_documents_upload_survives_a_restart_before_it_was_worked_off(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, TestClient(create_app(settings), base_url=HOST) as client:
        worker = services_of(client).worker
        worker.stop()
        patch.setattr(worker, "wake", lambda: None)
        place = client.post("/api/v1/documents", files=files(("讲话.txt", SPEECH.encode()))).headers["location"]
        assert client.get(place).json()["state"] == "queued"
    with TestClient(create_app(settings), base_url=HOST) as client:
        assert finished_job(client, place)["files"][0]["state"] == "added"
        assert client.get("/api/v1/stats").json()["documents"] == 1


def test_documents_of_another_process_are_found_within_two_seconds(client: TestClient) -> None:
    assert client.get("/api/v1/search", params={"q": "值班"}).json()["total"] == 0
    put(client, make_document())
    assert client.get("/api/v1/search", params={"q": "值班"}).json()["total"] > 0


def test_documents_deleted_are_gone_everywhere(client: TestClient) -> None:
    made = make_document()
    put(client, made)
    assert client.delete(f"/api/v1/documents/{made.id}").status_code == 204
    assert client.get(f"/api/v1/documents/{made.id}").status_code == 404
    assert client.get("/api/v1/duties/值班").status_code == 404
    assert client.delete(f"/api/v1/documents/{made.id}").status_code == 404
    wait_for(lambda: client.get("/api/v1/search", params={"q": "值班"}).json()["total"] == 0)


@pytest.mark.parametrize("path", ["", "/text", "/original"])
def test_documents_unknown_is_not_found(filled: TestClient, path: str) -> None:
    answer = filled.get(f"/api/v1/documents/none{path}")
    assert answer.status_code == 404
    assert answer.json()["detail"]


def test_documents_bad_cursor_is_not_found(filled: TestClient) -> None:
    assert filled.get("/api/v1/documents?after=nonsense").status_code == 404


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (b"{}", "application/json", 415),
        (b"files=a", "application/x-www-form-urlencoded", 415),
        (b"", "", 415),
        (b"no form at all", "multipart/form-data; boundary=b", 400),
        (b"--b--\r\n", "multipart/form-data; boundary=b", 422),
        (b"--b\r\nContent-Disposition: form-data; name=\"files\"\r\n\r\ntext\r\n--b--\r\n",
         "multipart/form-data; boundary=b", 422),
        (b"--b\r\nContent-Disposition: form-data; name=\"other\"; filename=\"a.txt\"\r\n\r\nx\r\n--b--\r\n",
         "multipart/form-data; boundary=b", 422),
        (b"x", "multipart/form-data", 400),
    ],
    ids=["JSON", "plain form", "nothing", "malformed", "no file", "text for a file", "another field", "no boundary"],
)  # fmt: skip
def test_documents_upload_refuses_what_is_no_form_with_files(
    client: TestClient, content: bytes, content_type: str, status: int
) -> None:
    answer = client.post("/api/v1/documents", content=content, headers={"content-type": content_type})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert services_of(client).jobs.counts()[JobState.QUEUED] == 0


def test_documents_upload_refuses_too_many_files(client: TestClient) -> None:
    answer = client.post("/api/v1/documents", files=files(*((f"{n}.txt", b"x") for n in range(201))))
    assert answer.status_code == 422
    assert "200" in answer.json()["detail"]


def test_documents_upload_is_refused_from_other_pages(client: TestClient) -> None:
    answer = client.post("/api/v1/documents", files=files(("a.txt", b"x")), headers={"origin": "http://evil.example"})
    assert answer.status_code == 403


def test_documents_upload_says_when_the_disk_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with TestClient(create_app(settings_in(tmp_path)), base_url=HOST) as client:

        def full(_: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("search_api.uploads.jobs.os.fsync", full)
        answer = client.post("/api/v1/documents", files=files(("a.txt", b"x")))
    assert answer.status_code == 507
    assert "磁盘" in answer.json()["detail"]
