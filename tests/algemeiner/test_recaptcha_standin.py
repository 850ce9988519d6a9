import json
import os
import signal
import subprocess
import sys
import time
from http import HTTPStatus
from http.client import RemoteDisconnected
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

from algemeiner import recaptcha_standin
from algemeiner.recaptcha_standin import Answer, Token

TOKEN = Token(action="contact", hostname="paper.example", issued=1_600_000_000, nonce="once")
FRESH = {"secret": "s3cret", "remoteip": "192.0.2.7"}


@pytest.fixture
def standin():
    with recaptcha_standin.start() as running:
        yield running


def ask(standin, **fields):
    with urlopen(standin.verify_url, urlencode(fields).encode(), timeout=20) as response:
        return json.load(response)


def test_a_fresh_token_passes_with_what_it_says_of_itself(standin):
    token = Token(action="contact", hostname="paper.example")

    answer = ask(standin, response=str(token), **FRESH)

    issued = answer.pop("challenge_ts")
    assert answer == {
        "success": True,
        "hostname": "paper.example",
        "score": 0.9,
        "action": "contact",
    }
    assert issued == time.strftime("%Y-%m-%dT%H:%M:%S+00:00", time.gmtime(token.issued))
    assert standin.requests == [{"response": str(token), **FRESH}]


def test_a_token_passes_once(standin):
    token = str(Token(action="contact"))

    answers = [ask(standin, response=token, **FRESH) for _ in range(2)]

    assert [answer["success"] for answer in answers] == [True, False]
    assert answers[1] == {"success": False, "error-codes": ["timeout-or-duplicate"]}


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"response": str(Token(action="join"))}, "missing-input-secret"),
        (FRESH, "missing-input-response"),
        (FRESH | {"response": "typed by hand"}, "invalid-input-response"),
        (FRESH | {"response": "stand-in.!"}, "invalid-input-response"),
        (FRESH | {"response": "stand-in.e30="}, "invalid-input-response"),
        (FRESH | {"response": str(TOKEN)}, "timeout-or-duplicate"),
    ],
)
def test_google_s_error_codes(standin, fields, code):
    assert ask(standin, **fields) == {"success": False, "error-codes": [code]}


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        (Answer.SUCCESS, {}),
        (Answer.LOW_SCORE, {"score": 0.1}),
        (Answer.WRONG_ACTION, {"action": "something_else"}),
        (Answer.WRONG_HOSTNAME, {"hostname": "elsewhere.example"}),
    ],
)
def test_told_what_to_say_of_a_good_token(standin, answer, expected):
    standin.answer = answer
    good = {"success": True, "hostname": "localhost", "score": 0.9, "action": "join"}

    said = ask(standin, response=str(Token(action="join")), **FRESH)

    del said["challenge_ts"]
    assert said == good | expected


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (Answer.DUPLICATE, "timeout-or-duplicate"),
        (Answer.WRONG_SECRET, "invalid-input-secret"),
    ],
)
def test_told_to_refuse(standin, answer, code):
    standin.answer = answer

    said = ask(standin, response=str(Token(action="join")), **FRESH)

    assert said == {"success": False, "error-codes": [code]}


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (Answer.GARBAGE, json.JSONDecodeError),
        (Answer.SERVER_ERROR, HTTPError),
        (Answer.HANG_UP, RemoteDisconnected),
    ],
)
def test_told_to_fail(standin, answer, failure):
    standin.answer = answer

    with pytest.raises(failure) as raised:
        ask(standin, response=str(Token(action="join")), **FRESH)

    if isinstance(raised.value, HTTPError):
        raised.value.close()
        assert raised.value.code == HTTPStatus.INTERNAL_SERVER_ERROR


def test_silence_ends_when_the_service_stops(standin):
    standin.answer = Answer.SILENCE
    body = urlencode({"response": str(Token(action="join")), **FRESH}).encode()

    with pytest.raises(TimeoutError):
        urlopen(standin.verify_url, body, timeout=0.2)

    standin.stop()  # returns, though a request still waits


def test_a_trickle_is_a_good_answer_slowly(standin, monkeypatch):
    monkeypatch.setattr(recaptcha_standin, "TRICKLE_BYTES", 3)
    standin.answer = Answer.TRICKLE

    said = ask(standin, response=str(Token(action="join")), **FRESH)

    assert (said["success"], said["action"]) == (True, "join")


def test_the_script_is_served_and_nothing_else(standin):
    with urlopen(f"{standin.script_url}?render=key") as response:
        assert response.headers["Content-Type"] == "text/javascript; charset=utf-8"
        assert "window.grecaptcha" in response.read().decode()

    with pytest.raises(HTTPError) as raised:
        urlopen(f"{standin.origin}/etc/passwd")
    raised.value.close()
    assert raised.value.code == HTTPStatus.NOT_FOUND


def test_listens_on_loopback_only(standin):
    assert standin.origin.startswith("http://127.0.0.1:")


def test_tokens_survive_being_written_and_read():
    assert Token.read(str(TOKEN)) == TOKEN


def run_in_foreground(*arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "algemeiner.recaptcha_standin", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


@pytest.mark.parametrize("stop_signal", [signal.SIGINT, signal.SIGTERM])
def test_serves_in_the_foreground_until_told_to_stop(stop_signal):
    with run_in_foreground("--port", "0", "--answer", "low-score") as process:
        verify_url = process.stdout.readline().split()[-1]
        fields = {"response": str(Token(action="join")), **FRESH}
        with urlopen(verify_url, urlencode(fields).encode(), timeout=20) as response:
            score = json.load(response)["score"]
        process.send_signal(stop_signal)
        rest = process.communicate(timeout=20)

    assert (score, process.returncode, rest) == (0.1, 0, ("", ""))


def test_a_taken_port_is_one_clear_line(standin):
    port = standin.origin.rpartition(":")[2]

    with run_in_foreground("--port", port) as process:
        output = process.communicate(timeout=20)

    said = f"The reCAPTCHA stand-in cannot use port {port}: Address already in use\n"
    assert (process.returncode, output) == (1, ("", said))
