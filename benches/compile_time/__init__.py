"""What a derive costs whoever compiles it: budgets A1 to A6 (cost.py) and B1 (clean_build.py)."""
