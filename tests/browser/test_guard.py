"""Who may speak with the server: its address, its host, its origin, and nobody else."""

import pytest

from kvip_tui.browser.guard import Guard

GUARD = Guard(8123, "hemmelig")
HOST, ORIGIN = "127.0.0.1:8123", "http://127.0.0.1:8123"

ADMITTED = [
    ("/hemmelig/", [HOST], [], False),
    ("/hemmelig/", ["localhost:8123"], [], False),
    ("/hemmelig/", ["LOCALHOST:8123"], [], False),
    ("/hemmelig/static/js/textual.js", [HOST], [ORIGIN], False),
    ("/hemmelig/ws", [HOST], [ORIGIN], True),
    ("/hemmelig/ws", ["localhost:8123"], ["http://localhost:8123"], True),
]
REFUSED = [
    ("/", [HOST], [], False),
    ("", [HOST], [], False),
    ("/static/js/textual.js", [HOST], [], False),
    ("/hemmeli/", [HOST], [], False),
    ("/hemmeligere/", [HOST], [], False),
    ("/HEMMELIG/", [HOST], [], False),
    ("/hemmeligæ/", [HOST], [], False),
    ("//hemmelig/", [HOST], [], False),
    ("/hemmelig/", [], [], False),
    ("/hemmelig/", ["127.0.0.1"], [], False),
    ("/hemmelig/", ["127.0.0.1:8124"], [], False),
    ("/hemmelig/", ["evil.example:8123"], [], False),
    ("/hemmelig/", ["127.0.0.1.evil.example:8123"], [], False),
    ("/hemmelig/", [HOST, "evil.example"], [], False),
    ("/hemmelig/", [HOST], ["http://evil.example"], False),
    ("/hemmelig/", [HOST], ["null"], False),
    ("/hemmelig/", [HOST], ["https://127.0.0.1:8123"], False),
    ("/hemmelig/", [HOST], ["http://127.0.0.1:8124"], False),
    ("/hemmelig/ws", [HOST], [], True),
    ("/hemmelig/ws", [HOST], ["http://evil.example"], True),
    ("/hemmelig/ws", [HOST], [ORIGIN, "http://evil.example"], True),
    ("/hemmelig/ws", [HOST], [ORIGIN, ORIGIN], True),
    ("/galt/ws", [HOST], [ORIGIN], True),
]


@pytest.mark.parametrize(("path", "hosts", "origins", "socket"), ADMITTED)
def test_the_own_page_is_admitted(
    path: str, hosts: list[str], origins: list[str], socket: bool
) -> None:
    """Under either name of this machine, with the secret first in the path."""
    assert GUARD.admits(path, hosts, origins, socket=socket)


@pytest.mark.parametrize(("path", "hosts", "origins", "socket"), REFUSED)
def test_everybody_else_is_refused(
    path: str, hosts: list[str], origins: list[str], socket: bool
) -> None:
    """Another host, another origin, no origin on a socket, or not the whole secret."""
    assert not GUARD.admits(path, hosts, origins, socket=socket)


def test_each_run_has_a_secret_of_its_own() -> None:
    """It is long, fits into an address as it is, and never comes twice."""
    secrets = {Guard.new(1).secret for _again in range(50)}
    assert len(secrets) == 50
    assert all(
        len(one) >= 32 and one.replace("-", "").replace("_", "").isalnum() for one in secrets
    )


def test_answers_forbid_what_another_page_could_do_with_them() -> None:
    """No frame, no script from elsewhere, no connection but to this server, no address told."""
    headers = GUARD.headers()
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self';" in policy
    assert "connect-src 'self' ws://127.0.0.1:8123 ws://localhost:8123;" in policy
    assert headers["Referrer-Policy"] == "no-referrer"
