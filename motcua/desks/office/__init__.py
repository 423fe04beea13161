"""The desk of those who keep the office running: accounts, procedures, days off, texts."""
