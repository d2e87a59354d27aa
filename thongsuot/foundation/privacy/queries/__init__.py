"""Questions about personal data: who did what, who looked, what is kept of a person, what is asked for and until when."""
