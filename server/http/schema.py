"""What every schema of ours stems from."""

from typing import Any, NoReturn

import marshmallow


class Schema(marshmallow.Schema):
    """marshmallow's, whose refusals end with their request. What marshmallow raises stays a local of the
    frame that its own traceback names: a circle that only the garbage collector ends, and this process
    seldom asks that (server/gunicorn_conf.py). All that a body held stayed that long in the memory."""

    def handle_error(
        self, error: marshmallow.ValidationError, data: Any, *, many: bool, **kwargs: Any
    ) -> NoReturn:
        """Called by marshmallow before it raises `error`: another one that says the same, which no
        frame knows, is raised in its place."""
        raise marshmallow.ValidationError(error.messages, valid_data=error.valid_data)
