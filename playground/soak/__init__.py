"""A long day in the playground: many people, every fault, and kill -9 again and again."""
