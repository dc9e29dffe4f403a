"""How passphrases are hashed: Argon2id, sized so that a whole class can sign in at once."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class SmallArgon2(Argon2PasswordHasher):
    """19 MiB, 2 passes, 1 lane (OWASP's minimum): Django's 100 MiB would take 3 GB for 30 phones."""

    memory_cost = 19_456
    time_cost = 2
    parallelism = 1
