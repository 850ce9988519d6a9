import contextlib
import datetime
import ipaddress
import json
import logging
import socket
import ssl
import threading

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from algemeiner import recaptcha_standin
from algemeiner.recaptcha_standin import Answer, Token
from authors import captcha
from authors.captcha import Outcome, Verdict, judge, verify

PASSED = Verdict(Outcome.PASSED, 0.9)
VISITOR = "192.0.2.7"
GOOD = {
    "success": True,
    "challenge_ts": "2021-10-20T22:08:00Z",
    "hostname": "paper.example",
    "score": 0.9,
    "action": "contact",
}


def refused(*reasons, score=None):
    return Verdict(Outcome.REFUSED, score, reasons)


def unreachable(*reasons):
    return Verdict(Outcome.UNREACHABLE, None, reasons)


@pytest.fixture
def standin(settings):
    with recaptcha_standin.start() as running:
        settings.RECAPTCHA_VERIFY_URL = running.verify_url
        yield running


@pytest.fixture(autouse=True)
def captcha_settings(settings):
    settings.RECAPTCHA_PRIVATE_KEY = "our-secret"
    settings.RECAPTCHA_SCORE = 0.5
    settings.RECAPTCHA_TIMEOUT = 20
    settings.SITE_URL = "https://paper.example"
    settings.ALLOWED_HOSTS = ["www.paper.example"]


def token(action="contact", hostname="paper.example", **claims):
    return str(Token(action=action, hostname=hostname, **claims))


class TestJudge:
    @pytest.mark.parametrize(
        ("change", "verdict"),
        [
            ({}, PASSED),
            ({"score": 1}, Verdict(Outcome.PASSED, 1)),
            ({"score": 0.5}, Verdict(Outcome.PASSED, 0.5)),
            ({"score": 0.49}, Verdict(Outcome.LOW_SCORE, 0.49)),
            ({"score": 0}, Verdict(Outcome.LOW_SCORE, 0)),
            ({"hostname": "PAPER.example"}, PASSED),
            ({"hostname": "desk.paper.example"}, refused("wrong-hostname", score=0.9)),
            ({"hostname": "a.blog.example"}, PASSED),
            ({"hostname": "paper.example.evil.example"}, refused("wrong-hostname", score=0.9)),
            ({"hostname": ""}, refused("wrong-hostname", score=0.9)),
            ({"action": "join"}, refused("wrong-action", score=0.9)),
            ({"action": "join", "score": 0.1}, refused("wrong-action", score=0.1)),
            ({"score": -0.1}, unreachable("broken-answer")),
            ({"score": 1.1}, unreachable("broken-answer")),
            ({"score": float("nan")}, unreachable("broken-answer")),
            ({"score": "0.9"}, unreachable("broken-answer")),
            ({"score": None}, unreachable("broken-answer")),
            ({"hostname": None}, unreachable("broken-answer")),
            ({"action": 1}, unreachable("broken-answer")),
            ({"success": "true"}, unreachable("broken-answer")),
            ({"success": 1}, unreachable("broken-answer")),
        ],
    )
    def test_a_success(self, change, verdict):
        hosts = ["paper.example", ".blog.example"]
        assert judge(GOOD | change, action="contact", hosts=hosts, threshold=0.5) == verdict

    @pytest.mark.parametrize("missing", ["success", "hostname", "action", "score"])
    def test_a_key_is_missing(self, missing):
        answer = {key: value for key, value in GOOD.items() if key != missing}
        verdict = judge(answer, action="contact", hosts=["paper.example"], threshold=0.5)
        assert verdict == unreachable("broken-answer")

    @pytest.mark.parametrize(
        ("codes", "verdict"),
        [
            (["timeout-or-duplicate"], refused("timeout-or-duplicate")),
            (["invalid-input-response"], refused("invalid-input-response")),
            ([], refused()),
            (None, refused()),
            ("timeout-or-duplicate", refused()),
            ([{}], refused("{}")),
            (["invalid-input-secret"], unreachable("invalid-input-secret")),
            (["missing-input-secret"], unreachable("missing-input-secret")),
            (["a", "bad-request"], unreachable("a", "bad-request")),
        ],
    )
    def test_a_failure(self, codes, verdict):
        answer = {"success": False, "error-codes": codes}
        assert judge(answer, action="contact", hosts=[], threshold=0.5) == verdict

    @pytest.mark.parametrize("answer", [None, [], "yes", 1, {}])
    def test_not_an_answer(self, answer):
        verdict = judge(answer, action="contact", hosts=[], threshold=0.5)
        assert verdict == unreachable("broken-answer")


class TestVerify:
    @pytest.mark.parametrize(
        ("answer", "verdict"),
        [
            (Answer.SUCCESS, PASSED),
            (Answer.LOW_SCORE, Verdict(Outcome.LOW_SCORE, 0.1)),
            (Answer.WRONG_ACTION, refused("wrong-action", score=0.9)),
            (Answer.WRONG_HOSTNAME, refused("wrong-hostname", score=0.9)),
            (Answer.DUPLICATE, refused("timeout-or-duplicate")),
            (Answer.WRONG_SECRET, unreachable("invalid-input-secret")),
            (Answer.GARBAGE, unreachable("broken-answer")),
            (Answer.SERVER_ERROR, unreachable("http-500")),
            (Answer.HANG_UP, unreachable("no-connection")),
        ],
    )
    def test_every_answer(self, standin, answer, verdict):
        standin.answer = answer
        assert verify(token(), action="contact", address=VISITOR) == verdict

    # A trickle ends in a good answer, so only a limit on the whole time makes it unreachable.
    @pytest.mark.parametrize("answer", [Answer.SILENCE, Answer.TRICKLE])
    def test_no_answer_in_time(self, standin, settings, answer):
        settings.RECAPTCHA_TIMEOUT = 0.3
        standin.answer = answer
        assert verify(token(), action="contact", address=VISITOR) == unreachable("timeout")

    def test_a_token_passes_once(self, standin):
        one = token()
        verdicts = [verify(one, action="contact", address=VISITOR) for _ in range(2)]
        assert verdicts == [PASSED, refused("timeout-or-duplicate")]

    def test_nobody_listens(self, standin):
        standin.stop()
        verdict = verify(token(), action="contact", address=VISITOR)
        assert verdict == unreachable("no-connection")

    @pytest.mark.parametrize(
        ("address", "remoteip"), [(VISITOR, {"remoteip": VISITOR}), (None, {}), ("", {})]
    )
    def test_what_the_verifier_is_told(self, standin, address, remoteip):
        one = token()
        verify(one, action="contact", address=address)
        assert standin.requests == [{"secret": "our-secret", "response": one} | remoteip]

    @pytest.mark.parametrize(
        ("no_token", "reason"),
        [
            ("", "missing-input-response"),
            ("x" * 8193, "invalid-input-response"),
            ("токен", "invalid-input-response"),
            ("\ud800", "invalid-input-response"),
        ],
    )
    def test_what_cannot_be_a_token_is_not_asked_about(self, standin, no_token, reason):
        verdict = verify(no_token, action="contact", address=VISITOR)
        assert (verdict, standin.requests) == (refused(reason), [])

    @pytest.mark.parametrize(
        ("hostname", "passes"),
        [("paper.example", True), ("www.paper.example", True), ("elsewhere.example", False)],
    )
    @pytest.mark.parametrize("extra", [[], ["*"]])
    def test_only_our_own_names_whatever_allowed_hosts_lets_in(
        self, standin, settings, hostname, passes, extra
    ):
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, *extra]
        verdict = verify(token(hostname=hostname), action="contact", address=VISITOR)
        assert verdict.passed is passes

    @pytest.mark.parametrize(
        "url", ["", "nowhere", "http://", "http://[", "http://127.0.0.1:99999/", "https:///x"]
    )
    def test_an_address_that_is_none(self, settings, url):
        settings.RECAPTCHA_VERIFY_URL = url
        settings.RECAPTCHA_TIMEOUT = 2
        verdict = verify(token(), action="contact", address=VISITOR)
        assert verdict.outcome is Outcome.UNREACHABLE


def http(body, status="200 OK", headers=""):
    return f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body


GOOD_JSON = json.dumps(GOOD).encode()
CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(GOOD_JSON), GOOD_JSON)


@contextlib.contextmanager
def server_that_says(content, tls=None):
    """Say these bytes to the first who asks, whatever was asked; yields the server's host:port."""

    def serve():
        connection, _ = listener.accept()
        with connection, contextlib.suppress(OSError):
            stream = tls.wrap_socket(connection, server_side=True) if tls else connection
            with stream:
                stream.recv(65536)
                stream.sendall(content)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{listener.getsockname()[1]}"
        thread.join()


class TestOddServers:
    @pytest.mark.parametrize(
        ("content", "verdict"),
        [
            (http(GOOD_JSON), PASSED),
            (http(CHUNKED, headers="Transfer-Encoding: chunked\r\n"), PASSED),
            (http(GOOD_JSON, headers="Content-Length: 9999\r\n"), unreachable("broken-answer")),
            (http(b"", "302 Found", "Location: /again\r\n"), unreachable("http-302")),
            (http(b"", "204 No Content"), unreachable("http-204")),
            (http(GOOD_JSON + b" " * 20_000), unreachable("broken-answer")),
            (http(b"[" * 10_000), unreachable("broken-answer")),
            (http(b"9" * 10_000), unreachable("broken-answer")),
            (http(b"\xff\xfe"), unreachable("broken-answer")),
            (http(b"null"), unreachable("broken-answer")),
            (b"220 mail.example ESMTP\r\n", unreachable("broken-answer")),
            (b"", unreachable("no-connection")),
        ],
        ids=range(12),
    )
    def test_what_they_send(self, settings, content, verdict):
        with server_that_says(content) as address:
            settings.RECAPTCHA_VERIFY_URL = f"http://{address}/siteverify"
            assert verify(token(), action="contact", address=VISITOR) == verdict

    def test_plain_http_where_tls_is_expected(self, settings):
        with server_that_says(http(GOOD_JSON)) as address:
            settings.RECAPTCHA_VERIFY_URL = f"https://{address}/siteverify"
            verdict = verify(token(), action="contact", address=VISITOR)
        assert verdict == unreachable("tls-failure")

    @pytest.mark.parametrize(
        ("trusted", "verdict"), [(True, PASSED), (False, unreachable("tls-failure"))]
    )
    def test_only_a_certificate_that_is_trusted(
        self, settings, monkeypatch, tmp_path, fresh_tls, trusted, verdict
    ):
        certificate = self_signed_certificate(tmp_path)
        tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        tls.load_cert_chain(certificate)
        if trusted:
            monkeypatch.setenv("SSL_CERT_FILE", str(certificate))

        with server_that_says(http(GOOD_JSON), tls) as address:
            settings.RECAPTCHA_VERIFY_URL = f"https://{address}/siteverify"
            assert verify(token(), action="contact", address=VISITOR) == verdict


@pytest.fixture
def fresh_tls():
    captcha._tls.cache_clear()
    yield
    captcha._tls.cache_clear()


def self_signed_certificate(directory):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "verifier")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]),
            critical=False,
        )
        .sign(key, hashes.SHA256())
    )
    path = directory / "verifier.pem"
    path.write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return path


class TestNames:
    def test_a_silent_resolver(self, settings, monkeypatch):
        settings.RECAPTCHA_TIMEOUT = 0.2
        settings.RECAPTCHA_VERIFY_URL = "http://verifier.example/"
        over = threading.Event()
        monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: over.wait())

        verdict = verify(token(), action="contact", address=VISITOR)

        over.set()
        assert verdict == unreachable("timeout")

    def test_a_name_that_does_not_exist(self, settings, monkeypatch):
        settings.RECAPTCHA_VERIFY_URL = "http://verifier.example/"

        def unknown(*args, **kwargs):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

        monkeypatch.setattr(socket, "getaddrinfo", unknown)
        verdict = verify(token(), action="contact", address=VISITOR)
        assert verdict == unreachable("no-connection")

    def test_the_second_address_is_tried_where_the_first_is_dead(self, standin, monkeypatch):
        dial = socket.create_connection
        look_up = socket.getaddrinfo

        def two_addresses(host, *args, **kwargs):
            found = look_up(host, *args, **kwargs)
            return [(*found[0][:4], ("192.0.2.1", 1)), *found]

        def dial_the_living(address, **kwargs):
            if address[0] == "192.0.2.1":
                raise OSError("no route to host")
            monkeypatch.setattr(socket, "getaddrinfo", look_up)
            return dial(address, **kwargs)

        monkeypatch.setattr(socket, "getaddrinfo", two_addresses)
        monkeypatch.setattr(socket, "create_connection", dial_the_living)
        assert verify(token(), action="contact", address=VISITOR) == PASSED


class TestLog:
    @pytest.mark.parametrize(
        ("answer", "lines"),
        [
            (Answer.SUCCESS, []),
            (
                Answer.LOW_SCORE,
                [(logging.INFO, "reCAPTCHA for contact: low_score, score 0.1, ()")],
            ),
            (
                Answer.DUPLICATE,
                [
                    (
                        logging.INFO,
                        "reCAPTCHA for contact: refused, score None, ('timeout-or-duplicate',)",
                    )
                ],
            ),
            (
                Answer.SERVER_ERROR,
                [
                    (
                        logging.WARNING,
                        "reCAPTCHA for contact: unreachable, score None, ('http-500',)",
                    )
                ],
            ),
            (
                Answer.WRONG_SECRET,
                [
                    (
                        logging.ERROR,
                        "reCAPTCHA for contact: unreachable, score None, ('invalid-input-secret',)",
                    )
                ],
            ),
        ],
    )
    def test_one_line_without_anything_of_the_visitor(self, standin, caplog, answer, lines):
        caplog.set_level(logging.INFO, "authors.captcha")
        standin.answer = answer

        verify(token(), action="contact", address=VISITOR)

        assert [(record.levelno, record.getMessage()) for record in caplog.records] == lines
