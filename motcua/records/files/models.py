"""Tables: files kept by their content: papers handed in, results, and whatever belongs to a dossier."""
