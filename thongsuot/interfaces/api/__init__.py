"""The JSON interface under /api/v1/. Nothing is published yet: its first contract comes with the room that needs it."""
