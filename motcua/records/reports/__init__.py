"""Official reports: made from the facts as of a cut-off, signed with their figures pinned, sent, explained later."""
