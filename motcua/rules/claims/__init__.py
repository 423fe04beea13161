"""Claims of a report: the counts, ratios, sums, growths and references in its text, and whether their arithmetic holds.

`reading.claims` reads a text. Each kind has a module with its forms of sentences; `apart` says which numbers claim
nothing; `naming` says what a claim speaks of, so that it can be compared with what is recorded.
"""
