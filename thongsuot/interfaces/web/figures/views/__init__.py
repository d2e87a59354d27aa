"""Views of figures, one module per topic."""
