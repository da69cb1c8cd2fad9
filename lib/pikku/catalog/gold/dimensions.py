"""The conformed dimensions: one row for each thing that the facts are looked at by."""

import sqlalchemy as sa

from pikku.catalog.customers import customer
from pikku.catalog.employees import employee
from pikku.catalog.finance import account
from pikku.catalog.gold.columns import gold, made, star_table
from pikku.catalog.inventory import warehouse
from pikku.catalog.products import product
from pikku.catalog.shipping import carrier
from pikku.catalog.vendors import vendor

#: One row a day of the books. Its key is the date itself, which is what Power BI's time functions work on.
dim_date = sa.Table(
    "dim_date",
    gold,
    sa.Column("date", sa.Date, primary_key=True, comment="Calendar date", info={"expression": "d.date"}),
    made("month_start", sa.Date(), "t.starts_on", "First day of the month, to sort and plot by"),
    made("month_name", sa.String(10), "t.period_name", "Month, as in Apr 2023"),
    made("financial_year", sa.String(7), "t.financial_year", "Financial year, April to March, as in 2023-24"),
    made("fiscal_quarter", sa.Integer(), "CAST(FLOOR((t.fiscal_month + 2) / 3) AS INT)",
         "Quarter of the financial year; April to June is 1"),
    made("fiscal_month", sa.Integer(), "t.fiscal_month", "Month of the financial year; April is 1"),
    made("period_id", sa.BigInteger(), "t.period_id", "Month as a number, yyyymm"),
    made("weekday_no", sa.Integer(), "DATEDIFF(d.date, DATE '2023-01-02') % 7 + 1", "Day of the week, Monday is 1"),
    comment="The calendar of the books",
    info={
        "of": "period",
        "source": "{period} t JOIN ({calendar}) d ON d.date BETWEEN t.starts_on AND t.ends_on",
        "cluster_by": (),
    },
)  # fmt: skip

dim_product = star_table(
    "dim_product",
    "Products with their category",
    made("category_name", sa.String(60), "c.category_name", "Category of the product"),
    of=product,
    source="{product} t JOIN {category} c ON c.category_id = t.category_id",
)

dim_customer = star_table("dim_customer", "Customers", of=customer, source="{customer} t")

dim_vendor = star_table("dim_vendor", "Vendors", of=vendor, source="{vendor} t")

dim_employee = star_table(
    "dim_employee",
    "Employees with their department; pay is not shown here",
    made("department_name", sa.String(60), "d.department_name", "Department of the employee"),
    of=employee,
    source="{employee} t JOIN {department} d ON d.department_id = t.department_id",
    skip=("pan", "monthly_salary"),
)

dim_warehouse = star_table("dim_warehouse", "Warehouses", of=warehouse, source="{warehouse} t")

dim_carrier = star_table("dim_carrier", "Transport companies", of=carrier, source="{carrier} t")

dim_account = star_table("dim_account", "The chart of accounts", of=account, source="{account} t")
