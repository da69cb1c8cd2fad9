"""The market that materials are bought on, and that list prices follow."""

import numpy as np

from pikku.catalog.assortment import STUFF
from pikku.catalog.realism import Purchasing


def market(knobs: Purchasing, days: np.ndarray, kind: np.ndarray) -> np.ndarray:
    """Return the market price of an item's category on a day, as a multiple of standard cost: slow waves about 1.

    The waves are shifted by category; what is no resin moves less than resin.
    """
    angle = 2 * np.pi * days
    wave = sum(
        part * np.sin(angle / length + kind * shift) for part, length, shift in knobs.market_waves
    )
    resin = np.array([entry.vendor_type == "resin" for entry in STUFF])[kind]
    weight = np.where(resin, 1.0, knobs.market_others)
    return 1 + knobs.market_swing * weight * wave
