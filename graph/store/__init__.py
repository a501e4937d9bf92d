"""Where library and graph are kept; `open_store` picks the engine from its address."""
