"""One module for each official form: a pure function from typed data to a sheet."""
