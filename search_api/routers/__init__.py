"""The endpoints, one module a subject; `app` puts them together."""
