"""Named steps that find what does not belong in a text, and the text without it, with the way back.

First every step looks at the text as it stands and says what it found (`find_noise`); only then is anything
changed (`clean`), so that no step sees the holes of another and every finding is a span of the user's own file.
"""

from ingest.clean.mapping import CleanText, apply_edits
from ingest.clean.noise import STEPS, find_noise
from ingest.clean.normalise import normalise
from ingest.clean.write import clean

__all__ = ["STEPS", "CleanText", "apply_edits", "clean", "find_noise", "normalise"]
