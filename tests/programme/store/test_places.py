"""Network file systems are known by what is mounted there; SQLite gets no WAL on them."""

from pathlib import Path

import pytest

from programme.store.places import kind_of, network_of

MOUNTS = r"""
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:26 / /mnt/team rw,relatime shared:14 - nfs4 server:/export rw,vers=4.2
31 22 0:27 / /mnt/team/local rw - ext4 /dev/vdb rw
32 22 0:28 / /mnt/with\040space rw - cifs //server/share rw
33 22 0:29 / /home/far rw - fuse.sshfs me@server: rw
34 22 0:30 / /mnt/twice rw - nfs server:/a rw
35 34 0:31 / /mnt/twice rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/data/bot.db", None),
        ("/mnt/team/data/bot.db", "nfs4"),
        ("/mnt/team/local/bot.db", None),
        ("/mnt/teamwork/bot.db", None),
        ("/mnt/with space/bot.db", "cifs"),
        ("/home/far/bot.db", "fuse.sshfs"),
        ("/mnt/twice/bot.db", None),
    ],
)
def test_the_nearest_mount_decides(path: str, kind: str | None) -> None:
    assert network_of(Path(path), MOUNTS) == kind


def test_of_two_in_one_place_the_later_counts() -> None:
    assert kind_of(Path("/mnt/twice/bot.db"), MOUNTS) == "tmpfs"


def test_where_nobody_can_say_nothing_is_said() -> None:
    assert network_of(Path("/mnt/team/bot.db"), "") is None


def test_this_machines_own_list_is_understood(tmp_path: Path) -> None:
    assert network_of(tmp_path) is None
