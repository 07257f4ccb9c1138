"""Report formats: one small module each, listed in `FORMATS` in the order in which they are tried."""

from crossbearing.intake.reader import Format
from crossbearing.intake.reports.documents import DOCX, FEED, MAIL, MAILBOX, PAGE, PDF
from crossbearing.intake.reports.lines import LINES
from crossbearing.intake.reports.plain import PLAIN

FORMATS: tuple[Format, ...] = (LINES, FEED, PAGE, PDF, DOCX, MAILBOX, MAIL, PLAIN)
