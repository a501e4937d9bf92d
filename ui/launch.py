"""Runs Streamlit until its parent ends, and without its look-ups of this machine's own addresses.

Where a request comes from a page of unknown origin, Streamlit 1.67 asks checkip.amazonaws.com for the machine's outside
address, to see whether the origin is that. No request may leave the machine: unknown origins are simply refused.
"""

import os
import sys
import threading

from streamlit import net_util
from streamlit.web.cli import main

import ui.client  # noqa: F401  # what pages need, before anybody can ask for one: the first would wait for it


def _unknown() -> None:
    """No address."""


net_util.get_external_ip = _unknown
net_util.get_internal_ip = _unknown


def _end_with_parent() -> None:
    # A parent that is killed ends nothing, and the portal would hold its port for ever. Its end of the pipe goes with
    # it; read without Python's own buffer, whose lock would stand in the way of a regular end.
    while os.read(0, 1024):
        pass
    os._exit(1)


if __name__ == "__main__":
    if "--with-parent" in sys.argv:
        sys.argv.remove("--with-parent")
        threading.Thread(target=_end_with_parent, daemon=True).start()
    main(prog_name="streamlit")
