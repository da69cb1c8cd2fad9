import subprocess
import sys

SCRIPT = """
import sys
from pikku.workbook.lean import no_address_grammars
with no_address_grammars():
    import nbformat
assert "rfc3987_syntax" not in sys.modules
import jsonschema
nbformat.validate(nbformat.v4.new_notebook())
import rfc3987_syntax
"""


def test_notebook_files_are_read_and_checked_without_the_grammars_of_addresses():
    subprocess.run([sys.executable, "-c", SCRIPT], check=True)
