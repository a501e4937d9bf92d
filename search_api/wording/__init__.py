"""An answer in a model's words, each sentence of which a quote bears out; off unless an endpoint is set."""
