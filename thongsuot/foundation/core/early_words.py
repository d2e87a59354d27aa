"""Words spoken before Django stands: the database is started before the settings that need it are read.

They come from the same catalogue as all others (locale/en), through the standard library. Import `early_gettext` as `_`.
"""

from contextvars import ContextVar
from gettext import translation
from pathlib import Path

_LOCALE = Path(__file__).parents[2] / "locale"
_language: ContextVar[str] = ContextVar("language of early words", default="vi")


def speak(language: str) -> None:
    """Choose the language of what is said from here on, vi or en."""
    _language.set(language)


def early_gettext(text: str) -> str:
    """Return a Vietnamese text in the chosen language; in Vietnamese where there is no other."""
    return translation("django", _LOCALE, languages=[_language.get()], fallback=True).gettext(text)
