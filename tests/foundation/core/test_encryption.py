"""Single fields kept encrypted."""

import base64

import pytest
from cryptography.fernet import Fernet, InvalidToken
from django.conf import LazySettings

from thongsuot.foundation.core.encryption import blind_index, decrypted, derived_key, encrypted


def test_encrypted_text_comes_back_and_is_never_alike_twice() -> None:
    one, other = encrypted("040 123 456"), encrypted("040 123 456")

    assert decrypted(one) == decrypted(other) == "040 123 456"
    assert one != other
    assert b"123" not in one


def test_encrypted_nothing_stays_nothing() -> None:
    assert (encrypted(""), decrypted(b""), blind_index("", purpose="card")) == (b"", "", None)


def test_decrypted_with_a_changed_byte_is_refused() -> None:
    token = bytearray(encrypted("040123456"))
    token[-3] ^= 1

    with pytest.raises(InvalidToken):
        decrypted(bytes(token))


def test_blind_index_is_alike_for_one_purpose_and_one_key_only(settings: LazySettings) -> None:
    card = blind_index("040123456", purpose="card")

    assert card == blind_index("040123456", purpose="card")
    assert card != blind_index("040123456", purpose="citizen")
    settings.DATA_KEY = bytes(32)
    assert card != blind_index("040123456", purpose="card")


def test_derived_key_is_another_for_each_purpose() -> None:
    assert len({derived_key("a"), derived_key("b"), derived_key("a")}) == 2
    assert len(derived_key("a")) == 32


def test_decrypted_of_an_older_token_still_reads_it() -> None:
    older = Fernet(base64.urlsafe_b64encode(derived_key("fields"))).encrypt(b"040123456")

    assert decrypted(older) == "040123456"
