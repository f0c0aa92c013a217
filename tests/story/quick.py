"""The bot's own command line with a quick pulse, so that a story need not wait ten seconds for each take-over."""

import sys

from bot.__main__ import main
from programme import worker

QUICK = worker.Pulse(beat=0.4, lease=1.2, stale=1.8, look=0.2)

if __name__ == "__main__":
    worker.PULSE = QUICK
    sys.exit(main())
