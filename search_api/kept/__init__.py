"""What is kept of people's searching: searches with a name, searches that found nothing, words to search with."""
