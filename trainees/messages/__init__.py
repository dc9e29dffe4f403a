"""What leaves the house for a phone or a mailbox: guarded after rendering, then given to a provider.

Anything that can be read over a shoulder is a message: SMS, e-mail, push, calendar. A provider takes only
what the guard has passed.
"""

from trainees.messages.guard import MessageRefused, Passed, Private, Rendered, Rule, passed

__all__ = ["MessageRefused", "Passed", "Private", "Rendered", "Rule", "passed"]
