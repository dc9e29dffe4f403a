"""The roof's pages in the authors' room."""
