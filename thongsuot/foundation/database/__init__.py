"""The room of PostgreSQL itself: everything below the first table.

Nouns: the embedded server, its layout on disk, its binaries, the four database roles, connections, grants, findings.
Verbs: start and stop the embedded server, grant rights in migrations, copy rows in bulk, turn a false promise of
    replication into an error.
Questions: where the data folder is, whether the server runs, what the settings of each connection are, what the doctor
    finds.
Stands on: core (refusals). Knows no model; `embedded` and `connections` work before Django is set up.
"""
