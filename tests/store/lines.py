"""Lines of journals that another program has written."""

import json
from zlib import crc32

from kvip_tui.domain.base import Record
from kvip_tui.store import codec

HOSTILE = "\x1b[2J\x1b]0;tatt\x07a\u202eb\x9b31m\x7f\x08c\u2066"


def line(members: dict[str, object]) -> bytes:
    """Return a line of a journal that another program has written, with its check."""
    body = json.dumps(members, ensure_ascii=False).encode()[:-1]
    return b'%b,"check":"%08x"}' % (body, crc32(body))


def at_first(first: Record, **changed: object) -> bytes:
    """Return the line that makes a visit, with some members of the event changed."""
    members = codec.document(first)
    [event] = members["events"]
    return line(json.loads(codec.seal({**members, "events": [{**event, **changed}]})))
