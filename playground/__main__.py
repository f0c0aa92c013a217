"""`python -m playground`: the whole bot on this machine, with no token, no network and no settings."""

from __future__ import annotations

import argparse
import asyncio
import sys

from playground.demo import Demo


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m playground", description=__doc__)
    parser.add_argument("--port", type=int, default=8088, help="where the chat page is (0: any free port)")
    parser.add_argument("--empty", action="store_true", help="without the sample programme")
    asked = parser.parse_args()
    try:
        return asyncio.run(Demo(asked.port, sample=not asked.empty).run())
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
