"""The product with one guard off, for twins: a fault test that cannot see the fault counts as missing.

Served with ``tests.loosened.settings``; the environment's GUARD_OFF names the guard.
"""
