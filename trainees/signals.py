"""The one signal that goes up."""

from django.dispatch import Signal

#: Sent inside the transaction of the last completion, with ``enrolment`` (completed) and ``at``
#: (datetime). A receiver writes rows and never harms the completion.
enrolment_completed = Signal()
