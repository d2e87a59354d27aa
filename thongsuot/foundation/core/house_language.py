"""The organisation's own language. What is stored is written in it, whoever writes: others read it later."""

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise


def in_house_words(text: Promise | str) -> str:
    """Return a text marked for later translation as it is stored, not as the person who acts reads it."""
    with translation.override(settings.LANGUAGE_CODE):
        return str(text)
