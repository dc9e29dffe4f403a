"""The roof's screens in the editors' room."""
