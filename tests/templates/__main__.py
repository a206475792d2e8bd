"""Writes the Word templates that ship."""

from pathlib import Path

from tests.templates.package import templates

FOLDER = Path(__file__).parents[2] / "assets" / "reports"

if __name__ == "__main__":
    for name, data in templates().items():
        (FOLDER / name).write_bytes(data)
        print(name)  # noqa: T201
