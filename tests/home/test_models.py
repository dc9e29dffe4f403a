import pytest
from wagtail.models import Page, Site

from curriculum.models import ProgrammePage
from home.models import HomePage, LoadedItem
from tests import make

pytestmark = pytest.mark.django_db


def test_tree_has_one_home_page_and_nothing_beside_it():
    home = HomePage.objects.get()

    assert [page.specific for page in Page.objects.filter(depth=2)] == [home]
    assert list(Site.objects.values_list("root_page_id", flat=True)) in ([home.pk], [])


def test_home_page_holds_programmes_alone():
    assert HomePage.allowed_subpage_models() == [ProgrammePage]
    assert HomePage.can_create_at(Page.get_first_root_node()) is False
    assert HomePage.can_create_at(make.make_programme()) is False


def test_loaded_item_is_known_by_its_path():
    assert str(LoadedItem(path="m1/l1")) == "m1/l1"
