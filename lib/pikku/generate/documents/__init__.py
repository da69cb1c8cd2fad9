"""The documents of the company as rows of the raw files' tables: true, complete and clean."""
