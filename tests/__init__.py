"""The tests, in the folders of what they test; `factories` makes documents for all of them."""
