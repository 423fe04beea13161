"""Official reports: how dossiers flow through a period, tables with columns that add up, what changed a cell since."""
