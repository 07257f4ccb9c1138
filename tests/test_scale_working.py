"""Work done side by side comes back in order, and no more of it is begun than is taken."""

from __future__ import annotations

import threading

from crossbearing.scale import side_by_side


def test_no_more_is_begun_when_nobody_takes_what_was_made():
    begun: list[int] = []
    lock = threading.Lock()

    def work(number: int) -> int:
        with lock:
            begun.append(number)
        return number

    results = side_by_side(work, range(1000), workers=2)
    assert next(results) == 0
    results.close()
    assert len(begun) < 10


def test_results_come_in_the_order_of_the_work():
    assert list(side_by_side(lambda n: n * n, range(50), workers=4)) == [n * n for n in range(50)]
