"""What is said of a question beside its hits: the answer made of quotes, the card of what it names."""
