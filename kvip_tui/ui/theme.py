"""The themes: dark, light and high contrast, each readable without colour."""

from textual.theme import Theme

from kvip_tui.settings import Look

# The greys are written out: the «auto» of the default ones gets lost inside a line of text.
# So are the colours of texts, which are else mixed with that of the letters until they look alike.
# Each has one meaning: primary what there is and headings, accent a key or where the keys go,
# secondary a place or what has just happened, warning what to look out for, error what has gone
# too far or was refused, success what is in order.
TONES = ("primary", "secondary", "accent", "warning", "error", "success")


def _spelt(theme: Theme) -> Theme:
    """Return a theme whose texts have its colours as they are."""
    theme.variables |= {f"text-{tone}": str(getattr(theme, tone)) for tone in TONES}
    return theme


DARK = _spelt(
    Theme(
        name="kvip-mork",
        primary="#6ea8d8",
        secondary="#5cc8cc",
        accent="#cba6f2",
        warning="#e8b04a",
        error="#f48b7c",
        success="#86cf8f",
        foreground="#e4e6e8",
        background="#14181c",
        surface="#1b2126",
        panel="#252d34",
        dark=True,
        variables={
            "text-muted": "#b0bac3",
            "text-disabled": "#939ea8",
            "border-blurred": "#687886",
            "scrollbar": "#7488a0",
            "scrollbar-hover": "#8fa3bb",
            "scrollbar-background": "#14181c",
        },
    )
)
LIGHT = _spelt(
    Theme(
        name="kvip-lys",
        primary="#1f5f94",
        secondary="#005f66",
        accent="#6d2a9c",
        warning="#7a4700",
        error="#a01c15",
        success="#1d6420",
        foreground="#1b1f23",
        background="#fbfbf9",
        surface="#f1f1ee",
        panel="#e4e5e0",
        dark=False,
        variables={
            "text-muted": "#464c51",
            "text-disabled": "#5f656b",
            "border-blurred": "#7f847d",
            "scrollbar": "#6f766f",
            "scrollbar-hover": "#565c56",
            "scrollbar-background": "#f1f1ee",
        },
    )
)
CONTRAST = _spelt(
    Theme(
        name="kvip-kontrast",
        primary="#78bcff",
        secondary="#00f0f0",
        accent="#eab4ff",
        warning="#ffff00",
        error="#ff8c80",
        success="#50ff50",
        foreground="#ffffff",
        background="#000000",
        surface="#1a1a1a",
        panel="#303030",
        dark=True,
        variables={
            "text-muted": "#ffffff",
            "text-disabled": "#a8a8a8",
            "border-blurred": "#ffffff",
            "scrollbar": "#c0c0c0",
            "scrollbar-hover": "#ffffff",
            "scrollbar-background": "#000000",
            "input-selection-background": "#5f5f00",
            "screen-selection-background": "#5f5f00",
        },
    )
)
THEMES = {Look.DARK: DARK, Look.LIGHT: LIGHT, Look.CONTRAST: CONTRAST}
