"""What the platform needs in Azure: a Resource Manager template, derived by `define`.

``az deployment group create`` creates or updates all of it in one resource group (`docs/azure.md`);
the factory's own objects come after it, by ``pikku migrate deploy``.
"""
