"""Reasons for not trusting rows, kept as numbers until the end."""

from __future__ import annotations

import numpy as np
import polars as pl

from crossbearing.movement.arrays import Bools, Ints


class Marks:
    """One reason a row; the first one stays."""

    def __init__(self, given: pl.Series) -> None:
        """Begin with the marks that are there."""
        self.texts: list[str] = given.unique().drop_nulls().sort().to_list()
        self._known = {text: code for code, text in enumerate(self.texts)}
        self.code: Ints = np.full(len(given), -1, dtype=np.int64)
        if self.texts:
            codes = given.replace_strict(self.texts, range(len(self.texts)), default=None, return_dtype=pl.Int64)
            self.code = codes.fill_null(-1).to_numpy().copy()

    @property
    def free(self) -> Bools:
        """Rows without a mark."""
        return np.asarray(self.code < 0, dtype=np.bool_)

    def put(self, rows: Ints, text: str) -> None:
        """Mark those of the rows that have no mark yet."""
        rows = rows[self.code[rows] < 0]
        if not len(rows):
            return
        self.code[rows] = self._code(text)

    def reword(self, rows: Ints, text: str) -> None:
        """Give rows another reason than they had."""
        self.code[rows] = self._code(text)

    def replace(self, rows: Ints, others: Marks) -> None:
        """Take the reasons of some rows from elsewhere, in the order of the rows."""
        codes = np.array([*(self._code(text) for text in others.texts), -1], dtype=np.int64)
        self.code[rows] = codes[others.code]

    def beginning(self, words: tuple[str, ...]) -> Bools:
        """Rows whose reason begins with one of the words."""
        begins = np.array([text.startswith(words) for text in [*self.texts, ""]])
        return np.asarray(begins[self.code], dtype=np.bool_)

    def column(self) -> pl.Series:
        """The marks as a column."""
        if not np.any(self.code >= 0):
            return pl.Series("mark", [None], dtype=pl.String).new_from_index(0, len(self.code))
        texts = pl.Series("mark", [*self.texts, None], dtype=pl.String)
        return texts.gather(np.where(self.code < 0, len(self.texts), self.code)).alias("mark")

    def _code(self, text: str) -> int:
        code = self._known.setdefault(text, len(self.texts))
        if code == len(self.texts):
            self.texts.append(text)
        return code
