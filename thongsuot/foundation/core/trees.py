"""One tree mechanism: a path of fixed-width steps, as text in C collation, asked by range.

A step is four base-36 characters, so a node has room for 1,679,616 children. Prefix of a path means ancestor.
"""

STEP = 4
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_AFTER_ALL_DIGITS = "~"


def child_path(parent: str, number: int) -> str:
    """Return the path of the parent's child with this number (0 to 1,679,615)."""
    if not 0 <= number < 36**STEP:
        msg = f"A node has room for {36**STEP} children; {number} is outside."
        raise ValueError(msg)
    step = ""
    for _ in range(STEP):
        number, digit = divmod(number, 36)
        step = _DIGITS[digit] + step
    return parent + step


def subtree_range(path: str) -> tuple[str, str]:
    """Return the half-open range [low, high) that holds this path and all below it."""
    return path, path + _AFTER_ALL_DIGITS


def depth_of(path: str) -> int:
    """Return how many steps a path has; the root has one."""
    return len(path) // STEP


def ancestor_paths(path: str) -> list[str]:
    """Return the paths from the root down to and with this one."""
    return [path[: STEP * n] for n in range(1, depth_of(path) + 1)]


def is_within(path: str, top: str) -> bool:
    """Tell whether a path is the top itself or below it."""
    return path.startswith(top)
