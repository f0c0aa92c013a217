"""The control: a bot that neither shows that it lives nor asks, in any way, whether it is still the worker."""

import sys
from dataclasses import replace

from programme import worker
from programme.store import worker as row
from scheduling.lease import Lease
from tests.story.quick import QUICK


def leave_out_every_guard() -> None:
    """Before anything else is imported that builds its statements from them."""
    row.NONE_LATER = "CAST({epoch} AS BIGINT) IS NOT NULL"
    worker.PULSE = replace(QUICK, beat=3600.0)
    setattr(Lease, "holds", lambda _lease: True)  # noqa: B010 - the guard that is left out


if __name__ == "__main__":
    leave_out_every_guard()
    from bot.__main__ import main

    sys.exit(main())
