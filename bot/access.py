"""Who may do what, decided on the server at the moment of the tap from the roles as they are now."""

from __future__ import annotations

from bot.tap import Needs
from programme.model import Purpose, Role, Visitor

ROLES = {
    Needs.INSTRUCTOR: (Role.INSTRUCTOR, Role.TEAM),
    Needs.HR: (Role.HR,),
    Needs.TEAM: (Role.TEAM,),
}


def may_use(visitor: Visitor, needs: Needs) -> bool:
    """Whether *visitor* may use an address that needs *needs*; a role counts only while they are a member."""
    if needs is Needs.ANYBODY:
        return True
    if Purpose.JOINING not in visitor.consents:
        return False
    if needs is Needs.MEMBER:
        return True
    return any(visitor.holds(role) for role in ROLES[needs])
