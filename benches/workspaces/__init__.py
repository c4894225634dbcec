"""What `cargo errcode` costs over generated workspaces of up to 100,000 codes: budgets E1 to E4.

generate.py writes and builds them, cost.py measures the commands and their peers, page.py looks at the page
in a browser. peer/ is a program of ours: reading files, and `syn::parse_file`.
"""
