import pytest
from tests import make
from django.db import connection
from django.test.utils import CaptureQueriesContext
pytestmark = pytest.mark.django_db

def test_probe(client):
    prog = make.make_signed_programme()
    module = prog.get_children().first().specific
    src = make.make_source()
    fact = {"type":"fact","value":{"statement":"<p>DRAFT</p>","source":src.pk,"mark":"V","review_by":"2099-01-01","guidance_key":"k1"}}
    fact2 = {"type":"fact","value":{"statement":"<p>PLAIN</p>","source":src.pk,"mark":"V","review_by":"2099-01-01","guidance_key":""}}
    g = {"type":"local_guidance","value":{"guidance_key":"k2","question":"<p>Q?</p>"}}
    make.sign(make.make_lesson(module,"l2",[fact,fact2,g]))
    t = make.make_trainee(make.make_cohort(prog))
    e = make.make_enrolment(t)
    client.force_login(t.user)
    for p in ["/learn/p1/","/learn/p1/m1/","/learn/p1/m1/l2/"]:
        with CaptureQueriesContext(connection) as c:
            r = client.get(p, secure=True)
        print(p, r.status_code, len(c))
        for q in c.captured_queries: print("   ", q["sql"][:230], "...", q["sql"][-120:])
    adm = make.make_user("admin", __import__("home.roles").roles.ADMINISTRATOR)
    from trainees.models import Enrolment, Trainee, Cohort
    print("ENR", Enrolment.objects.visible_to(adm).count(), Trainee.objects.visible_to(adm).count(), Cohort.objects.visible_to(adm).count())
