#!/usr/bin/env python3
"""Command line of the portal: runs from any working folder, in demo mode unless told otherwise."""

import gc
import os
import sys
from pathlib import Path


def main() -> None:
    # Loading makes few things to throw away; looking for them costs a tenth of every command's start.
    gc.set_threshold(50_000)
    sys.path.insert(0, str(Path(__file__).resolve().parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from django.core.management import execute_from_command_line

    from config.production_folder import NoEnvironment

    try:
        execute_from_command_line(sys.argv)
    except NoEnvironment as refusal:
        sys.exit(str(refusal))


if __name__ == "__main__":
    main()
