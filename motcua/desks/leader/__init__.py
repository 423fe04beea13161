"""The leader reads figures and what lies behind them."""
