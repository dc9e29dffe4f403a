"""Addresses of the desks that join rooms, and of the front door."""

from django.urls import path

from home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("learn/", views.learn, name="learn"),
    path("desk/", views.desk, name="desk"),
    path("desk/people/<trainee:number>/", views.person, name="person"),
    path("healthz", views.healthz, name="healthz"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
