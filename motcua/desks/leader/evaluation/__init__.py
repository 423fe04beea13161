"""The evaluation of how dossiers are settled: ranking, agencies, officers, and the points that heads give."""
