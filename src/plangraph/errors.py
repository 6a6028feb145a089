"""What can go wrong, each kind with its exit code and a code of its own that stays (docs/errors.md); a message says what,
where, why and what to do."""


class PlangraphError(Exception):
    """Base of every error that a user can do something about."""

    exit_code = 70
    code = "PG-E700"


class UsageError(PlangraphError):
    """Wrong options or arguments, or a query that does not parse."""

    exit_code = 2
    code = "PG-E020"


class InputError(PlangraphError):
    """Input that cannot be read: missing, empty, binary, undecodable or broken."""

    exit_code = 3
    code = "PG-E030"


class LimitError(PlangraphError):
    """A limit of size, time, depth or rows was hit."""

    exit_code = 4
    code = "PG-E040"


class RefusedError(PlangraphError):
    """Refused for safety: a network access, an update, a path out of its folder, a foreign file."""

    exit_code = 5
    code = "PG-E050"


class TimeLimitError(LimitError):
    """A question was not answered in its time."""

    code = "PG-E041"


class ForeignFileError(RefusedError):
    """A file or folder that plangraph did not write is in the way."""

    code = "PG-E051"
