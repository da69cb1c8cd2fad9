"""Where things run: the settings, the workspace, the SQL database, the lake and the Spark engine."""
