"""Which passages come first: what an index is asked, the order of what it finds, page by page."""
