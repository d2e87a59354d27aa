"""Who calls, as far as the network and the browser tell: the address, the device in a few words, and whether it is known."""

import re
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from thongsuot.foundation.accounts.entering import Visit
from thongsuot.foundation.accounts.models import Account

DEVICE_COOKIE = "device"
_SALT = "known-device"
_KEPT_SECONDS = 180 * 24 * 3600
_MOST_ACCOUNTS = 8
_V6_HOUSEHOLD = 64
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("coc_coc", "Coc Coc"),
    ("Firefox", "Firefox"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


def caller_address(request: HttpRequest) -> str:
    """Return the network address of whoever calls: what a proxy says counts only where the proxy is ours (setting PROXIES)."""
    here = str(request.META.get("REMOTE_ADDR", ""))
    hops = [hop.strip() for hop in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if hop.strip()]
    while hops and here in settings.PROXIES:
        here = hops.pop()
    return here


def counted_address(request: HttpRequest) -> str:
    """Return what tries are counted by: the address, of IPv6 the household's part, since one machine has as many as it likes."""
    try:
        address = ip_address(caller_address(request))
    except ValueError:
        return "-"
    if not isinstance(address, IPv6Address):
        return str(address)
    return str(address.ipv4_mapped or ip_network((address, _V6_HOUSEHOLD), strict=False))


def device_words(request: HttpRequest) -> str:
    """Return the browser and the system in two words, as it calls itself; empty when it does not."""
    told = request.headers.get("User-Agent", "")[:400]
    words = [next((name for mark, name in known if re.search(mark, told)), "") for known in (_BROWSERS, _SYSTEMS)]
    return ", ".join(word for word in words if word)


def known_accounts(request: HttpRequest) -> list[int]:
    """Return the accounts whose holders have signed in on this device before."""
    try:
        kept = signing.loads(request.COOKIES.get(DEVICE_COOKIE, ""), salt=_SALT, max_age=_KEPT_SECONDS)
    except signing.BadSignature:
        return []
    return [int(key) for key in kept["accounts"]]


def device_key(request: HttpRequest, account_key: int | None) -> str:
    """Return what tries from a known device are counted by; empty when the device does not know the account."""
    return request.COOKIES[DEVICE_COOKIE][-60:] if account_key and account_key in known_accounts(request) else ""


def visit_of(request: HttpRequest, account: Account) -> Visit:
    """Return from where somebody comes in."""
    return Visit(device_words(request), caller_address(request), account.pk in known_accounts(request))


def remember_device(request: HttpRequest, response: HttpResponse, account: Account) -> HttpResponse:
    """Let this device know the account, so that strangers' guesses do not lock its holder out here."""
    others = [key for key in known_accounts(request) if key != account.pk]
    response.set_cookie(
        DEVICE_COOKIE,
        signing.dumps({"accounts": [account.pk, *others][:_MOST_ACCOUNTS]}, salt=_SALT),
        max_age=_KEPT_SECONDS,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response
