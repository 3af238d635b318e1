"""What the drill of a lost host runs in processes of its own, on the database its environment names.

python -m tests.ops.lost_office seed | write THREADS | publish | first_page | sign_in | receipts
"""

from __future__ import annotations

import json
import os
import sys
import threading
from datetime import UTC, datetime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def seed() -> None:
    from tests.objections.conftest import make_desk
    from tests.publicity.test_public_addresses import publish_plan

    desk = make_desk()
    publish_plan(desk.office)


def write(threads: int) -> None:
    """Objections, one transaction each; a line for each once it is acknowledged. Until the database is gone."""
    from django.db import DatabaseError, connection

    from notices.models import Notice
    from objections import privacy_text, receipts, services
    from tests.factories import AT

    notice = Notice.objects.get(number="2025-q1")
    said = threading.Lock()

    def go_on(who: int) -> None:
        number = 0
        try:
            while True:
                number += 1
                receipt = services.receive_web_objection(
                    notice=notice,
                    words=services.Words(
                        text=f"第{who}人第{number}件", name="", contact="", project_number=1
                    ),
                    token=receipts.new_token(f"{who}-{number}", AT),
                    privacy_version=privacy_text.current().version,
                    at=AT,
                )
                with said:
                    print(json.dumps([receipt.number, datetime.now(UTC).isoformat()]), flush=True)
        except DatabaseError:
            connection.close()

    crew = [threading.Thread(target=go_on, args=(who,)) for who in range(threads)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()


def publish() -> None:
    """A correction of the notice; its people are those that were seeded."""
    from accounts.models import User
    from notices.models import Notice
    from tests.notices.conftest import Office, later

    first = Notice.objects.select_related("district", "plan", "round").get(number="2025-q1")
    people = {
        part: User.objects.get(username=f"{part}-wanzhou")
        for part in ("compiler", "reviewer", "signer")
    }
    office = Office(district=first.district, plan=first.plan, round=first.round, **people)
    print(office.corrected(first, at=later(1)).number)


def first_page() -> None:
    from django.test import Client

    answer = Client().get("/wanzhou/notices/2025-q1/", headers={"host": "127.0.0.1"})
    print(answer.status_code, "口袋公园" in answer.content.decode())


def sign_in() -> None:
    from django.test import Client

    from tests.factories import PASSWORD

    values = {"username": "reporter-wanzhou", "password": PASSWORD}
    answer = Client().post("/accounts/sign-in/", values, headers={"host": "127.0.0.1"})
    print(answer.status_code, answer.headers.get("Location"))


def receipts_and_one_text() -> None:
    """Every receipt that is there, and the words of the newest, opened with the key of the environment."""
    from objections import sealing
    from objections.models import Objection

    numbers = list(Objection.objects.order_by("pk").values_list("receipt", flat=True))
    newest = Objection.objects.order_by("-pk").first()
    print(json.dumps({"receipts": numbers, "words": sealing.shown(newest.sealed_words, "text")}))


if __name__ == "__main__":
    import django

    django.setup()
    acts = {
        "seed": seed, "publish": publish, "first_page": first_page, "sign_in": sign_in,
        "receipts": receipts_and_one_text,
    }  # fmt: skip
    if sys.argv[1] == "write":
        write(int(sys.argv[2]))
    else:
        acts[sys.argv[1]]()
