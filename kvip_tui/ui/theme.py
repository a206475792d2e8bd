"""The themes: dark, light and high contrast, each readable without colour."""

from textual.theme import Theme

from kvip_tui.i18n import marked as m
from kvip_tui.settings import Look

# The greys are written out: the «auto» of the default ones gets lost inside a line of text.

DARK = Theme(
    name="kvip-mork",
    primary="#6ea8d8",
    secondary="#8fb8a8",
    accent="#e0b46c",
    warning="#e8b04a",
    error="#f08070",
    success="#7cc492",
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
LIGHT = Theme(
    name="kvip-lys",
    primary="#1f5f94",
    secondary="#2f6b58",
    accent="#7a4a00",
    warning="#8a5200",
    error="#b3261e",
    success="#1c6b3a",
    foreground="#1b1f23",
    background="#fbfbf9",
    surface="#f1f1ee",
    panel="#e4e5e0",
    dark=False,
    variables={
        "text-warning": "#7a4700",
        "text-error": "#a01c15",
        "text-success": "#165c30",
        "text-accent": "#6b4100",
        "text-muted": "#464c51",
        "text-disabled": "#5f656b",
        "border-blurred": "#7f847d",
        "scrollbar": "#6f766f",
        "scrollbar-hover": "#565c56",
        "scrollbar-background": "#f1f1ee",
    },
)
CONTRAST = Theme(
    name="kvip-kontrast",
    primary="#ffff00",
    secondary="#00ffff",
    accent="#ffff00",
    warning="#ffff00",
    error="#ff9090",
    success="#00ff00",
    foreground="#ffffff",
    background="#000000",
    surface="#1a1a1a",
    panel="#303030",
    dark=True,
    variables={
        "text-muted": "#ffffff",
        "text-disabled": "#a8a8a8",
        "text-warning": "#ffff00",
        "text-error": "#ff9090",
        "text-success": "#00ff00",
        "text-accent": "#ffff00",
        "border-blurred": "#ffffff",
        "scrollbar": "#c0c0c0",
        "scrollbar-hover": "#ffffff",
        "scrollbar-background": "#000000",
        "input-selection-background": "#5f5f00",
        "screen-selection-background": "#5f5f00",
    },
)
THEMES = {Look.DARK: DARK, Look.LIGHT: LIGHT, Look.CONTRAST: CONTRAST}
TITLES = {
    Look.DARK: m("Utseende: mørkt"),
    Look.LIGHT: m("Utseende: lyst"),
    Look.CONTRAST: m("Utseende: høy kontrast"),
}
