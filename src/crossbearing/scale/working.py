"""How parts are worked on: some at the same time, in memory that is kept from one to the next."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import numpy as np

# numpy and Polars let go of the interpreter while they work on long columns. GUESS: on two cores busy with other work
# two parts at a time took 0.7 to 1.1 times as long on the clock as one, for a twentieth more processor time.
WORKERS = 2
# As large a block as glibc lets its threshold grow to (32 MiB), less what it adds to one.
KEPT_BYTES = 32 * 1024 * 1024 - 64 * 1024
Given = TypeVar("Given")
Made = TypeVar("Made")


def keep_freed_memory() -> None:
    """Let the C library keep the memory of arrays that are done with for the next ones of a part.

    It gives blocks above a threshold back at once, and each page that is asked for anew costs a fault. Freeing one
    large block raises the threshold (glibc, `mallopt`: dynamic). Measured: legs cost a tenth less processor time.
    """
    np.empty(KEPT_BYTES, dtype=np.uint8)


def side_by_side(work: Callable[[Given], Made], things: Iterable[Given], workers: int = WORKERS) -> Iterator[Made]:
    """Do some work on things at the same time, and yield what comes of it in their order.

    At most `workers` and one results wait to be taken, so memory is bounded. When the caller stops early, no further
    work begins.
    """
    waiting: deque[Future[Made]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for thing in things:
                waiting.append(pool.submit(work, thing))
                if len(waiting) > workers:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()
