"""How allauth and axes are told what signing in means here."""

from allauth.account.adapter import DefaultAccountAdapter


class Adapter(DefaultAccountAdapter):
    """Nobody signs herself up: a trainer adds her."""

    def is_open_for_signup(self, request):
        return False

    def authenticate(self, request, **credentials):
        """The user, or None: who left gets the same answer as who mistyped."""
        user = super().authenticate(request, **credentials)
        return user if user and user.is_active else None


def no_address(request) -> str:
    """The address kept beside a wrong try: none. A clinic shares one, and it is personal data."""
    return "0.0.0.0"
