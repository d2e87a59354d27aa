"""Random public identifiers."""

from thongsuot.foundation.core.errors import Refusal
from thongsuot.foundation.core.identifiers import ALPHABET, public_id


def test_public_id_is_ten_letters_that_can_be_read_out() -> None:
    made = {public_id() for _ in range(1_000)}

    assert len(made) == 1_000
    assert {len(one) for one in made} == {10}
    assert set("".join(made)) == set(ALPHABET)


class PlanAlreadyPublished(Refusal):
    """A plan is published once."""


def test_refusal_has_its_name_as_code_and_its_sentence_as_text() -> None:
    refusal = PlanAlreadyPublished("Kế hoạch đã ban hành.")

    assert (refusal.code, str(refusal)) == ("plan_already_published", "Kế hoạch đã ban hành.")
