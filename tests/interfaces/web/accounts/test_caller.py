"""Who calls: what a proxy says counts only where the proxy is ours; a household of IPv6 is one."""

import pytest
from django.conf import LazySettings
from django.test import RequestFactory

from thongsuot.interfaces.web.accounts.caller import caller_address, counted_address, device_words


def _request(remote: str, forwarded: str = "", browser: str = "") -> object:
    told = {"REMOTE_ADDR": remote, "HTTP_USER_AGENT": browser}
    return RequestFactory().get("/", **told | ({"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        ("10.0.0.7", "1.2.3.4", "10.0.0.7"),
        ("10.0.0.1", "1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "forged, 1.2.3.4", "1.2.3.4"),
        ("10.0.0.1", "9.9.9.9, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_caller_address_believes_our_own_proxies_alone(
    settings: LazySettings, remote: str, forwarded: str, expected: str
) -> None:
    settings.PROXIES = ["10.0.0.1", "10.0.0.2"]

    assert caller_address(_request(remote, forwarded)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("remote", "counted"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("", "-"),
        ("nonsense", "-"),
    ],
)
def test_counted_address_of_a_household_is_one(remote: str, counted: str) -> None:
    assert counted_address(_request(remote)) == counted  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("browser", "words"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36", "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari, iPhone"),
        ("<script>", ""),
        ("", ""),
    ],
)
def test_device_words_are_two_at_most(browser: str, words: str) -> None:
    assert device_words(_request("10.0.0.1", browser=browser)) == words  # type: ignore[arg-type]
