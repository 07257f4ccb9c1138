"""What a page, a feed, a PDF, a DOCX or a mail says, taken out of its bytes.

All of it runs in a process of its own (`crossbearing.intake.reports.apart`), because the bytes are strangers' and some
of the decoders are native code: a crash, a hang or a bomb costs one document.
"""
