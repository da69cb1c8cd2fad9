"""The WebActivity calls servers on this machine, and no others."""

import contextlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.migrate.conftest import activity, expression

from pikku.migrate import records


class Handler(BaseHTTPRequestHandler):
    """Answers by path, and remembers what it was asked."""

    def do_GET(self) -> None:
        self.answer()

    def do_POST(self) -> None:
        self.answer()

    def answer(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(size).decode()
        self.server.asked.append((self.command, self.path, dict(self.headers), body))
        status, headers, text = self.server.answers(self.path)
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.end_headers()
        with contextlib.suppress(OSError):  # the caller may have given up
            self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server():
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.asked, polls = [], []

    def answers(path):
        if path == "/slow":
            time.sleep(3)
        if path == "/job":
            polls.append(path)
            return (
                (200, {}, '{"done": true}') if len(polls) > 2 else (202, {"Location": "/job"}, "")
            )
        return {
            "/json": (200, {"X-Who": "me"}, '{"rows": [1, 2], "text": "ü"}'),
            "/list": (200, {}, "[1, 2]"),
            "/text": (200, {}, "fine"),
            "/nothing": (204, {}, ""),
            "/start": (202, {"Location": "/job", "Retry-After": "0"}, ""),
            "/moved": (302, {"Location": "/json"}, ""),
            "/away": (302, {"Location": "http://example.org/x"}, ""),
            "/large": (200, {}, "x" * (4 * 1024 * 1024 + 1)),
        }.get(path, (404, {}, "no such page"))

    made.answers = answers
    thread = threading.Thread(target=made.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


def call(server, path, method="GET", **more):
    properties = {"method": method, "url": f"http://localhost:{server.server_port}{path}", **more}
    return activity("call", "WebActivity", properties)


def only(record):
    [run] = record.activities(activityName="call")
    return run


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/json", {"rows": [1, 2], "text": "ü"}),
        ("/list", {"Response": "[1, 2]"}),
        ("/text", {"Response": "fine"}),
        ("/nothing", {}),
        ("/moved", {"rows": [1, 2], "text": "ü"}),
        ("/start", {"done": True}),
    ],
)
def test_the_answer_is_the_output(path, found, server, run):
    ended, record = run(call(server, path))
    assert ended.status == "Succeeded", ended.message
    output = only(record).output
    assert {key: output[key] for key in found} == found
    assert output["ADFWebActivityResponseHeaders"]["Server"]


def test_what_is_sent_is_evaluated(server, run):
    made = call(
        server, "/json", "POST",
        headers={"X-Run": expression("@pipeline().RunId")},
        body={"text": "@{add(1, 2)} rows", "n": expression("@add(1, 2)")},
        authentication={"type": "Basic", "username": "u", "password": {"type": "SecureString", "value": "p"}},
    )  # fmt: skip
    ended, record = run(made)
    [(method, path, headers, body)] = server.asked
    assert (method, path, json.loads(body)) == ("POST", "/json", {"text": "3 rows", "n": 3})
    assert headers["X-Run"] == ended.runId
    assert headers["Authorization"] == "Basic dTpw"
    assert headers["Content-Type"] == "application/json"
    assert "dTpw" not in json.dumps(only(record).input)


def test_a_202_is_not_followed_when_that_is_turned_off(server, run):
    _, record = run(call(server, "/start", turnOffAsync=True))
    assert only(record).status == "Succeeded"
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/gone", "answers 404 Not Found. no such page"),
        ("/away", "only servers on this machine"),
        ("/large", "more than 4 MB"),
    ],
)
def test_a_bad_answer_is_the_activitys_error(path, words, server, run):
    _, record = run(call(server, path))
    error = only(record).error
    assert words in error["message"] and error["errorCode"] == "2108" and error["remedy"]


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/", "http://localhost.example.org/", "http://169.254.169.254/x", "file:///etc/passwd",
        "http://127.0.0.1@example.org/", "http://[::ffff:10.0.0.1]/", "ftp://localhost/", "localhost", "",
    ],
)  # fmt: skip
def test_nothing_but_this_machine_is_called(url, run):
    _, record = run(activity("call", "WebActivity", {"method": "GET", "url": url}))
    assert "only servers on this machine" in only(record).error["message"]


def test_a_server_that_is_not_there_is_said(run):
    _, record = run(
        activity("call", "WebActivity", {"method": "GET", "url": "http://127.0.0.1:9/"})
    )
    assert "doesn't answer" in only(record).error["message"]


def test_a_slow_server_is_not_waited_for_longer_than_allowed(server, run):
    begun = time.monotonic()
    _, record = run(call(server, "/slow", httpRequestTimeout="00:00:01"))
    assert time.monotonic() - begun < 2.5
    assert "doesn't answer: timed out" in only(record).error["message"]
    _, record = run(call(server, "/slow") | {"policy": {"timeout": "0.00:00:01"}})
    assert only(record).error["errorCode"] == "Timeout"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"authentication": {"type": "MSI"}}, "there is no identity"),
        ({"datasets": [{"referenceName": "x", "type": "DatasetReference"}]}, "Passing on datasets"),
    ],
)
def test_what_does_not_run_here_is_said(more, words, server, run):
    _, record = run(call(server, "/json", **more))
    assert words in only(record).error["message"]
    assert server.asked == []


@pytest.mark.parametrize("policy", [{"secureInput": True}, {"secureOutput": True}])
@pytest.mark.parametrize("path", ["/a-secret", "/away?a-secret", None])
def test_the_error_of_a_secure_activity_keeps_its_details_back(
    server, run, policy, path, monkeypatch, tmp_path
):
    monkeypatch.setenv("PIKKU_HOME", str(tmp_path / "home"))
    asking = call(server, path or "/") | {"policy": policy}
    if path is None:
        asking["typeProperties"]["url"] = "http://example.org/a-secret"
    loop = activity(
        "loop", "ForEach", {"items": expression("@range(0, 1)"), "activities": [asking]}
    )
    outer = activity("outer", "ExecutePipeline", {
        "pipeline": {"referenceName": "child", "type": "PipelineReference"}, "waitOnCompletion": True,
    })  # fmt: skip
    seen = {"variableName": "v", "value": expression("@activity('outer').error.message")}
    note = activity("note", "SetVariable", seen, {"outer": "Failed"})
    ended, record = run(
        outer, note, others={"child": {"activities": [loop]}}, variables={"v": {"type": "String"}}
    )
    assert ended.status == "Succeeded"
    error = only(record).error
    assert error["errorCode"] == "2108"
    assert error["message"] == (
        "The activity 'call' failed with the error 2108. It is secure, so that its details are kept back."
    )
    assert error["message"] in record.activities(activityName="note")[0].output["value"]
    record.file = records.new_record("main").file
    record.save()
    shown = 0 if "secureInput" in policy else 1  # in the input, which isn't secure then
    assert record.file.read_text().count("a-secret") == shown
