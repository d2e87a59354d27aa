"""Words that everybody of the house would try first."""

import pytest
from django.core.exceptions import ValidationError

from thongsuot.foundation.accounts.models import Account
from thongsuot.foundation.accounts.passwords import WithoutWordsOfTheHouse
from thongsuot.foundation.organisations.models import Person

HA = Account(login="hatt@example.org", person=Person(full_name="Trần Thu Hà"))


@pytest.mark.parametrize(
    "password", ["nghiquyet2026!", "Đảng viên 2026", "tranthuha1980!", "Thông Suốt 123456", "123456789012"]
)
def test_validate_words_of_the_house_is_refused(password: str) -> None:
    with pytest.raises(ValidationError, match="ai cũng thử trước"):
        WithoutWordsOfTheHouse().validate(password, HA)


@pytest.mark.parametrize("password", ["trường sơn đông nắng", "nghiquyet vàng mưa hồ", "correct horse staple"])
def test_validate_a_few_words_of_ones_own_is_good(password: str) -> None:
    WithoutWordsOfTheHouse().validate(password, HA)
    WithoutWordsOfTheHouse().validate(password)
