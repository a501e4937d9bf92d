"""One file in, one `Document` out: reading, cleaning, outline, extraction."""
