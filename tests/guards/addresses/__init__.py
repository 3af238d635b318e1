"""Who gets where: every address of the portal, one row for each way it may be asked.

A row names the address, the method, what it is asked for (by its state, see `cast`), who gets through, and who sees
it but is told why not (403). Every other person who is signed in gets 404: it is out of their sight. Whoever is not
signed in is sent to the sign-in page. A public address answers everybody alike.

A new address without a row here fails `test_every_address`.
"""

from tests.guards.addresses.notices import IMPORTS, NOTICES, PLANS
from tests.guards.addresses.objections import OBJECTIONS
from tests.guards.addresses.people import PEOPLE
from tests.guards.addresses.pictures import PICTURES
from tests.guards.addresses.public import ACCOUNTS, PUBLIC, STEPS_OF_SIGNING_IN
from tests.guards.addresses.register import REGISTER_PAGES
from tests.guards.addresses.reports import REPORTS, ROUNDS
from tests.guards.addresses.row import EVERYBODY, GET, POST, Row

ROWS: list[Row] = [
    *PUBLIC,
    *ACCOUNTS,
    *REPORTS,
    *ROUNDS,
    *NOTICES,
    *PICTURES,
    *PLANS,
    *REGISTER_PAGES,
    *IMPORTS,
    *OBJECTIONS,
    *PEOPLE,
]

__all__ = [
    "EVERYBODY",
    "GET",
    "POST",
    "ROWS",
    "STEPS_OF_SIGNING_IN",
    "Row",
]
