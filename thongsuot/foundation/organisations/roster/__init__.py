"""Reading a roster as an office keeps it: which sheets it holds, what each row says, what cannot be accepted and why."""
