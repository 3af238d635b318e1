"""The register of objections: what came in, what was done, what is sealed, what was seen and what was erased."""

from objections.models.inquiries import UnitInquiry
from objections.models.keeping import Erasure, ObjectionScan, Tally
from objections.models.key_canary import KeyCanary
from objections.models.objections import Objection
from objections.models.trail import IdentityView, ObjectionStep

__all__ = [
    "Erasure",
    "IdentityView",
    "KeyCanary",
    "Objection",
    "ObjectionScan",
    "ObjectionStep",
    "Tally",
    "UnitInquiry",
]
