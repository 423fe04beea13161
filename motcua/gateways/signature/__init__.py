"""Digital signatures on PDFs: who makes them, and what reads them."""
