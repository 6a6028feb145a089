"""What can go wrong, each kind with its exit code; a message says what, where, why and what to do."""


class PlangraphError(Exception):
    """Base of every error that a user can do something about."""

    exit_code = 70


class UsageError(PlangraphError):
    """Wrong options or arguments, or a query that does not parse."""

    exit_code = 2


class InputError(PlangraphError):
    """Input that cannot be read: missing, empty, binary, undecodable or broken."""

    exit_code = 3


class LimitError(PlangraphError):
    """A limit of size, time, depth or rows was hit."""

    exit_code = 4


class RefusedError(PlangraphError):
    """Refused for safety: a network access, an update, a path out of its folder, a foreign file."""

    exit_code = 5
