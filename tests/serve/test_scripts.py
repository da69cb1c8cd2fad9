"""Scripts are split and filled in as sqlcmd does it."""

import pytest

from pikku.errors import PikkuError
from pikku.serve.scripts import batches


def texts(script: str) -> list[str]:
    return [batch.text.strip() for batch in batches(script, "x.sql")]


def test_go_ends_a_batch_in_any_case_and_with_spaces():
    assert texts("SELECT 1\nGO\nSELECT 2\n go ;\nSELECT 3") == ["SELECT 1", "SELECT 2", "SELECT 3"]


def test_go_in_a_comment_or_a_string_ends_nothing():
    script = "SELECT '\nGO\n' AS a /*\nGO\n*/\nGO\nSELECT 2"
    assert texts(script) == ["SELECT '\nGO\n' AS a /*\nGO\n*/", "SELECT 2"]


def test_a_quote_in_a_comment_begins_no_string():
    assert len(texts("-- don't\nSELECT 1\nGO\nSELECT 2\nGO")) == 2


def test_batches_of_comments_only_are_left_out():
    assert texts("-- nothing\nGO\n/* here */\nGO\nSELECT 1") == ["SELECT 1"]


def test_a_batch_knows_its_lines():
    _, second = batches("SELECT 1\nGO\n\nSELECT 2", "synapse/x.sql")
    assert second.where(2) == "synapse/x.sql, line 4"


def test_variables_are_replaced():
    assert texts("SELECT '$(StorageAccount)'") == ["SELECT 'local'"]


def test_a_variable_without_a_value_is_refused_with_its_line():
    with pytest.raises(PikkuError, match=r"x\.sql, line 3: \$\(Other\) has no value"):
        texts("SELECT 1\nGO\nSELECT '$(Other)'")
