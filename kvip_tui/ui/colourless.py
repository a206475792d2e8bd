"""The screens without colour, where NO_COLOR asks for that: what stands out is reversed."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

# So much must the ground of a letter differ from the screen's to be more than a shade of it.
_STANDS_OUT: Final = 1.9
_REVERSE: Final = Style(reverse=True)


class Colourless(LineFilter):
    """Takes all colours away; a ground that stood out by its colour is reversed instead."""

    def apply(self, segments: Sequence[Segment], background: Color) -> list[Segment]:
        """Return segments without colour."""
        return [
            Segment(text, style and without_colour(style, background), control)
            for text, style, control in segments
        ]


@lru_cache(1024)
def without_colour(style: Style, background: Color) -> Style:
    """Return a style without its colours, on a screen of some colour."""
    ground = style.bgcolor
    bare = style.without_color
    if style.reverse or ground is None or ground.is_default:
        return bare
    stands_out = contrast(Color.from_rich_color(ground), background) >= _STANDS_OUT
    return bare + _REVERSE if stands_out else bare


def luminance(color: Color) -> float:
    """Return how bright a colour is, from 0 to 1, as WCAG 2 counts it."""
    parts = [part / 255 for part in color.rgb]
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG 2 counts it."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
