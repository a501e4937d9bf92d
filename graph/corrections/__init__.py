"""What people put right (校订): patches keyed by quote, replayed whenever a document is read again."""
