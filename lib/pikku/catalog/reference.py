"""What is decided of the company itself: its home, its warehouses, and the limits of payments."""

from dataclasses import dataclass

#: Pikku's own place of supply: Pune, Maharashtra. A supply within the state bears CGST and SGST, others IGST.
HOME_STATE = "27"
HOME_CITY = "Pune"
#: The place of supply of customers abroad, who have neither GSTIN nor PAN: 96 is a foreign country (97, "Other Territory", is
#: India's sea). Source: the GST network's list of state codes. What is exported bears no tax: it is zero-rated, and Pikku
#: exports under a letter of undertaking, without paying the tax first. Source: section 16 of the Integrated GST Act, 2017.
ABROAD = "96"

#: Least amount of an RTGS transfer and most of a UPI payment between merchants, rupees. Sources: the Reserve Bank's rules of the
#: RTGS system; NPCI's general limit of a UPI transaction.
RTGS_LEAST, UPI_MOST = 200_000, 100_000

#: Days from the acceptance of goods within which micro and small enterprises must be paid, whatever is agreed; where less is
#: agreed, that counts. Source: section 15 of the Micro, Small and Medium Enterprises Development Act, 2006. It protects makers
#: and providers of services (section 2(n) with section 7), not traders.
MSME_DAYS = 45


@dataclass(frozen=True)
class Warehouse:
    """A warehouse of the plant."""

    warehouse_id: int
    warehouse_code: str
    warehouse_name: str
    city: str
    state_code: str


MATERIAL_STORE = Warehouse(1, "WH-01", "Material store", HOME_CITY, HOME_STATE)
FINISHED_STORE = Warehouse(2, "WH-02", "Finished goods store", HOME_CITY, HOME_STATE)
WAREHOUSES = (MATERIAL_STORE, FINISHED_STORE)
