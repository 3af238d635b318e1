"""Running the portal for years: first run, doctor, backup, restore, drill, jobs. Only `config` imports it."""
