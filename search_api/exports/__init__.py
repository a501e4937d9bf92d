"""How results leave as files."""
