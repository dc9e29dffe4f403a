"""Every action of this room is known to the log."""

import pytest
from wagtail.log_actions import registry

from trainees.wagtail_hooks import ACTIONS

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("action", ACTIONS)
def test_action_is_registered(action):
    assert registry.action_exists(action) is True
