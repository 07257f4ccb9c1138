"""SVG elements as text: names and numbers of ours, every value from outside escaped and made visible."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

from crossbearing.dossier.visible import visible

Value = str | int | float | None


def element(name: str, *children: Markup | str, **attributes: Value) -> Markup:
    """Return one element; `class_` is the class, `_` in other names is `-`, and attributes that are None are left out.

    Children that are no markup are escaped, with what cannot be seen written out.
    """
    told = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None)
    inner = "".join(map(safe, children))
    return Markup(f"<{name}{told}>{inner}</{name}>" if inner else f"<{name}{told}/>")  # noqa: S704 - escaped above


def safe(value: Markup | str) -> str:
    """Return markup as it stands, and any other text escaped and visible."""
    return str(value) if isinstance(value, Markup) else str(escape(visible(value)))


def joined(parts: Iterable[Markup]) -> Markup:
    """Return pieces of markup as one."""
    return Markup("").join(parts)


def words(text: str, x: float, y: float, style: str, anchor: str | None = None) -> Markup:
    """Return words at a place, in a class of the style sheet."""
    return element("text", text, class_=style, x=x, y=y, text_anchor=anchor)


def titled(mark: Markup, title: str, style: str | None = None) -> Markup:
    """Return a mark that says something when pointed at."""
    return element("g", element("title", title), mark, class_=style)


def path(d: str, style: str) -> Markup:
    """Return a path in a class of the style sheet; nothing for no data."""
    return element("path", class_=style, d=d) if d else Markup("")


def _name(key: str) -> str:
    return "class" if key == "class_" else key if key == "viewBox" else key.replace("_", "-")


def _value(value: Value) -> str:
    return f"{value:g}" if isinstance(value, float) else safe(str(value))
