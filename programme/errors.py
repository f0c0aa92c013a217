"""Refusals: everything the programme may answer "no" to, each named for what happened."""

from __future__ import annotations


class Refusal(Exception):
    """The command was not carried out and nothing was written; the wording for people is in `content`."""


class NotFound(Refusal):
    """Nothing of that address exists for this person: never was, not theirs, or not theirs any more."""


class NotAllowed(Refusal):
    """The person's roles, as they are now, do not include what the address needs."""


class CodeNotValid(Refusal):
    """The invitation is wrong, used up, expired or revoked; which of these is never told."""


class TooManyCodes(Refusal):
    """Five wrong codes within an hour: this chat pauses before it may try again."""


class SessionGone(Refusal):
    """The person was booked or waiting, and the session has since been cancelled."""


class TooLate(Refusal):
    """The session has begun (or ended), so the place can no longer be taken or given up."""


class ConsentNeeded(Refusal):
    """A health-related session needs its own consent first."""


class TooManyBookings(Refusal):
    """The person holds as many places to come as the team allows one person."""


class NotYetOpen(Refusal):
    """The join link is shown from thirty minutes before the start."""


class NotBooked(Refusal):
    """The act needs a booked place and there is none."""


class Unusable(Refusal):
    """Something typed cannot be used; *field* names it and *problem* says what is wrong with it."""

    def __init__(self, field: str, problem: str, **details: object) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem
        self.details = details


class AlreadyCovered(Refusal):
    """Another instructor has taken the session over, or nobody is looked for any more."""


class EmployerExists(Refusal):
    """A workplace of that name is open already."""


class EmployerUnknown(Refusal):
    """No open workplace has that name."""


class LastOfTeam(Refusal):
    """The programme team would be empty; add somebody else to it first."""


class TooManyComplaints(Refusal):
    """Three complaints within a day are kept; after that the contact's address is the way."""


class CatalogueMoved(Refusal):
    """What holds now is not what was compared with: somebody else has published meanwhile, or the form is gone."""
