"""Sentences about a visit's life: what goes when it is deleted, and what that cannot reach."""

from collections.abc import Iterator

from kvip_tui.i18n import _, ngettext
from kvip_tui.store.receipts import Going
from kvip_tui.texts import formats


def not_taken_over(count: int) -> str:
    """Return how many of last year's measures stand nowhere in the new visit."""
    text = ngettext(
        "{count} tiltak fra sist er ikke med: skriv det inn under fjorårets funn.",
        "{count} tiltak fra sist er ikke med: skriv dem inn under fjorårets funn.",
        count,
    )
    return text.format(count=count)


def going(found: Going) -> Iterator[str]:
    """Yield what goes with a visit and what stays, a sentence each."""
    day = formats.date_text(found.date) if found.date else _("uten dato")
    yield _("Skal slettes: {visit} ({host}, {day}).").format(
        visit=found.visit, host=found.host, day=day
    )
    count = sum(found.records.values())
    if count:
        text = ngettext(
            "Det har {count} hendelse i journalen.", "Det har {count} hendelser i journalen.", count
        )
        yield text.format(count=count)
    if found.documents:
        text = ngettext(
            "{count} dokument i mappa til besøket går med.",
            "{count} dokumenter i mappa til besøket går med.",
            found.documents,
        )
        yield text.format(count=found.documents)
    if found.shared and found.holds:
        text = _("Det som er delt i {folder}, slettes også, og de andre får vite det.")
        yield text.format(folder=found.shared)
    elif found.shared:
        text = _(
            "Det som er delt i {folder}, blir liggende: bare den som har klokka, kan slette det."
        )
        yield text.format(folder=found.shared)
    yield _(
        "Dokumenter som er lagret andre steder, sikkerhetskopier og det synkroniseringen har "
        "tatt vare på, nås ikke herfra; navn i adresseboka blir stående."
    )
