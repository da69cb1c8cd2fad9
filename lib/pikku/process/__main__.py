"""The task of the Databricks job, and ``python -m pikku.process``."""

import pathlib
import sys

# The job runs this file where the bundle put it, without installing the library.
for _place in (pathlib.Path(sys.argv[0]).resolve(), pathlib.Path.cwd()):
    sys.path += [str(p / "lib") for p in _place.parents if (p / "lib" / "pikku").is_dir()]

from pikku.process.databricks import main

if __name__ == "__main__":
    code = main()
    if code:  # leaving with 0 would be shown as a failure by some of Databricks' runners
        sys.exit(code)
