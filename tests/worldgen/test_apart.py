"""The generator shares no inference with what it tests."""

from __future__ import annotations

import ast
from pathlib import Path

import crossbearing.worldgen

ALLOWED = ("crossbearing.worldgen", "crossbearing.model", "crossbearing.errors")


def test_worldgen_imports_nothing_of_the_product_but_its_models() -> None:
    folder = Path(crossbearing.worldgen.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            ours = [name for name in names if name.startswith("crossbearing")]
            assert all(name.startswith(ALLOWED) for name in ours), path.name
