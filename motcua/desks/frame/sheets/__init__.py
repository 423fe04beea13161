"""Official sheets: described once, drawn on screen, as PDF, as Word document.

`sheet` has the types, `forms` a builder for each official form, `filling` reads what a dossier puts into them;
`markup`, `pdf` and `word` draw. Registers also become workbooks: `books`.
"""
