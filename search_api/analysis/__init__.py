"""Text as search sees it: tokens, quantities, and where they stand, the same for every engine and for highlights."""
