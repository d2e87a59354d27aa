"""Background work and when it runs: the fold of the ledger, the sealing of the audit log. Started by `thongsuot work`."""
