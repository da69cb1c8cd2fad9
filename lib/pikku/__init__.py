"""Pikku Moulds & Plastic Pvt Ltd: a manufacturer's analytics platform, from mock data to Power BI."""

__version__ = "0.1.0"
