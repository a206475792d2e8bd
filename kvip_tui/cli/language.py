"""Which language the program speaks: what is asked for, else the surroundings', else one's own."""

from codecs import BOM_UTF8
from collections.abc import Mapping, Sequence
from typing import Final

from kvip_tui.bounded import read_kept
from kvip_tui.errors import UserError
from kvip_tui.i18n import _, language_named, use_language

OPTION: Final = "--language"
VARIABLE: Final = "KVIP_LANGUAGE"


def speak(words: Sequence[str], environ: Mapping[str, str]) -> str:
    """Speak the language of the command line *words*, before they are read; return what to say.

    What the person chose for good counts where nothing else is asked for.

    Raises:
        UserError: There is no such language as ``--language`` asks for.
    """
    asked, wished = _after(words, OPTION), environ.get(VARIABLE, "")
    language = language_named(asked or "") or language_named(wished)
    own = "" if language else _own(words)
    use_language(language or language_named(own) or "nb")
    if asked and not language_named(asked):
        said = _("Språket «{text}» finnes ikke her: skriv nb, nn eller en etter --language.")
        raise UserError(said.format(text=asked[:20]))
    if wished and not language_named(wished):
        said = _("KVIP_LANGUAGE er «{text}», som ikke er et språk her: bruk nb, nn eller en.")
        return said.format(text=wished[:20])
    if own and not language_named(own):
        said = _("Språket «{text}» i innstillingene finnes ikke her: velg et med «språk SPRÅK».")
        return said.format(text=own[:20])
    return ""


def _after(words: Sequence[str], option: str) -> str | None:
    """Return what stands after the last of an option, None where it does not stand there."""
    found = None
    for word, following in zip(words, [*words, ""][1:], strict=True):
        if word == option:
            found = following
        elif word.startswith(f"{option}="):
            found = word.partition("=")[2]
    return found


def _own(words: Sequence[str]) -> str:
    """Return what the settings say; the rest of them, and what is wrong with them, is for later."""
    import msgspec  # noqa: PLC0415 - 10 ms, and --version does without

    from kvip_tui.paths import data_dir  # noqa: PLC0415 - with it

    file = data_dir(_after(words, "--data")) / "settings.json"
    try:
        kept = msgspec.json.decode(read_kept(file).removeprefix(BOM_UTF8))
        return str(kept.get("language", ""))
    except (OSError, ValueError, AttributeError, RecursionError):
        return ""
