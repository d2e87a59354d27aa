"""The product's database engine: Django's own for PostgreSQL, which also listens to notices."""
