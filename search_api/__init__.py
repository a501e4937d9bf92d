"""Questions and answers: the index, understanding a query, ranking, answering, HTTP."""
