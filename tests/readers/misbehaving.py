"""A server of ours on loopback that answers as told: well, wrongly, slowly, hugely, or not at all."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Way = Callable[[BaseHTTPRequestHandler, bytes], None]


class Asked:
    """The server's address and what it was asked."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.bodies: list[dict] = []
        self.heads: list[dict[str, str]] = []
        self.paths: list[str] = []


@contextmanager
def serving(way: Way) -> Iterator[Asked]:
    """Serve on a free port of loopback until the block ends."""
    over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            asked.bodies.append(json.loads(body))
            asked.heads.append(dict(self.headers))
            asked.paths.append(self.path)
            self.over = over
            try:
                way(self, body)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Stay quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    asked = Asked(f"http://127.0.0.1:{server.server_address[1]}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield asked
    finally:
        over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def raw(status: int, body: bytes, **headers: str) -> Way:
    """Answer with these bytes."""

    def way(handler: BaseHTTPRequestHandler, _: bytes) -> None:
        handler.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(body)

    return way


def chat(content: str, **more: object) -> bytes:
    """The body of a chat completion."""
    return json.dumps({"choices": [{"message": {"content": content, **more}, "finish_reason": "stop"}]}).encode()


def saying(*claims: dict) -> Way:
    """Answer with these claims."""
    return raw(200, chat(json.dumps({"claims": list(claims)}, ensure_ascii=False)))


def huge(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    """Send without end."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    while not handler.over.is_set():
        handler.wfile.write(b"{" * 65536)


def huge_in_one_chunk(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    """Announce a chunk of less than nothing, and send without end."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"-5\r\n")
    while not handler.over.is_set():
        handler.wfile.write(b"x" * 65536)


def garbled_chunks(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    """Send chunks whose lengths are no numbers."""
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"zz\r\n{}\r\n0\r\n\r\n")
    handler.close_connection = True


def cut_short(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    """Announce more than is sent."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


def silent(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    """Say nothing at all."""
    handler.over.wait(5)
    handler.close_connection = True


def dripping(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    """Send a byte now and then, each sooner than any patience with a single one ends."""
    handler.send_response(200)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True
    for _second in range(200):
        if handler.over.is_set():
            return
        handler.wfile.write(b" ")
        time.sleep(0.02)


def hanging_up(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    """Close without a word."""
    handler.connection.shutdown(socket.SHUT_RDWR)
    handler.close_connection = True


def no_http(handler: BaseHTTPRequestHandler, _: bytes) -> None:
    """Speak another language."""
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")
    handler.close_connection = True
