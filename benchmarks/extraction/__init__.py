"""How right extraction is against the annotated documents."""
