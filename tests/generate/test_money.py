from dataclasses import replace

import numpy as np

from pikku.catalog.finance import RECEIPT_METHODS
from pikku.catalog.realism import REALISM
from pikku.generate import rng
from pikku.generate.documents import money

CASH = REALISM.cash


def methods(cash=CASH, customers: int = 400, each: int = 50) -> np.ndarray:
    """Return how customers pay small amounts, by customer and receipt."""
    numbers = np.arange(customers * each)
    amount, abroad = np.full(len(numbers), 1_000_000), np.zeros(len(numbers), dtype=bool)
    usual = rng.choice(1, "customer.method", numbers % customers, cash.methods)
    found = money.received(1, cash, "receipt", numbers, usual, amount, abroad, 2 + 0 * numbers)
    return np.array(RECEIPT_METHODS)[found.codes].reshape(each, customers).T


def test_a_customer_keeps_to_one_way_of_payment():
    found = methods()
    shares = np.stack([(found == name).mean(axis=1) for name in ("NEFT", "UPI", "cheque")])
    assert shares.max(axis=0).min() > 0.8
    assert 0.98 < shares.max(axis=0).mean() < 0.99
    usual = np.bincount(shares.argmax(axis=0), minlength=3) / found.shape[0]
    assert np.abs(usual - CASH.methods).max() < 0.1


def test_now_and_then_it_is_another():
    never = methods(replace(CASH, other_method=0.0))
    assert all(len(set(row)) == 1 for row in never.tolist())
    always = methods(replace(CASH, other_method=1.0))
    assert all(len(set(row)) == 3 for row in always.tolist())
