"""How a reorganisation is thought through, shown, carried out and undone."""
