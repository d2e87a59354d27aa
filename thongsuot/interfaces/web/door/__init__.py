"""The door: a person scans the code of a class and says with one tap that they are there. No account, no password."""
