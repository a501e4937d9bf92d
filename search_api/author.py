"""Who says something, in local mode: whoever is named."""

import getpass


def author(by: str | None) -> str:
    """Whoever is named, else the account that runs the service."""
    if by and by.strip():
        return by.strip()
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run under a number that has no name
        return "本机用户"
