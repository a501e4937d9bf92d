"""What needs many documents: restatements, first statements, versions, conflicts; a store hands in what it holds."""
