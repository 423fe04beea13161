"""Fees, the cash sheet, the bank statement."""
