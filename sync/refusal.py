"""Why one change cannot be taken as it is."""


class ChangeRefused(Exception):
    """A change that is not understood or not valid. `code` stands in the register of problems,
    `field` is the name of the field it is about, if it is about one."""

    def __init__(self, code: str, field: str | None = None) -> None:
        super().__init__(code if field is None else f"{code}: {field}")
        self.code = code
        self.field = field
