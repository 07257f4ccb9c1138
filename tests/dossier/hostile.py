"""A view whose every text tries to break out of the page."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

import polars as pl

from crossbearing.dossier import DossierView
from crossbearing.model.verdicts import Phrase


def vectors(target: str) -> tuple[str, ...]:
    """Strings that reach `target/hit-N` or run a script when they land in a page unescaped."""
    probes = (
        "<script>hacked=1;fetch('{}')</script>",
        "<script src='{}'></script>",
        "<img src='{}' onerror='hacked=1'>",
        '"><img src="{}">',
        "'><img src='{}'>",
        "<svg onload='hacked=1'><image href='{}'/></svg>",
        "</style><style>@import '{}';</style>",
        "</title><link rel=stylesheet href='{}'>",
        "<link rel=prefetch href='{}'>",
        "<link rel=icon href='{}'>",
        "<iframe src='{}'></iframe>",
        "<iframe srcdoc='<img src={}>'></iframe>",
        "<object data='{}'></object>",
        "<embed src='{}'>",
        "<video src='{}' autoplay></video>",
        "<audio src='{}' autoplay></audio>",
        "<input type=image src='{}' autofocus onfocus='hacked=1'>",
        "<body background='{}'>",
        "<div style='background:url({})'>x</div>",
        "<base href='{}/'>",
        "<form action='{}'><button autofocus>x</button></form>",
        "<meta http-equiv=refresh content='0;url={}'>",
        "<a href='javascript:hacked=1' ping='{}'>x</a>",
        "--><script>hacked=1;location='{}'</script><!--",
        "</svg></desc><foreignObject><img src='{}'></foreignObject>",
        "{{{{ cycler.__init__.__globals__ }}}} {{%- include '{}' %}}",
        "\u202e\u200b]]>&lt;img src={}&gt;",
    )
    return tuple(probe.format(f"{target}/hit-{at}") for at, probe in enumerate(probes))


# What must stay as it is: a phrase's key names its sentence, these columns and fields are codes we compare.
KEPT_COLUMNS = frozenset({"mark"})
KEPT_FIELDS = frozenset({"key", "language"})


def poisoned(view: DossierView, payload: str) -> DossierView:
    """Return the view with the payload behind every text in it, ids and references included."""
    parts = {one.name: getattr(view, one.name) for one in fields(view) if one.name != "world"}
    return replace(view, **{name: _poisoned(value, payload) for name, value in parts.items()})


def _poisoned(value: Any, payload: str) -> Any:
    if isinstance(value, Enum) or value is None:
        return value
    if isinstance(value, str):
        return value + payload
    if isinstance(value, pl.DataFrame):
        return _poisoned_frame(value, payload)
    if isinstance(value, Phrase):
        return Phrase(value.key, tuple((name, text + payload) for name, text in value.values))
    if isinstance(value, (list, tuple)):
        return tuple(_poisoned(one, payload) for one in value)
    if isinstance(value, dict):
        return {_poisoned(key, payload): _poisoned(one, payload) for key, one in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        named = {one.name: getattr(value, one.name) for one in fields(value)}
        return replace(value, **{name: _poisoned(one, payload) for name, one in named.items()})
    return value


def _poisoned_frame(frame: pl.DataFrame, payload: str) -> pl.DataFrame:
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String and name not in KEPT_COLUMNS]
    lists = [name for name, dtype in frame.schema.items() if dtype == pl.List(pl.String)]
    return frame.with_columns(
        *(pl.concat_str(pl.col(name), pl.lit(payload)) for name in texts),
        *(pl.col(name).list.eval(pl.concat_str(pl.element(), pl.lit(payload))) for name in lists),
    )
