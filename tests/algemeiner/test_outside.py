"""What a link check may reach, and what it makes of answers, from sites on this machine."""

import datetime
import socket
import ssl
import time
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from algemeiner import outside
from algemeiner.outside import Answer, ask

PRIVATE = Answer(None, "it leads into a private network")


class Site(BaseHTTPRequestHandler):
    """A site that does at each address what its name says."""

    protocol_version = "HTTP/1.1"

    def do_HEAD(self):
        self.server.asked.append((self.command, self.path, self.headers["Host"]))
        getattr(self, f"at_{self.path.strip('/').split('?')[0].split('/')[0]}", self.at_ok)()

    do_GET = do_HEAD  # noqa: N815

    def do_POST(self):
        length = int(self.headers["Content-Length"])
        self.server.asked.append((self.headers["Content-Type"], self.rfile.read(length)))
        self.do_HEAD()

    def log_message(self, *args):
        pass

    def answer(self, status, **headers):
        self.send_response(status)
        for name, value in ({"Content_Length": "0"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def at_ok(self):
        self.answer(200)

    def at_status(self):
        self.answer(int(self.path.rpartition("/")[2]))

    def at_picky(self):
        self.answer(405 if self.command == "HEAD" else 200)

    def at_broken(self):
        if self.command == "HEAD":
            self.close_connection = True
        else:
            self.answer(200)

    def at_moved(self):
        self.answer(301, Location="/ok/")

    def at_loop(self):
        self.answer(302, Location="/loop/")

    def at_away(self):
        self.answer(302, Location=self.server.leads_to)

    def at_slow(self):
        time.sleep(2)

    def at_trickle(self):
        """A byte at a time, so that no single wait is long."""
        with suppress(OSError):
            for _ in range(100):
                self.wfile.write(b"H")
                time.sleep(0.05)

    def at_huge(self):
        self.send_response(200)
        self.end_headers()
        if self.command == "GET":
            with suppress(OSError):
                while True:
                    self.wfile.write(b"x" * 100_000)

    def at_wordy(self):
        self.send_response(200)
        for n in range(200):
            self.send_header(f"X-{n}", "x")
        self.end_headers()


@contextmanager
def serving(context=None):
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        server.daemon_threads, server.asked = True, []
        server.block_on_close = False
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def site(settings):
    settings.LINK_CHECKS_REACH_LOOPBACK = True
    with serving() as server:
        server.url = f"http://127.0.0.1:{server.server_port}"
        yield server


@pytest.fixture
def names(monkeypatch):
    """A telephone book of the test's own: host -> IP addresses."""
    book = {}

    def getaddrinfo(host, port, *args, **kwargs):
        if host == "127.0.0.1":
            return real(host, port, *args, **kwargs)
        if host not in book:
            raise socket.gaierror(socket.EAI_NONAME, "unknown")
        return [(socket.AF_UNSPEC, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in book[host]]

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return book


@pytest.fixture
def no_connection(monkeypatch):
    def refuse(address, *args, **kwargs):
        raise AssertionError(f"connected to {address}")

    monkeypatch.setattr(socket, "create_connection", refuse)


# What answers


@pytest.mark.parametrize(
    ("path", "answer"),
    [
        ("/ok/", Answer(200)),
        ("/status/204", Answer(204)),
        ("/status/403", Answer(403)),
        ("/status/404", Answer(404, "it answers with an error (404)")),
        ("/status/410", Answer(410, "it answers with an error (410)")),
        ("/status/500", Answer(500, "it answers with an error (500)")),
        ("/status/304", Answer(304)),
        ("/picky/", Answer(200)),
        ("/broken/", Answer(200)),
        ("/moved/", Answer(200)),
        ("/huge/", Answer(200)),
        ("/loop/", Answer(None, "it leads from one address to the next without end")),
        ("/wordy/", Answer(None, "nothing answers")),
        ("/גשם?of=יום שלישי", Answer(200)),
    ],
)
def test_what_an_answer_says(site, path, answer):
    assert ask(site.url + path) == answer


def test_what_is_asked_names_the_host_and_stays_ascii(site):
    ask(f"{site.url}/ok%20a b/é?q=é&r=%C3%A9#part")
    host = f"127.0.0.1:{site.server_port}"
    assert site.asked == [("HEAD", "/ok%20a%20b/%C3%A9?q=%C3%A9&r=%C3%A9", host)]


def test_a_loop_is_left_after_five_steps(site):
    ask(f"{site.url}/loop/")
    assert len(site.asked) == 6


@pytest.mark.parametrize("path", ["/slow/", "/trickle/"])
def test_what_takes_too_long_is_cut_off(site, path, monkeypatch):
    monkeypatch.setattr(outside, "DEADLINE", 0.3)
    start = time.monotonic()
    answer = ask(site.url + path)
    assert answer.status is None
    assert answer.problem in ("it takes too long to answer", "nothing answers")
    assert time.monotonic() - start < 1.5


def test_where_nobody_listens(settings):
    settings.LINK_CHECKS_REACH_LOOPBACK = True
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    assert ask(f"http://127.0.0.1:{port}/") == Answer(None, "nothing answers")


def test_the_next_address_of_a_name_is_tried(site, names):
    names["example.org"] = ["::1", "127.0.0.1"]
    assert ask(f"http://example.org:{site.server_port}/") == Answer(200)
    assert site.asked[0][2] == f"example.org:{site.server_port}"


# What is no address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nothing",
        "//example.org/",
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:25/_HELO",
        "http:///path",
        "https://[::1",
        "http://example.org:99999/",
        f"http://{'a' * 70}.example/",
        "http://a..b/",
    ],
)
def test_what_is_no_address_is_not_asked(address, no_connection, names):
    assert ask(address) == Answer(None, "it is no address of a web page")


def test_an_unknown_name(names, no_connection):
    assert ask("https://example.org/") == Answer(None, "there is no site of that name")


# What must not be reached


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.0.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:10.0.0.1",
        "::ffff:8.8.8.8",
        "::8.8.8.8",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "2002:7f00:1::",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2",
        "2001:db8::1",
        "fc00::1",
        "fd00:ec2::254",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ],
)
def test_no_address_inside_a_network_is_reached(ip, names, no_connection):
    assert outside.is_public(ip) is False
    names["example.org"] = [ip]
    assert ask("http://example.org/") == PRIVATE


@pytest.mark.parametrize(
    "ip", ["8.8.8.8", "93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"]
)
def test_what_everybody_reaches_is_public(ip):
    assert outside.is_public(ip) is True


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "2130706433", "0x7f000001", "017700000001", "127.1", "[::1]", "localhost"]
)
def test_no_way_of_writing_this_machine_leads_to_it(host, no_connection):
    assert ask(f"http://{host}/") in (PRIVATE, Answer(None, "there is no site of that name"))


def test_a_name_with_one_address_inside_is_refused_whole(names, no_connection):
    names["example.org"] = ["8.8.8.8", "10.0.0.1"]
    assert ask("http://example.org/") == PRIVATE


def test_a_name_is_resolved_once_and_connected_to_as_it_was_judged(monkeypatch):
    """A name server that gives a public address first and a private one after."""
    answers = iter(["8.8.8.8", "127.0.0.1", "127.0.0.1"])
    connected = []

    def getaddrinfo(host, port, **kwargs):
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def create_connection(address, timeout):
        connected.append(address)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    monkeypatch.setattr(socket, "create_connection", create_connection)
    assert ask("https://rebinding.example/") == Answer(None, "nothing answers")
    assert set(connected) == {("8.8.8.8", 443)}


@pytest.mark.parametrize(
    "leads_to",
    [
        "http://10.0.0.1/",
        "//169.254.169.254/latest/meta-data/",
        "http://[::ffff:127.0.0.1]/",
        "http://inside.example/",
    ],
)
def test_a_redirect_is_judged_like_the_first_address(site, names, leads_to):
    names |= {
        "inside.example": ["10.0.0.1"],
        "10.0.0.1": ["10.0.0.1"],
        "169.254.169.254": ["169.254.169.254"],
        "::ffff:127.0.0.1": ["::ffff:7f00:1"],
    }
    site.leads_to = leads_to
    assert ask(f"{site.url}/away/") == PRIVATE


@pytest.mark.parametrize("leads_to", ["file:///etc/passwd", "ftp://example.org/", "http://["])
def test_a_redirect_leaves_the_web_no_more_than_an_address_may(site, leads_to):
    site.leads_to = leads_to
    assert ask(f"{site.url}/away/") == Answer(None, "it is no address of a web page")


@pytest.mark.parametrize("port", [22, 25, 5432, 8080])
def test_only_the_ports_of_the_web_are_knocked_at(names, no_connection, port):
    names["example.org"] = ["8.8.8.8"]
    said = "it names a port that web pages are not served from"
    assert ask(f"http://example.org:{port}/") == Answer(None, said)


# Certificates


@pytest.fixture
def certificate(tmp_path):
    """A certificate for paper.example that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "paper.example")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("paper.example")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path / "certificate.pem"
    path.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        + made.public_bytes(serialization.Encoding.PEM)
    )
    return path


@pytest.mark.parametrize(
    ("host", "trusted", "answer"),
    [
        ("paper.example", True, Answer(200)),
        ("paper.example", False, Answer(None, "its certificate is not valid")),
        ("other.example", True, Answer(None, "its certificate is not valid")),
    ],
)
def test_a_certificate_is_held_against_the_name(
    settings, names, certificate, monkeypatch, host, trusted, answer
):
    settings.LINK_CHECKS_REACH_LOOPBACK = True
    names[host] = ["127.0.0.1"]
    ours = ssl.create_default_context(cafile=certificate if trusted else None)
    monkeypatch.setattr(ssl, "create_default_context", lambda: ours)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with serving(context) as server:
        assert ask(f"https://{host}:{server.server_port}/ok/") == answer


def test_what_is_told_arrives_and_the_answer_is_had(site):
    for status in (202, 301, 422, 503):
        assert (
            outside.post(f"{site.url}/status/{status}", b'{"a": 1}', "application/json") == status
        )
    assert site.asked[:2] == [
        ("application/json", b'{"a": 1}'),
        ("POST", "/status/202", f"127.0.0.1:{site.server_port}"),
    ]
    assert len(site.asked) == 8  # nobody followed the redirect


def test_nothing_is_told_to_who_is_inside(settings, no_connection):
    settings.LINK_CHECKS_REACH_LOOPBACK = False
    with pytest.raises(outside.Unreachable):
        outside.post("http://127.0.0.1/", b"", "text/plain")
