"""What the product says when it will not do something."""

import re


class Refusal(Exception):
    """An action that may not be done, with a message fit to show: what, where, and what to do.

    Each refusal is a subclass named as a sentence; its `code` is that name in lower case with underscores.
    """

    def __init__(self, message: object) -> None:
        super().__init__(message)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)

    @property
    def code(self) -> str:
        """The refusal's name for machines: PlanAlreadyPublished -> plan_already_published."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()
