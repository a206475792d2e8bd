"""Sentences about hand-overs: what goes, what stays, what one brings."""

from collections.abc import Iterator
from pathlib import Path

from kvip_tui.domain.state.plan import Privacy
from kvip_tui.domain.state.visit import Visit
from kvip_tui.i18n import _, ngettext
from kvip_tui.sharing.handover import Handed
from kvip_tui.sharing.summary import Preview, Staying
from kvip_tui.texts import formats
from kvip_tui.texts.sharing import ago


def staying(counted: Staying) -> str:
    """Return what goes in a hand-over and what stays, in a line."""
    going = counted.going
    total = sum(going.values())
    text = ngettext("{n} notat: {plenum} P, {team} T.", "{n} notater: {plenum} P, {team} T.", total)
    parts = [
        text.format(n=total, plenum=going[Privacy.PLENUM], team=going[Privacy.TEAM]),
    ]
    if counted.impressions:
        text = ngettext("{n} inntrykk blir her.", "{n} inntrykk blir her.", counted.impressions)
        parts.append(text.format(n=counted.impressions))
    if counted.interviews:
        text = ngettext(
            "{n} fra intervju tas ikke med.", "{n} fra intervju tas ikke med.", counted.interviews
        )
        parts.append(text.format(n=counted.interviews))
    return " ".join(parts)


def preview(found: Preview, visit: Visit) -> Iterator[str]:
    """Yield what a hand-over brings, a line each."""
    zone = visit.plan.timezone
    if found.people:
        yield _("Fra {names}").format(names=", ".join(found.people))
    if found.since is not None and found.until is not None:
        text = _("Skrevet {since}–{until}")
        yield text.format(
            since=formats.clock(found.since, zone), until=formats.clock(found.until, zone)
        )
    text = ngettext(
        "{new} nytt notat, {changed} endret, {deleted} slettet",
        "{new} nye notater, {changed} endret, {deleted} slettet",
        found.new,
    )
    yield text.format(new=found.new, changed=found.changed, deleted=found.deleted)
    if found.overruled:
        text = ngettext(
            "{n} endring av klokka gjelder ikke",
            "{n} endringer av klokka gjelder ikke",
            found.overruled,
        )
        yield text.format(n=found.overruled)
    if found.off is not None:
        yield _("Klokka på den andre maskinen går {ago} foran").format(ago=ago(found.off))
    if found.behind is not None:
        text = _("Klokka på den andre maskinen går minst {ago} etter")
        yield text.format(ago=ago(found.behind))
    if found.blocks:
        yield _("Blokker som blir annerledes: {titles}").format(titles=", ".join(found.blocks))
    if found.findings:
        listed = ", ".join(f"{title} ({n})" for title, n in found.findings.items())
        yield _("Se etter: {found}").format(found=listed)


def received(visit_id: str, notes: int, records: int) -> str:
    """Return what came in, in a line."""
    if not records:
        return _("{visit}: 0 nye, alt var her fra før.").format(visit=visit_id)
    text = ngettext("{visit}: {n} nytt notat.", "{visit}: {n} nye notater.", notes)
    return text.format(visit=visit_id, n=notes)


def damaged(path: Path, handed: Handed) -> Iterator[str]:
    """Yield a sentence on each line of a hand-over that could not be read."""
    for damage in handed.damage:
        text = _("{path} kan ikke leses på linje {line} ({reason}): resten er lest.")
        yield text.format(path=path, line=damage.line, reason=damage.reason)


def sealing() -> list[str]:
    """Return what is to be known before a visit gets a passphrase."""
    return [
        _("Mister dere passordfrasen, er besøket tapt: ingen kan hente det fram igjen."),
        _(
            "Navnet på mappa og filene dere eksporterer, er ikke forseglet. "
            "Deltakerne går ikke i adresseboka."
        ),
    ]


def sealed(*, before: bool) -> str:
    """Return what there is to say of a visit that was sealed; *before* is whether it was shared."""
    here = _(
        "Alt kvip har av besøket på denne maskinen, er forseglet. Navn som alt står i adresseboka, "
        "blir der."
    )
    if not before:
        return here
    there = _(
        "Det som er delt, skrives på nytt; det synkroniseringen, skyen og sikkerhetskopier har fra "
        "før, når ikke kvip: slett det der."
    )
    return f"{here} {there}"
