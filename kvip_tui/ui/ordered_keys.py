"""Takes keys in the order in which they were pressed, also those that run ahead of the screen."""

import asyncio
from contextlib import suppress

from textual import events
from textual.app import App
from textual.message_pump import MessagePump

from kvip_tui.domain.text.legible import legible

# No key waits longer than this for the one before it, whatever that one has set in motion.
LONGEST_WAIT = 0.25


class KeysInOrder(App[None]):
    """An app in which each key has its whole effect before the next one is looked at."""

    async def on_event(self, event: events.Event) -> None:
        """Take an event, and what is typed only when what was typed before has been worked off.

        Textual hands a key on and takes the next at once: of a note that is typed fast, letters
        would reach the day screen, where they give people the floor, and Enter would overtake them.
        What is pasted comes as it may be shown: a field draws on the terminal what stands in it.
        """
        if isinstance(event, events.Paste) and not event.is_forwarded:
            event.text = legible(event.text)
        typed = isinstance(event, events.Key | events.Paste) and not event.is_forwarded
        target = (self.focused or self.screen) if typed else None
        await super().on_event(event)
        for node in (target, *target.ancestors_with_self) if target else ():
            if node is not self:
                await _worked_off(node)


async def _worked_off(node: MessagePump) -> None:
    """Wait until a widget has handled every message that has reached it so far."""
    done = asyncio.Event()
    if node.call_later(done.set):
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), LONGEST_WAIT)
