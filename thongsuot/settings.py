"""Settings: values only, read from the environment. docs/configuration.md describes every variable.

A wrong value stops start-up with a sentence.
"""

import os
from datetime import datetime
from pathlib import Path

from environs import Env, validate

from thongsuot.foundation.core.installation_key import installation_key
from thongsuot.foundation.database.connections import django_databases
from thongsuot.foundation.database.embedded import data_home

env = Env()


def _secret(name: str) -> str:
    """Read a secret from a variable, or from the file that NAME_FILE points at."""
    path = env.str(f"{name}_FILE", "")
    return Path(path).read_text().strip() if path else env.str(name, "")


HOME = data_home()
PACKAGE = Path(__file__).parent

DEBUG = env.bool("THONGSUOT_DEBUG", False)
DATA_KEY = installation_key(HOME, env.str("THONGSUOT_KEY", ""), env.str("THONGSUOT_KEY_FILE", ""))
SECRET_KEY = DATA_KEY.hex()
ALLOWED_HOSTS: list[str] = env.list("THONGSUOT_HOSTS", ["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("THONGSUOT_ORIGINS", [])
PUBLIC_ADDRESS = env.str("THONGSUOT_ADDRESS", "http://127.0.0.1:8000")

# The demonstration pins its day and lets a visitor on this machine choose a role without a password.
DEMONSTRATION = env.bool("THONGSUOT_DEMONSTRATION", False)
_pinned = env.str("THONGSUOT_PINNED_NOW", "")
PINNED_NOW: datetime | None = datetime.fromisoformat(_pinned) if _pinned else None

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "thongsuot.foundation.audit",
    "thongsuot.foundation.files",
    "thongsuot.foundation.access",
    "thongsuot.foundation.organisations",
    "thongsuot.foundation.privacy",
    "thongsuot.foundation.messaging",
    "thongsuot.foundation.accounts",
    "thongsuot.domain.directives",
    "thongsuot.domain.plans",
    "thongsuot.domain.study",
    "thongsuot.domain.programmes",
    "thongsuot.domain.figures",
    "thongsuot.domain.reports",
    "thongsuot.interfaces.web.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "thongsuot.interfaces.web.accounts.middleware.SessionLimitsMiddleware",
    "thongsuot.interfaces.web.site.language.LanguageMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thongsuot.interfaces.web.site.middleware.ViewerMiddleware",
    "thongsuot.interfaces.web.site.middleware.RefusalMiddleware",
    "thongsuot.interfaces.web.accounts.middleware.SecondStepMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "thongsuot.urls"
WSGI_APPLICATION = "thongsuot.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "interfaces" / "web" / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "thongsuot.interfaces.web.site.chrome.chrome",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "django.templatetags.static",
                "django.templatetags.i18n",
                "thongsuot.interfaces.web.site.templatetags.thongsuot",
            ],
        },
    }
]

DATABASES = django_databases(os.environ)
# The fold and the door have database roles of their own; tests share one connection, so that they see one transaction.
_IS_TEST = env.bool("THONGSUOT_TEST", False)
FOLD_DATABASE = "default" if _IS_TEST else "fold"
DOOR_DATABASE = "default" if _IS_TEST else "door"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["thongsuot.foundation.accounts.hashers.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "thongsuot.foundation.accounts.passwords.WithoutWordsOfTheHouse"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "/"

# allauth does the arithmetic of second steps and of single sign-on; its pages, its sign-up and its e-mails are not used.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_ADAPTER = "thongsuot.foundation.accounts.factor_adapter.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Thông Suốt"
MFA_TOTP_TOLERANCE = 1  # a telephone's clock may be half a minute off
MFA_WEBAUTHN_USER_VERIFICATION = "required"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: the content policy lets no form lead to another site
SOCIALACCOUNT_ADAPTER = "thongsuot.interfaces.web.accounts.single_sign_on.SignOnAdapter"

# Who has a wide role must have a second step; so many days after the account was opened they may still put it off.
SECOND_FACTOR_REQUIRED = env.bool("THONGSUOT_SECOND_STEP", True)
SECOND_FACTOR_GRACE_DAYS = env.int("THONGSUOT_SECOND_STEP_GRACE_DAYS", 0)

# Single sign-on by OpenID Connect, where an organisation has such a service.
OIDC_SERVER = env.str("THONGSUOT_OIDC_SERVER", "")
OIDC_NAME = env.str("THONGSUOT_OIDC_NAME", "")
OIDC_MATCHES_EMAIL = env.bool("THONGSUOT_OIDC_MATCH_EMAIL", False)
OIDC_HAS_SECOND_STEP = env.bool("THONGSUOT_OIDC_HAS_SECOND_STEP", False)
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "SCOPE": ["openid", "email"],
        "APPS": [
            {
                "provider_id": "oidc",
                "name": OIDC_NAME or OIDC_SERVER,
                "client_id": env.str("THONGSUOT_OIDC_CLIENT", ""),
                "secret": _secret("THONGSUOT_OIDC_SECRET"),
                "settings": {"server_url": OIDC_SERVER},
            }
        ],
    }
}

# Proxies in front of us whose word about the caller's address is taken; without any, the caller is who connects.
PROXIES: list[str] = env.list("THONGSUOT_PROXIES", [])

# E-mail. "none": there is no way out, and no page offers one.
MAIL_CARRIER = env.str("THONGSUOT_MAIL", "none", validate=validate.OneOf(["none", "smtp", "file", "console"]))
MAIL_FROM = env.str("THONGSUOT_MAIL_FROM", "thongsuot@localhost")
MAIL_FOLDER = Path(env.str("THONGSUOT_MAIL_FOLDER", str(HOME / "mail")))
MAIL_SMTP_HOST = env.str("THONGSUOT_SMTP_HOST", "localhost")
MAIL_SMTP_PORT = env.int("THONGSUOT_SMTP_PORT", 587)
MAIL_SMTP_USER = env.str("THONGSUOT_SMTP_USER", "")
MAIL_SMTP_PASSWORD = _secret("THONGSUOT_SMTP_PASSWORD")
MAIL_SMTP_TLS = env.str("THONGSUOT_SMTP_TLS", "starttls", validate=validate.OneOf(["starttls", "tls", "off"]))

# A session ends after so long whatever happens, and after so long without a sign of life.
SESSION_ENGINE = "thongsuot.foundation.accounts.sessions"
SESSION_COOKIE_AGE = env.int("THONGSUOT_SESSION_HOURS", 12) * 3600
SESSION_IDLE_SECONDS = env.int("THONGSUOT_SESSION_IDLE_MINUTES", 60) * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PUBLIC_ADDRESS.startswith("https://")
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "style-src-attr": ["'none'"],
        "img-src": ["'self'", "data:", "blob:"],
        "object-src": ["'none'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
    }
}

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [PACKAGE / "locale"]
FORMAT_MODULE_PATH = ["thongsuot.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [PACKAGE / "interfaces" / "web" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": env.str("THONGSUOT_STATIC_STORAGE", "whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}
WHITENOISE_USE_FINDERS = DEBUG

FILES_ROOT = HOME / "files"
CHECKPOINT_FILE = Path(env.str("THONGSUOT_CHECKPOINT_FILE", str(HOME / "checkpoints.txt")))
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": env.str("THONGSUOT_LOG_LEVEL", "WARNING")},
}
