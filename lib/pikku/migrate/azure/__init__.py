"""The factory in Azure: `deploy` puts the files of ``adf/`` there, `run` starts a pipeline and follows it.

The files are sent as they stand. What differs by environment are the factory's global parameters
(``environment``, ``lake_url``, …), which the template in ``infra/`` writes when it creates the
factory: a parameter of a linked service takes the value of the global parameter of its name.
"""
