"""Accounts: logins of people. A person works and is counted without one.

Nouns: account. Verbs: open an account, set a password, sign in. Questions: whose account is this.
Stands on organisations. The domain never imports it: it acts for people, not logins.
"""
