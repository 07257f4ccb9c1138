"""How far the work is: a bar on a terminal, a line a stage elsewhere, always on standard error."""

from __future__ import annotations

import sys
from types import TracebackType


class ProgressBar:
    """A context manager whose `tell(stage, done, total)` is what a case calls."""

    def __init__(self) -> None:
        """Draw bars only where somebody looks."""
        self._bars = None
        self._tasks: dict[str, int] = {}
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress

            self._bars = Progress(console=Console(stderr=True), transient=True)

    def __enter__(self) -> ProgressBar:
        if self._bars:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def tell(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` steps of a stage are behind us."""
        if self._bars:
            task = self._tasks.get(stage)
            if task is None:
                task = self._tasks[stage] = self._bars.add_task(stage, total=total)
            self._bars.update(task, completed=done, total=total)  # type: ignore[arg-type]
        elif total and done == total:
            sys.stderr.write(f"{stage}: {done} of {total}\n")
