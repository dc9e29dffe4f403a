"""Addresses of the desks that join rooms, and of the front door."""

from django.urls import path

from home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("learn/", views.learn, name="learn"),
    path("desk/", views.desk, name="desk"),
    path("desk/people/<trainee:number>/", views.person, name="person"),
    path("r/", views.review, name="review"),
    path("r/read/", views.review_read, name="review_read"),
    path("r/read/<int:place>/", views.review_page, name="review_page"),
    path("r/close/", views.review_close, name="review_close"),
    path("healthz", views.healthz, name="healthz"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
