"""Where a file lies: on a disk of this machine, or on somebody else's, over a network."""

from __future__ import annotations

from pathlib import Path

MOUNTS = Path("/proc/self/mountinfo")
"""Linux's list of what is mounted; see proc(5). Elsewhere nothing is known, so nothing is said."""

NETWORKS = frozenset(
    {
        "9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse.ceph", "fuse.davfs2", "fuse.gcsfuse",
        "fuse.glusterfs", "fuse.grpcfuse", "fuse.rclone", "fuse.s3fs", "fuse.sshfs", "gfs2", "glusterfs", "lustre",
        "ncpfs", "nfs", "nfs4", "ocfs2", "smb2", "smb3", "smbfs",
    }
)  # fmt: skip


def network_of(path: Path, mounts: str | None = None) -> str | None:
    """The kind of network file system that *path* is on; None where it is on none, or nobody can say.

    SQLite keeps to itself by locks on the file, which network file systems often get wrong, and its WAL needs memory
    that only the processes of one machine share. Sources: https://sqlite.org/useovernet.html,
    https://sqlite.org/wal.html, "Disadvantages", https://sqlite.org/howtocorrupt.html, 2.1.
    *mounts*: the text of `mountinfo`; None: this machine's.
    """
    found = kind_of(path.resolve(), read_mounts() if mounts is None else mounts)
    return found if found in NETWORKS else None


def read_mounts() -> str:
    try:
        return MOUNTS.read_text("utf-8", errors="replace")
    except OSError:
        return ""


def kind_of(path: Path, mounts: str) -> str | None:
    """The type of the file system mounted nearest above *path*; of two in one place the later hides the first."""
    nearest, kind = -1, None
    for line in mounts.splitlines():
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        place = Path(unescaped(fields[4]))  # the fifth field; after the dash comes the type
        if path.is_relative_to(place) and len(place.parts) >= nearest:
            nearest, kind = len(place.parts), after.split(" ")[0]
    return kind


def unescaped(text: str) -> str:
    r"""mountinfo writes space, tab, line break and backslash as \040, \011, \012 and \134."""
    for code, character in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, character)
    return text
