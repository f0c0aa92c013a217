"""The only SQL: an engine, one module of queries per noun, and the migrations."""
