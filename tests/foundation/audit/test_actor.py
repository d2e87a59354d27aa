"""Who acts."""

from thongsuot.foundation.audit.actor import Actor, SystemActor


def test_system_actor_when_it_acts_then_is_known_by_its_label_and_no_key() -> None:
    actor: Actor = SystemActor("seal")

    assert (actor.actor_kind, actor.actor_id, actor.actor_label) == ("SYSTEM", None, "seal")
