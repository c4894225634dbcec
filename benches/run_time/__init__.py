"""What errcode costs a running program: budgets C1 to C5.

sources.py generates crates of codes, programs.py the programs over them, cost.py measures these. What is
no matter of a number of codes is Rust in programs/.
"""
