"""Who may speak with the server: the rules, without a server (DESIGN 12).

A page of anybody's that is open in the browser can send requests to this machine. It cannot know
the secret in the address, nor say that it is another page than it is.
"""

import hmac
import secrets
from collections.abc import Mapping, Sequence
from typing import Final, Self

from msgspec import Struct

HOSTS: Final = ("127.0.0.1", "localhost")
SECRET_BYTES: Final = 24
# What every answer says: no other page may frame it, read it or learn its address.
HEADERS: Final[Mapping[str, str]] = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
        "font-src 'self'; img-src 'self' data:; connect-src 'self' {sockets}; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard(Struct, frozen=True):
    """What a request to the server at *port* must show: its host, its origin and the secret."""

    port: int
    secret: str

    @classmethod
    def new(cls, port: int) -> Self:
        """Return a guard with a secret that has never been used."""
        return cls(port, secrets.token_urlsafe(SECRET_BYTES))

    @property
    def hosts(self) -> tuple[str, ...]:
        """What the Host of a request may be."""
        return tuple(f"{host}:{self.port}" for host in HOSTS)

    @property
    def origins(self) -> tuple[str, ...]:
        """What the Origin of a request may be."""
        return tuple(f"http://{host}" for host in self.hosts)

    @property
    def address(self) -> str:
        """The address to open, with the secret in it."""
        return f"{self.origins[0]}/{self.secret}/"

    def admits(
        self, path: str, hosts: Sequence[str], origins: Sequence[str], *, socket: bool
    ) -> bool:
        """Return whether a request may be answered.

        Args:
            path: Its path, which begins with the secret.
            hosts: Its Host headers.
            origins: Its Origin headers; browsers send one with every web socket.
            socket: Whether it asks for the web socket.
        """
        given = path.removeprefix("/").partition("/")[0]
        known = hmac.compare_digest(given.encode(), self.secret.encode())
        here = len(hosts) == 1 and hosts[0].lower() in self.hosts
        own = all(origin.lower() in self.origins for origin in origins)
        return known and here and own and len(origins) <= 1 and (bool(origins) or not socket)

    def headers(self) -> dict[str, str]:
        """Return what every answer says."""
        sockets = " ".join(f"ws://{host}" for host in self.hosts)
        return {name: text.format(sockets=sockets) for name, text in HEADERS.items()}
