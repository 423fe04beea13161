"""The evaluation of how dossiers are settled: ballots of dossiers, self-scores of agencies and their appraisal."""
