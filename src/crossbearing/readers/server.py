"""One question to one server: no redirect is followed, no proxy used, nothing is larger or slower than its limit."""

from __future__ import annotations

import http.client
import io
import os
import socket
import ssl
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, Any
from urllib.parse import urlsplit

from crossbearing.errors import CrossbearingError, InputError

# Time for a whole answer. GUESS: a small model on a slow machine writes 1,000 tokens in a minute or two.
DEADLINE_S = 180.0
# Bytes of an answer, its head included. A full answer for our longest report is below 200 kB.
LARGEST_ANSWER = 4_000_000
LOOPBACK = ("localhost", "127.0.0.1", "::1")
PORTS = {"http": 80, "https": 443}
OK = 200
TOO_SLOW = "the server is too slow"


class NoAnswer(CrossbearingError):
    """A server gave no usable answer; the message says why, in words of ours and none of the server's."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server listens; the key is never printed, stored or logged."""

    scheme: str
    host: str
    port: int
    path: str
    key: str = field(default="", repr=False)

    @property
    def url(self) -> str:
        """The address as it is stored beside a proposal: no user, no key, no query."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}{self.path}"

    @property
    def is_here(self) -> bool:
        """Whether it is this very machine, so that no report leaves it."""
        return self.host in LOOPBACK


def server_at(url: str, key_variable: str = "") -> Server:
    """Return the server at an address such as `http://localhost:8000/v1`; its key is in an environment variable.

    Raises `InputError` for an address that is none, for a key in the address, for a variable that is not set, and for
    a key that would travel in clear to another machine.
    """
    parts = urlsplit(url)
    try:
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise InputError(url, "the port is no number", "http://localhost:8000/v1") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise InputError(url.partition("@")[2] or url, "this is no address", "http://localhost:8000/v1")
    if parts.username or parts.password or parts.query or parts.fragment:
        hint = "leave it out; name the environment variable that holds a key with --key-variable"
        raise InputError(parts.hostname, "an address with a user, a query or a key in it is not taken", hint)
    key = os.environ.get(key_variable, "") if key_variable else ""
    if key_variable and not key:
        raise InputError(key_variable, "this environment variable is not set", "set it, or leave --key-variable out")
    if any(not " " < char <= "~" for char in key):
        raise InputError(key_variable, "the key holds blanks or other marks no key has", "set it anew")
    server = Server(parts.scheme, parts.hostname, port, parts.path.rstrip("/"), key)
    if key and server.scheme == "http" and not server.is_here:
        raise InputError(server.url, "a key would be sent in clear", "use https, or a server on this machine")
    return server


def post(server: Server, path: str, body: bytes, deadline_s: float = DEADLINE_S) -> bytes:
    """Return the body of the answer to one POST of JSON; raises `NoAnswer` for anything but a whole answer `200`.

    The deadline holds for everything together, however slowly the bytes come.
    """
    connection = _connection(server, deadline_s)
    opened: list[socket.socket] = []
    ran_out = threading.Event()
    watch = threading.Timer(deadline_s, _cut, (opened, ran_out))
    watch.daemon = True
    watch.start()
    try:
        answer = _asked(connection, server, path, body, opened)
    except (TimeoutError, http.client.HTTPException, OSError, ValueError) as error:
        raise NoAnswer(_why(error, ran_out.is_set())) from error
    finally:
        watch.cancel()
        connection.close()
    if ran_out.is_set():  # what was cut looks like a short answer
        raise NoAnswer(TOO_SLOW)
    return answer


def _connection(server: Server, deadline_s: float) -> http.client.HTTPConnection:
    if server.scheme == "https":
        made: http.client.HTTPConnection = http.client.HTTPSConnection(
            server.host, server.port, timeout=deadline_s, context=ssl.create_default_context()
        )
    else:
        made = http.client.HTTPConnection(server.host, server.port, timeout=deadline_s)
    made.response_class = _LimitedResponse
    return made


def _asked(
    connection: http.client.HTTPConnection, server: Server, path: str, body: bytes, opened: list[socket.socket]
) -> bytes:
    headers = {"Content-Type": "application/json", "Accept": "application/json", "Accept-Encoding": "identity"}
    if server.key:
        headers["Authorization"] = f"Bearer {server.key}"
    connection.connect()
    # An answer that says "close" takes the socket away from its connection, and must be cut all the same.
    opened.append(connection.sock)
    connection.request("POST", server.path + path, body, headers)
    answer = connection.getresponse()
    if answer.status != OK:
        kind = "redirects, which is not followed" if 300 <= answer.status < 400 else f"answers {answer.status}"
        raise NoAnswer(f"the server {kind}")
    return answer.read()


def _cut(opened: list[socket.socket], ran_out: threading.Event) -> None:
    """End a connection whose time has run out, in the middle of whatever it is doing."""
    ran_out.set()
    for one in opened:
        with suppress(OSError):  # the other side was quicker
            one.shutdown(socket.SHUT_RDWR)


def _why(error: Exception, ran_out: bool) -> str:
    if ran_out or isinstance(error, TimeoutError):
        return TOO_SLOW
    if isinstance(error, _TooLarge):
        return "the answer is too large"
    if isinstance(error, ssl.SSLError):
        return "the server's certificate does not hold"
    return "the answer is cut or garbled" if not isinstance(error, OSError) else "the server cannot be reached"


class _TooLarge(http.client.HTTPException):
    """More bytes than an answer may have."""


class _LimitedResponse(http.client.HTTPResponse):
    """An answer that is read up to `LARGEST_ANSWER` bytes, head, chunks and all."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.fp: Any = _Limited(self.fp)


class _Limited(io.BufferedIOBase):
    """What comes from a socket, counted; a length that a server makes up cannot fill the memory."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source, self._left = source, LARGEST_ANSWER

    def read(self, size: int | None = -1, /) -> bytes:
        """Read as `size` says, at most what is left of the limit."""
        wanted = self._left + 1 if size is None or size < 0 else min(size, self._left + 1)
        return self._counted(self._source.read(wanted))

    def read1(self, size: int = -1, /) -> bytes:
        """Read what is there."""
        return self.read(size)

    def readinto(self, buffer: Any, /) -> int:
        """Read into a buffer."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def readline(self, size: int | None = -1, /) -> bytes:
        """Read a line of the head or of a chunk."""
        return self._counted(self._source.readline(self._left + 1 if size is None or size < 0 else size))

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def close(self) -> None:
        """Let go of the socket."""
        self._source.close()
        super().close()

    def _counted(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise _TooLarge
        return data
