"""Tables of this room, re-exported because the framework looks for them here."""

from thongsuot.foundation.privacy.models.consents import Consent
from thongsuot.foundation.privacy.models.hiding import Erasure, Restriction
from thongsuot.foundation.privacy.models.incidents import Incident
from thongsuot.foundation.privacy.models.requests import DataRequest

__all__ = ["Consent", "DataRequest", "Erasure", "Incident", "Restriction"]
