"""The pure part of the API: what programs may send, what they are told, and the document that says so."""
