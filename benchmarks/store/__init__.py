"""Measures the stores."""
