"""The commands about the data lake: serving it as Azure would."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pikku.cli_options import command_group

if TYPE_CHECKING:
    from pikku.platform.adls.serving import Record

lake = command_group("Serve the data lake as Azure Data Lake Storage Gen2 would.")


@lake.callback()
def _group() -> None:
    """Keep `serve` a command of its own: a group of one would be that one."""


@lake.command()
def serve(
    root: Annotated[
        Path | None, typer.Option(help="The folder to serve; the workspace's lake by default.")
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="Port of 127.0.0.1; a free one by default.")
    ] = 0,
    account: Annotated[
        str | None, typer.Option(help="The storage account's name; pikku by default.")
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(help="Its key, in base64; PIKKU_LAKE_KEY, or one that is made and kept."),
    ] = None,
) -> None:
    """Answer ADLS Gen2's DFS and Blob REST API on this machine, over a plain folder."""
    from pikku.platform import workspace
    from pikku.platform.adls import serving

    folder = root or workspace.path("lake")
    serving.run(folder, port, account or serving.ACCOUNT, key, _tell)
    print("Stopped.")


def _tell(record: "Record") -> None:
    """Print how the clients reach the endpoint; the key only where it is kept."""
    from pikku.platform.adls import serving

    host = f"{record.account}.dfs.core.windows.net"
    local = record.url.removeprefix("http://").partition("/")[0]
    print(f"Serving {record.root} as the storage account {record.account}: {record.url}")
    print(f"Its key is in {serving.note_file()} while this runs. Ctrl-C stops it.")
    print("  here      PIKKU_LAKE_URL=" + record.url)
    print(f'  Python    DataLakeServiceClient("{record.url}", credential={{')
    print(f'                "account_name": "{record.account}", "account_key": KEY}})')
    print(f"  adlfs     BlobEndpoint={record.url};AccountName={record.account};AccountKey=KEY;")
    print(f"  obstore   endpoint {record.url}, allow_http true; delta-rs alike")
    print(f"  Spark     abfs://FILESYSTEM@{host}/ with")
    print(f"            fs.azure.abfs.endpoint={local}")
    print(f"            fs.azure.account.key.{host}=KEY", flush=True)
