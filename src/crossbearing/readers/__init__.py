"""Readers beside the rules, all optional: each says what one report holds, and nothing of it is believed.

The only part of the package that speaks to a server, and only where a command names one.
"""

from crossbearing.readers.chat import ChatReader
from crossbearing.readers.gliner import GlinerReader
from crossbearing.readers.server import NoAnswer, Server, post, server_at

__all__ = ["ChatReader", "GlinerReader", "NoAnswer", "Server", "post", "server_at"]
