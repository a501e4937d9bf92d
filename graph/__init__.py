"""Many documents, one graph: what the nodes and edges are, how they are built and where they are kept."""
