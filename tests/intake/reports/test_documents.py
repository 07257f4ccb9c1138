"""Reports as they are published: what is taken of a page, a feed, a PDF, a DOCX and a mail; what hostile ones do."""

from __future__ import annotations

import importlib.util
from datetime import date

import pytest

from crossbearing.errors import InputError
from crossbearing.intake import sniff
from crossbearing.intake.reports import apart
from crossbearing.model.claims import DatedBy
from crossbearing.model.exhibits import ExhibitKind
from intake.reports import document_bytes as made
from intake.track_bytes import balanced, read, whole, zip_of


def needs(library: str) -> pytest.MarkDecorator:
    absent = importlib.util.find_spec(library) is None
    return pytest.mark.skipif(absent, reason=f"{library} is not installed: pip install 'crossbearing[reports]'")


def reports(tmp_path, data: bytes, name: str = "x", **options):
    batches = read(tmp_path, data, name, **options)
    assert balanced(batches)
    return whole(batches)


def published(report) -> tuple[date, DatedBy]:
    assert report.published_start == report.published_end
    return report.published_start, report.dated_by


# ---------------------------------------------------------------- web pages


@needs("trafilatura")
def test_a_page_gives_its_article_and_not_its_menu_comments_and_footer(tmp_path):
    [report] = reports(tmp_path, made.page().encode(), "a.html")["reports"]
    assert report.id == "a"
    assert report.text == "Un avion à Téhéran\n\n" + "\n\n".join(made.PARAGRAPHS)
    assert report.text[report.body_start :].startswith("Un Iliouchine")
    assert (report.title, report.author) == ("Un avion à Téhéran", "Jeanne Durand")


@needs("trafilatura")
@pytest.mark.parametrize(
    ("head", "day", "source"),
    [
        (made.LINKED + made.META, date(2024, 2, 10), DatedBy.JSON_LD),
        (made.META, date(2024, 2, 11), DatedBy.META),
        ('<meta name="date" content="2024-03-05">', date(2024, 3, 5), DatedBy.META),
        ('<meta itemprop="datePublished" content="2024-03-06T10:00">', date(2024, 3, 6), DatedBy.META),
        ('<script type="application/ld+json">{"@type":"NewsArticle", broken</script>' + made.META,
         date(2024, 2, 11), DatedBy.META),
    ],
)  # fmt: skip
def test_a_page_is_dated_by_what_it_states_in_its_own_zone(tmp_path, head, day, source):
    [report] = reports(tmp_path, made.page(head).encode())["reports"]
    assert published(report) == (day, source)


@needs("trafilatura")
def test_the_only_time_of_a_page_is_its_date_and_of_several_none(tmp_path):
    one, two = '<time datetime="2024-02-10">10 février</time>', '<time datetime="2023-01-01">1er janvier</time>'
    [report] = reports(tmp_path, made.page("", before=one).encode())["reports"]
    assert published(report) == (date(2024, 2, 10), DatedBy.TIME_TAG)
    [report] = reports(tmp_path, made.page("", before=one + two).encode())["reports"]
    assert report.dated_by is DatedBy.NOBODY


@needs("trafilatura")
def test_the_year_of_the_copyright_is_no_date_and_the_user_may_say_one(tmp_path):
    [report] = reports(tmp_path, made.page("").encode())["reports"]
    assert not report.is_dated
    [report] = reports(tmp_path, made.page("").encode(), published="2024-02-09")["reports"]
    assert published(report) == (date(2024, 2, 9), DatedBy.SAID)


@needs("trafilatura")
def test_a_page_that_lies_about_its_characters_is_read_by_its_bytes(tmp_path):
    for declared in ("iso-8859-1", "utf-16", "no-such-thing", "zip"):
        [report] = reports(tmp_path, made.page(f'<meta charset="{declared}">').encode())["reports"]
        assert made.SECOND in report.text
    lying = made.page('<meta charset="utf-8">').encode("cp1252")
    assert made.SECOND in reports(tmp_path, lying)["reports"][0].text
    assert made.SECOND in reports(tmp_path, b"\xff\xfe" + made.page().encode("utf-16-le"))["reports"][0].text


@needs("trafilatura")
def test_scripts_are_no_text(tmp_path):
    script = "<script>document.write('Un Il-76 a atterri à Bakou.')</script>"
    [report] = reports(tmp_path, made.page(before=script, after=script).encode())["reports"]
    assert "Bakou" not in report.text


@needs("trafilatura")
@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"<html><body>" + b"<div>" * 100_000 + b"x", "limit depth"),
        (b"<html><body>" + b"<p>x</p>" * 200_000, "limit tags"),
        (b"<html><body></body></html>", "without a main text"),
        (b"<html>" + b"<!--" * 100_000, "without a main text"),
        (b"<html>" + b"<a href='" * 100_000, ""),
        (b"<html>" + b"<script><style><title>" * 100_000, ""),
        (b"<html>" + b"&" * 500_000, ""),
    ],
    ids=["deep", "dense", "empty", "unclosed comments", "unclosed tags", "unclosed scripts", "ampersands"],
)
def test_a_page_that_is_made_to_choke_a_parser_is_one_reject(tmp_path, data, why):
    out = reports(tmp_path, data)
    assert len(out["reports"]) + out["rejected"] == 1
    assert why in "".join(line["reason"] for line in out["rejects"])


def test_a_page_over_the_limit_is_one_reject(tmp_path, monkeypatch):
    monkeypatch.setattr("crossbearing.intake.reports.documents.DOCUMENT_BYTES", 1_000)
    out = reports(tmp_path, made.page(before="<p>y</p>" * 10_000).encode())
    assert [line["reason"] for line in out["rejects"]] == ["limit document_bytes: more than 1000 bytes"]


# ---------------------------------------------------------------- feeds


@needs("feedparser")
def test_an_entry_of_a_feed_is_a_report_with_its_own_date(tmp_path):
    data = made.feed(
        "<title>A ship &amp; a plane</title><description>&lt;p&gt;The ship left Baku.&lt;/p&gt;&lt;p&gt;Then.&lt;/p&gt;"
        "</description><pubDate>Sat, 10 Feb 2024 09:30:00 +0300</pubDate>",
        "<title>No date</title><description>An Il-76 landed.</description>",
        "<link>https://example.org</link>",
    )
    out = reports(tmp_path, data, "press.xml", published="2024-01")
    assert [report.id for report in out["reports"]] == ["press#1", "press#2"]
    assert out["reports"][0].text == "A ship & a plane\n\nThe ship left Baku.\n\nThen."
    assert published(out["reports"][0]) == (date(2024, 2, 10), DatedBy.FEED)
    assert out["reports"][1].dated_by is DatedBy.SAID
    assert [(line["place"], line["reason"]) for line in out["rejects"]] == [("entry 3", "an entry without text")]


@needs("feedparser")
def test_an_atom_entry_gives_its_content_and_keeps_the_day_of_its_zone(tmp_path):
    data = (
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title><summary>Short.</summary>'
        b'<content type="html">&lt;p&gt;A much longer text.&lt;/p&gt;</content>'
        b"<published>2024-02-10T23:30:00-08:00</published></entry></feed>"
    )
    [report] = reports(tmp_path, data, "a.atom")["reports"]
    assert (report.id, report.text) == ("a", "T\n\nA much longer text.")
    assert published(report) == (date(2024, 2, 10), DatedBy.FEED)


@needs("feedparser")
def test_a_feed_with_bombs_and_outside_entities_gives_neither(tmp_path):
    (tmp_path / "secret").write_text("SECRET")
    bomb = "".join(f'<!ENTITY b{n} "{f"&b{n - 1};" * 10}">' for n in range(1, 30))
    head = f'<!DOCTYPE rss [<!ENTITY b0 "boom"><!ENTITY x SYSTEM "file://{tmp_path}/secret">{bomb}]>'
    body = "<rss><channel><item><title>t</title><description>A &x; &b29; B</description></item></channel></rss>"
    out = reports(tmp_path, f'<?xml version="1.0"?>{head}{body}'.encode())
    text = "".join(report.text for report in out["reports"])
    assert "SECRET" not in text
    assert len(text) < 1_000


# ---------------------------------------------------------------- PDF


@needs("pypdfium2")
def test_a_pdf_gives_its_text_and_a_weak_date(tmp_path):
    lines = (
        "An Il-76 with the registration RA-76502 landed in Tehran on 9 February",
        "2024, an airport official said.",
    )
    [report] = reports(tmp_path, made.pdf(lines), "a.pdf")["reports"]
    assert report.text == "A note\n\n" + "\n".join(lines)
    assert published(report) == (date(2024, 2, 10), DatedBy.FILE_PROPERTIES)


@needs("pypdfium2")
def test_what_the_user_says_is_firmer_than_the_properties_of_a_file(tmp_path):
    [report] = reports(tmp_path, made.pdf(("An Il-76 landed.",)), published="2023-12-30")["reports"]
    assert published(report) == (date(2023, 12, 30), DatedBy.SAID)


@needs("pypdfium2")
@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n\xff\0", made.pdf(("x",))[:300], made.pdf(())], ids=["stub", "cut", "scan"]
)
def test_a_pdf_without_text_or_end_is_a_reject(tmp_path, data):
    out = reports(tmp_path, data)
    assert (out["kept"], out["rejected"]) == (0, 1)


# ---------------------------------------------------------------- DOCX


def test_a_docx_gives_its_paragraphs_without_what_was_struck_out(tmp_path):
    body = (
        made.paragraph("An Il-76 landed.")
        + "<w:p><w:r><w:t>On </w:t></w:r><w:del><w:r><w:delText>Monday</w:delText></w:r></w:del><w:r><w:t>Tuesday"
        + "</w:t><w:br/><w:t>it left.</w:t></w:r></w:p>"
        + "<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>Box.</w:t></w:r></w:p></mc:Choice>"
        + "<mc:Fallback><w:p><w:r><w:t>Box.</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>"
        + "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    [report] = reports(tmp_path, made.docx(body, made.PROPERTIES), "n.docx")["reports"]
    assert report.text == "A note\n\nAn Il-76 landed.\n\nOn Tuesday\nit left.\n\nBox."
    assert (report.id, report.author) == ("n", "A. Writer")
    assert published(report) == (date(2024, 2, 10), DatedBy.FILE_PROPERTIES)


def test_a_docx_in_an_archive_is_a_document_and_no_archive(tmp_path):
    packed = zip_of({"a/n.docx": made.docx(made.paragraph("An Il-76 landed."))})
    [report] = reports(tmp_path, packed)["reports"]
    assert (report.member, report.text) == ("a/n.docx", "An Il-76 landed.")


def test_entities_of_a_docx_are_not_resolved(tmp_path):
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{tmp_path}/x">]>'
    out = reports(tmp_path, made.docx(made.paragraph("&e;"), doctype=doctype))
    assert ["document type" in line["reason"] for line in out["rejects"]] == [True]


def test_a_docx_that_unpacks_to_far_more_than_it_weighs_is_a_reject(tmp_path):
    out = reports(tmp_path, made.docx(" " * 60_000_000 + made.paragraph("x")))
    assert ["limit compression_ratio" in line["reason"] for line in out["rejects"]] == [True]


# ---------------------------------------------------------------- mails


def test_a_mail_gives_its_text_and_names_its_attachments(tmp_path):
    body = (
        "--b\nContent-Type: multipart/alternative; boundary=c\n\n--c\nContent-Type: text/html\n\n<p>no</p>\n"
        "--c\nContent-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
        'Un avion a d=E9coll=E9.\n--c--\n--b\nContent-Type: application/pdf; name="x.pdf"\n\nJVBERi0=\n'
        "--b\nContent-Type: text/plain\nContent-Disposition: attachment; filename=y.txt\n\nA list.\n--b--\n"
    )
    out = reports(tmp_path, made.mail(body, made.SENT, "multipart/mixed; boundary=b"), "m.eml")
    [report] = out["reports"]
    assert report.text == "A flight\n\nUn avion a décollé."
    assert (report.author, published(report)) == ("José <j@example.org>", (date(2024, 2, 10), DatedBy.MAIL))
    assert [line["reason"].split(":")[0] for line in out["rejects"]] == ["attachment x.pdf", "attachment y.txt"]
    assert (out["rows_in"], out["kept"]) == (3, 1)


def test_a_mail_of_html_only_gives_its_visible_text(tmp_path):
    head = "<head><style>p{}</style></head>"
    html = f"<html>{head}<body><p>One &amp; two.</p><script>x()</script><p>Three.</p></body></html>"
    [report] = reports(tmp_path, made.mail(html, made.SENT, "text/html; charset=no-such"))["reports"]
    assert report.text == "A flight\n\nOne & two.\n\nThree."


def test_a_mailbox_gives_one_report_a_mail(tmp_path):
    one, two = made.mail("An Il-76 landed.\n", made.SENT), made.mail("It left.\n>From Baku.\n", "Date: nonsense\n")
    box = b"From j Sat Feb 10 23:30:00 2024\n" + one + b"\nFrom j Sun Feb 11 23:30:00 2024\n" + two
    out = reports(tmp_path, box, "in.mbox")
    assert [report.id for report in out["reports"]] == ["in#1", "in#2"]
    assert [report.is_dated for report in out["reports"]] == [True, False]


def test_parts_in_parts_without_end_are_a_reject(tmp_path):
    deep = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(3_000))
    out = reports(tmp_path, b"From: a\nTo: b\nSubject: c\n" + deep.encode())
    assert (out["kept"], out["rejected"]) == (0, 1)


# ---------------------------------------------------------------- all


@pytest.mark.parametrize(
    "data",
    [
        made.page().encode(),
        made.feed("<title>x</title>"),
        made.pdf(("x",)),
        made.docx(made.paragraph("x")),
        made.mail("x", made.SENT),
        b"From x Sat\n" + made.mail("x", made.SENT),
        b"\xef\xbb\xbf  <!-- saved -->\n<html>",
    ],
    ids=["page", "feed", "pdf", "docx", "mail", "mbox", "page with a mark"],
)
def test_a_document_is_known_by_its_content_whatever_its_name(tmp_path, data):
    path = tmp_path / "misleading.csv"
    path.write_bytes(data)
    assert sniff(path) is ExhibitKind.REPORTS


def test_where_a_library_is_missing_the_user_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "_hands", [_Answering(b'{"missing":"trafilatura"}\n')])
    with pytest.raises(
        InputError, match=r"trafilatura, which is not installed. hint: pip install 'crossbearing\[reports\]'"
    ):
        read(tmp_path, made.page().encode())


class _Answering:
    def __init__(self, line: bytes) -> None:
        self._line = line

    def ask(self, kind: str, data: bytes) -> bytes:
        return self._line

    def end(self) -> None:
        self._line = b""


def test_a_decoder_that_dies_costs_one_document(tmp_path, monkeypatch):
    monkeypatch.setattr(apart, "_hands", [_Answering(b"")])
    out = reports(tmp_path, made.docx(made.paragraph("x")))
    assert ["gives up on it" in line["reason"] for line in out["rejects"]] == [True]
    assert len(reports(tmp_path, made.docx(made.paragraph("x")))["reports"]) == 1
    apart.let_go()


def test_a_decoder_that_hangs_is_ended(tmp_path, monkeypatch):
    apart.let_go()
    monkeypatch.setattr(apart, "LONGEST_S", 0.2)
    monkeypatch.setattr(apart, "COMMAND", (apart.COMMAND[0], "-c", "import time; time.sleep(60)"))
    out = reports(tmp_path, made.docx(made.paragraph("x")))
    assert ["gives up on it" in line["reason"] for line in out["rejects"]] == [True]
