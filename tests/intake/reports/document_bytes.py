"""Documents made up in the byte formats in which reports are published."""

from __future__ import annotations

import io
import zipfile
import zlib

FIRST = "Un Iliouchine Il-76 immatriculé RA-76502 s'est posé hier à Téhéran, selon des données de suivi des vols."
SECOND = "L'appareil avait décollé de Moscou le 8 février 2024, a indiqué un responsable de l'aéroport au Journal."
THIRD = "Il s'agit de la quatrième visite de cet avion en dix jours, ajoute le site qui suit les vols de la région."
PARAGRAPHS = (FIRST, SECOND, THIRD)
LINKED = (
    '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"J"},'
    '{"@type":["NewsArticle"],"headline":"Un avion à Téhéran","datePublished":"2024-02-10T23:30:00+01:00",'
    '"author":[{"@type":"Person","name":"Jeanne Durand"}]}]}</script>'
)
META = '<meta property="article:published_time" content="2024-02-11T00:10:00Z"><meta name="author" content="J. D.">'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def page(head: str = LINKED, paragraphs: tuple[str, ...] = PARAGRAPHS, before: str = "", after: str = "") -> str:
    """A page with a menu, an article, comments and a footer."""
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f'<!DOCTYPE html>\n<html lang="fr"><head><title>Un avion à Téhéran | Le Journal</title>{head}</head><body>'
        f'<nav><a href="/">Accueil</a> <a href="/monde">Monde</a></nav>{before}<article><h1>Un avion à Téhéran</h1>'
        f'{text}</article>{after}<div id="comments"><p>Premier ! Bravo pour cet article.</p></div>'
        "<footer>© 2019 Le Journal. Abonnez-vous à notre lettre.</footer></body></html>"
    )


def feed(*entries: str) -> bytes:
    """An RSS feed with these entries, each given as the XML inside of `<item>`."""
    items = "".join(f"<item>{entry}</item>" for entry in entries)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>{items}</channel></rss>'.encode()


def docx(body: str, properties: str = "", doctype: str = "", compressed: bool = True) -> bytes:
    """A DOCX whose document holds this XML."""
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if compressed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        names = f'xmlns:w="{WORD}" xmlns:mc="{MARKUP}"'
        document = f'<?xml version="1.0"?>{doctype}<w:document {names}><w:body>{body}</w:body></w:document>'
        archive.writestr("word/document.xml", document)
        if properties:
            archive.writestr("docProps/core.xml", properties)
    return out.getvalue()


def paragraph(text: str) -> str:
    """A paragraph of a DOCX."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


PROPERTIES = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>A note</dc:title><dc:creator>A. Writer</dc:creator>"
    "<dcterms:created>2024-02-10T08:00:00Z</dcterms:created></cp:coreProperties>"
)


def pdf(lines: tuple[str, ...], facts: str = "/CreationDate (D:20240210080000Z) /Title (A note)") -> bytes:
    """A PDF of one page with these lines, in Helvetica."""
    shown = " ".join(f"({line}) Tj T*" for line in lines)
    content = zlib.compress(f"BT /F1 11 Tf 14 TL 50 750 Td {shown} ET".encode("latin-1"))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {facts} >>".encode("latin-1"),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(out)
    return out + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer


def mail(body: str, more: str = "", kind: str = "text/plain; charset=utf-8") -> bytes:
    """A mail with one body."""
    head = f"From: =?utf-8?q?Jos=C3=A9?= <j@example.org>\nTo: a@example.org\nSubject: A flight\n{more}"
    return f"{head}Content-Type: {kind}\n\n{body}".encode()


SENT = "Date: Sat, 10 Feb 2024 23:30:00 +0300\n"
