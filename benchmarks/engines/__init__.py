"""The same collection and the same calls on every pair of engines, in one run."""
