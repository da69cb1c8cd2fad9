"""The text of ``synapse/README.md``."""

from collections.abc import Iterable

TEXT = """\
# Synapse serverless SQL

Derived from the catalogue (`lib/pikku/catalog`) by `pikku define`; change it there.

Numbered T-SQL scripts that make a database over the gold layer of the lake. The database holds definitions only: views, a
data source, a credential. The data stay in the lake as Delta tables, and every query reads their newest version.

| script | makes |
|---|---|
{scripts}

Each script can be run again: what is there stays, and views are replaced. Those in `audit/` are needed for the audit only.

## Run them in Azure

You need a Synapse workspace (its serverless pool, called *Built-in*, is there from the start) and the storage account
with the containers `landing`, `bronze`, `silver` and `gold`. The workspace's managed identity needs the role *Storage
Blob Data Reader* on those that it reads: `landing` (the data factory reads back its copies), `silver` (the audit) and `gold`
(the views). The template in `infra/` makes all of this and gives these roles. Whoever runs the scripts needs *Synapse SQL
Administrator*, which the template's administrator is.

`$(StorageAccount)` in `03_data_source.sql` stands for the storage account's name, `$(FACTORY)` in `13_factory_user.sql` for the
data factory's. No script holds a secret: the database reads the lake as the workspace's managed identity.

The data factory can't copy before 01 to 03 and 13 have run; the gold views come when there is a gold layer
([going to Azure](../docs/azure.md)).

**sqlcmd** (the Go version signs in with your Azure login), from the repository's folder:

    for script in synapse/*.sql; do
      sqlcmd -S <workspace>-ondemand.sql.azuresynapse.net -d master --authentication-method ActiveDirectoryDefault \\
        -v StorageAccount=<account> FACTORY=<factory> -b -i "$script" || break
    done

In PowerShell:

    Get-ChildItem synapse/*.sql | Sort-Object Name | ForEach-Object {
      sqlcmd -S <workspace>-ondemand.sql.azuresynapse.net -d master --authentication-method ActiveDirectoryDefault `
        -v StorageAccount=<account> FACTORY=<factory> -b -i $_.FullName
    }

**Synapse Studio**: Develop → + → SQL script, connect to *Built-in*, paste a script, and replace `$(StorageAccount)` and
`$(FACTORY)` by the names, since Studio has no sqlcmd variables. Run them in the order of their numbers.

**Power BI** connects to `<workspace>-ondemand.sql.azuresynapse.net`, database `pikku`. Give its user the role, once, in the
database `pikku` (the user or group exists in Microsoft Entra ID):

    CREATE USER [report readers] FROM EXTERNAL PROVIDER;
    ALTER ROLE powerbi_reader ADD MEMBER [report readers];

Serverless asks of who reads a view what it asks of who reads the files, so members of the role can also read the lake by an
OPENROWSET of their own. Whoever must not, gets a report instead: its data set holds the credentials.

## The audit

`audit/` makes views of the silver tables, and over them one view of each invariant of the books, from the same definition
that PostgreSQL and Spark run (`lib/pikku/catalog/invariants/`). Run its scripts after the others, in the same way. Each view
has one row: how many things it looked at, how many break the rule, and a figure to note down:

    SELECT checked, violations, figure FROM audit.trial_balance_is_zero;

An audit reads most of silver several times over, which is paid like any query. The role `powerbi_reader` sees neither schema.
On your machine `pikku audit --on synapse` runs these scripts, and reads every view.

## What it costs

Serverless is paid by the data that a query processes: 5 US dollars a terabyte is the rate in Microsoft's own cost query
(`CostPerQuery.sql` of the Azure Synapse Toolbox; Azure's price page has the rate of your region). Each query counts at
least 10 MB, rounded up to the next MB ("Cost management for serverless SQL pool", Microsoft Learn). Nothing is paid while
no query runs, nor for the definitions. So:

- select the columns that you need: Delta keeps each column apart, and only those are read;
- declare types (the gold views do): without them every text takes VARCHAR(8000);
- filter by the columns that a table is clustered by: files that can't have such rows are skipped;
- import into Power BI once a day rather than query at each click;
- set a limit: `EXEC sp_set_data_processed_limit @type = N'daily', @limit_tb = 1;` (in `master`).

To tear it down: `DROP DATABASE pikku;` in `master`, which leaves the lake as it is.

## The twin on your machine

`pikku serve` runs these very files on DuckDB over the Delta tables in the workspace, and
`pikku.serve.query("SELECT …")` answers T-SQL. What is different:

| | Synapse serverless | the twin |
|---|---|---|
| lake | containers of the storage account | the folders `lake/gold` and so on of the workspace |
| master key, credential, role, user, grants | who may read what | recorded in `sys.…`, without effect: one user, one folder |
| `$(StorageAccount)`, `$(FACTORY)` | the names | any name: it leads to the workspace's lake |
| Delta | version 1.0, reader version 1: no deletion vectors, renamed columns, v2 checkpoints | reads them; `pikku serve` lists tables that Synapse would refuse |
| a column that the file doesn't have | empty | an error |
| types of results | T-SQL's | T-SQL's for + - * / AVG SUM CASE COALESCE; an average of decimals is rounded, not cut off, in its last place |
| statements | all of T-SQL that serverless has | those the scripts use, and SELECT; others are an error with script and line |
| cost | by data processed | none |

## The reporting views

| view | function | a row is |
|---|---|---|
{views}
"""


def text(scripts: Iterable[tuple[str, str]], views: Iterable[tuple[str, str, str]]) -> str:
    """Return the README: its tables list the scripts (file, what it makes) and views (name, function, comment)."""
    script_rows = "\n".join(f"| `{name}` | {what} |" for name, what in scripts)
    view_rows = "\n".join(
        f"| `reporting.{name}` | {function} | {comment} |" for name, function, comment in views
    )
    return TEXT.replace("{scripts}", script_rows).replace("{views}", view_rows)
