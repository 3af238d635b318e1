"""In production what is written once about objections carries a moment near the database's clock."""

from django.db import migrations

from accounts.append_only import written_once
from accounts.guard_sql import at_its_moment


class Migration(migrations.Migration):

    runs_while_serving = False

    dependencies = [("objections", "0005_erased_keeps_no_text"), ("accounts", "0005_installation")]

    operations = [
        written_once("objections_objectionstep", insert_unless=at_its_moment("at"), revision=2),
        written_once("objections_identityview", insert_unless=at_its_moment("at"), revision=2),
    ]
