"""What developers run through `make`: catalogues, generated documents, screenshots."""
