"""An endpoint of Azure Data Lake Storage Gen2 on this machine, over a plain folder.

The first level of the folder are the file systems (containers), everything below is what a client
wrote: ordinary files, that Spark and DuckDB read by their paths. Both of ADLS's interfaces answer
on one port of 127.0.0.1, the DFS one (`dfs.py`) and the Blob one (`blob.py`), under
``http://127.0.0.1:PORT/ACCOUNT`` and ``http://ACCOUNT.{dfs,blob}.ANYTHING:PORT``. It behaves as an
account with a hierarchical namespace.

What isn't part of the tree lies in `.adls` beside it, which has no name that a client could ask
for: data that was sent but not committed (`staging.py`), and metadata, leases and access control
lists (`properties.py`). Everything becomes visible by one rename, or not at all.

What it does not do, and answers with 501 and the code NotImplemented: append and page blobs,
snapshots, versions, soft delete, tags, tiers other than Hot, immutability, client-provided keys,
encryption scopes, CRC-64 checksums, copying from other accounts, queries, static sites, service
properties, user delegation keys, stored access policies and leases inside of an append. Access
control lists are kept, inherited and shown but restrict nobody, since whoever has the account's key
may do everything; a bearer token is refused. Symbolic links are not served.
"""
