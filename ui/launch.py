"""Runs Streamlit without its look-ups of this machine's own addresses.

Where a request comes from a page of unknown origin, Streamlit 1.67 asks checkip.amazonaws.com for the machine's outside
address, to see whether the origin is that. No request may leave the machine: unknown origins are simply refused.
"""

from streamlit import net_util
from streamlit.web.cli import main


def _unknown() -> None:
    """No address."""


net_util.get_external_ip = _unknown
net_util.get_internal_ip = _unknown

if __name__ == "__main__":
    main(prog_name="streamlit")
