"""The pages: one module a page, its template beside it."""
