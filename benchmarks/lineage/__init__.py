"""Where a rule was first stated: against judged groups, on sentences changed on purpose, and how it grows."""
