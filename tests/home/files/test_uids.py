from home.files.uids import derived


def test_id_of_a_place_never_changes():
    """Databases that were loaded from files hold these."""
    assert derived("m2/q2-01") == "142c1555-e521-5132-a58b-041933b284d6"
    assert derived("m2/q2-01/a") == "046a384a-4395-5083-8242-5617d2b0a78c"
