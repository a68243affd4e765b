"""Amounts as papers write them."""


def usd(amount: int) -> str:
    """`USD 23,200,000.00`."""
    return f"USD {amount:,}.00"
