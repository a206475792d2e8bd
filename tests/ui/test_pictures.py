"""The main screens as they were when somebody last looked at them.

Where one has changed, look at the difference, and keep it with ``python -m tests.pictures``.
"""

import difflib

from kvip_tui.settings import Look
from tests.pictures import PICTURES, Pictures, visited


async def test_the_main_screens_look_as_they_were_kept() -> None:
    """In four sizes; and in each look the same letters stand out for the same reason."""
    pictures = Pictures()
    await visited(pictures.draw)
    kept = {file.name: file.read_text("utf-8") for file in PICTURES.glob("*.txt")}
    drawn = pictures.files()
    assert kept.keys() == drawn.keys()
    changed = [
        line
        for name in sorted(drawn)
        for line in difflib.unified_diff(
            kept[name].splitlines(), drawn[name].splitlines(), name, "now", lineterm="", n=1
        )
    ]
    assert not changed, "\n".join(["see python -m tests.pictures", *changed])
    # In high contrast what is said by the way is as white as the rest.
    same = {
        look: {name: drawn.replace("-", ".") for name, drawn in pictures.meanings[look].items()}
        for look in Look
    }
    for look in Look:
        assert same[look] == same[Look.DARK], look
