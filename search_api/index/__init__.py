"""Finding passages by words; `open_index` picks the engine from its address."""
