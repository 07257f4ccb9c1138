"""Title, author and date of a web page, from where pages state them; never guessed from the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crossbearing.intake.reports.extraction.found import first_date, tidy
from crossbearing.intake.reports.extraction.markup import tokens
from crossbearing.model.claims import DatedBy

# In this order: the date of the article before that of the page. `modified` is no date of publication.
DATE_NAMES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "citation_publication_date", "citation_date", "pubdate",
    "publishdate", "publish-date", "publish_date", "article.published", "dc.date", "dcterms.date", "dcterms.created",
    "dc.date.created", "date",
)  # fmt: skip
AUTHOR_NAMES = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "citation_author")
TITLE_NAMES = ("og:title", "dc.title", "twitter:title", "citation_title")
# The elements that may state something.
TELLING = frozenset(("meta", "time", "title", "h1", "script", "span", "div", "p"))
LONGEST_JSON = 1_000_000
# JSON-LD is an object, a list or a @graph of them; deeper than this lies no article.
DEEPEST_JSON = 6
_ARTICLE = re.compile(r"(?:Article|Report|Posting|WebPage|CreativeWork)$")


@dataclass(slots=True)
class Facts:
    """What a page states about itself."""

    named: dict[str, str] = field(default_factory=dict)
    linked: list[str] = field(default_factory=list)
    tagged: list[str] = field(default_factory=list)
    title: str = ""
    headline: str = ""


def _stated(html: str) -> Facts:
    facts = Facts()
    inside, texts = "", [""]
    for token in tokens(html):
        if not token.name:
            texts.append(token.text)
        elif token.closes and token.name == inside:
            _keep(facts, inside, "".join(texts))
            inside = ""
        elif not token.closes and token.name in TELLING:
            attributes = token.attributes()
            _note(facts, token.name, attributes)
            if token.name in ("title", "h1") or "ld+json" in attributes.get("type", ""):
                inside, texts = token.name, []
    return facts


def _keep(facts: Facts, name: str, text: str) -> None:
    if name == "script":
        facts.linked.append(text[:LONGEST_JSON])
    elif name == "title":
        facts.title = facts.title or tidy(text)
    else:
        facts.headline = facts.headline or tidy(text)


def _note(facts: Facts, name: str, given: dict[str, str]) -> None:
    if name == "meta":
        for key in ("property", "name", "itemprop"):
            facts.named.setdefault(given.get(key, "").strip().lower(), given.get("content", ""))
    elif given.get("itemprop") == "datePublished" and "content" in given:
        facts.named.setdefault("datepublished", given["content"])
    elif name == "time" and given.get("datetime"):
        if given.get("itemprop") == "datePublished" or "pubdate" in given:
            facts.named.setdefault("datepublished", given["datetime"])
        elif given.get("itemprop") != "dateModified":
            facts.tagged.append(given["datetime"])


def page_facts(html: str) -> tuple[str, str, str, DatedBy]:
    """Return title, author, date and who gives the date.

    JSON-LD comes first, then meta elements, then the only `<time>` of the page or the one marked as its date.
    """
    facts = _stated(html)
    articles = [article for text in facts.linked for article in _articles(text)]
    published, source = first_date(_hints(facts, articles))
    title = _first(facts, TITLE_NAMES) or _said(articles, "headline") or facts.headline or facts.title
    author = _said(articles, "author") or _first(facts, AUTHOR_NAMES)
    return tidy(title), tidy(author), published, source


def _hints(facts: Facts, articles: list[dict[str, Any]]) -> Iterator[tuple[DatedBy, str]]:
    yield from ((DatedBy.JSON_LD, str(article.get("datePublished", ""))) for article in articles)
    yield from ((DatedBy.META, facts.named[name]) for name in DATE_NAMES if name in facts.named)
    if len({text[:10] for text in facts.tagged}) == 1:
        yield DatedBy.TIME_TAG, facts.tagged[0]


def _first(facts: Facts, names: tuple[str, ...]) -> str:
    found = (facts.named.get(name, "") for name in names)
    return next((text for text in found if text and not text.startswith("http")), "")


def _articles(text: str) -> Iterator[dict[str, Any]]:
    try:
        yield from _inside(json.loads(text), 0)
    except (ValueError, RecursionError):
        return


def _inside(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > DEEPEST_JSON:
        return
    if isinstance(value, list):
        for item in value:
            yield from _inside(item, depth + 1)
    elif isinstance(value, dict):
        kinds = value.get("@type")
        if any(_ARTICLE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            yield value
        yield from _inside(value.get("@graph"), depth + 1)


def _said(articles: list[dict[str, Any]], name: str) -> str:
    for article in articles:
        text = _words(article.get(name))
        if text:
            return text
    return ""


def _words(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, map(_words, value[:10])))
    if isinstance(value, dict):
        return str(value.get("name", ""))
    return value if isinstance(value, str) else ""
