"""How allauth and axes are told what signing in means here."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Nobody signs herself up: a trainer adds her."""

    def is_open_for_signup(self, request):
        return False


def no_address(request) -> str:
    """The address kept beside a wrong try: none. A clinic shares one, and it is personal data."""
    return "0.0.0.0"
