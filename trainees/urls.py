"""Addresses of the learner's doors and of a trainer's work with people."""

from django.urls import path

from trainees.views import account, contact, learn, people, practicum

app_name = "trainees"
urlpatterns = [
    path("passphrase/", account.passphrase, name="passphrase"),
    path("language/", account.language, name="language"),
    path("media/<path:name>", account.media, name="media"),
    path("desk/people/add/", people.add, name="add"),
    path("desk/people/<trainee:number>/passphrase/", people.reset_passphrase, name="reset"),
    path("desk/people/<trainee:number>/enrol/", people.enrol, name="enrol"),
    path("desk/enrolments/<int:enrolment>/practicum/", practicum.log, name="practicum"),
    path("desk/practicum/<uuid:entry>/void/", practicum.void, name="void_contact"),
    path(
        "desk/people/<trainee:number>/enrolments/<int:enrolment>/move-up/",
        people.move_up,
        name="move_up",
    ),
    path(
        "desk/people/<trainee:number>/enrolments/<int:enrolment>/relearn/",
        people.relearn,
        name="relearn",
    ),
    path("learn/contact/", contact.contact, name="contact"),
    path("learn/contact/<str:channel>/", contact.give, name="give_contact"),
    path("learn/contact/<str:channel>/remove/", contact.remove, name="remove_contact"),
    path("learn/<code:programme>/", learn.programme, name="programme"),
    path("learn/<code:programme>/<words:glossary>/", learn.glossary, name="glossary"),
    path("learn/<code:programme>/conduct/", learn.conduct, name="conduct"),
    path("learn/<code:programme>/<code:module>/", learn.module, name="module"),
    path("learn/<code:programme>/<code:module>/<code:lesson>/", learn.lesson, name="lesson"),
]
