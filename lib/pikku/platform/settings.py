"""What the user may set, all through environment variables, with defaults that need none."""

from pathlib import Path

from platformdirs import user_cache_path
from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from pikku.errors import PikkuError


def repo_root() -> Path:
    """Return the folder that holds `lib/pikku`, or the current folder when the library is elsewhere.

    The second case is a copy of the library in a site-packages folder, which has no repository.
    """
    for folder in Path(__file__).resolve().parents:
        if (folder / "lib" / "pikku").is_dir():
            return folder
    return Path.cwd()


class Settings(BaseSettings):
    """The settings of this process; each is read from the variable `PIKKU_<NAME>`."""

    model_config = SettingsConfigDict(env_prefix="PIKKU_", env_ignore_empty=True, extra="ignore")

    home: Path = Field(default_factory=lambda: repo_root() / "workspace")
    """The one folder that is written to at run time."""
    cache: Path = Field(default_factory=lambda: user_cache_path("pikku", appauthor=False))
    """Where downloaded jars are kept, shared by all workspaces of a user."""
    sql_url: str | None = None
    """A database to use instead of the local PostgreSQL."""
    lake_url: str | None = None
    """A data lake in Azure, or an endpoint of `pikku lake serve`, to use instead of the folder."""
    lake_key: str | None = None
    """The key of that lake's storage account, in base64; without it azure-identity logs in."""
    size: str = "small"
    seed: int = 1
    java_home: Path | None = None
    """A Java to use instead of the one that comes with the packages."""
    idle_minutes: float = Field(default=60, gt=0)
    """The local servers stop after so long without use."""
    spark_memory: str = Field(default="2g", pattern=r"^\d+[mg]$")
    """Heap of the local Spark server, as Java writes it."""
    spark_remote: str | None = Field(default=None, validation_alias="SPARK_REMOTE")
    """A Spark Connect server to use instead of the local one."""

    @field_validator("home", "cache")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        return value.expanduser().resolve()


def settings() -> Settings:
    """Return the settings, read afresh from the environment.

    Raises
    ------
    PikkuError
        When a variable has a value that can't be used.
    """
    try:
        return Settings()
    except ValidationError as error:
        problem = error.errors()[0]
        name = str(problem["loc"][0]).upper() if problem["loc"] else "?"
        variable = name if name == "SPARK_REMOTE" else f"PIKKU_{name}"
        raise PikkuError(
            f"{variable} is {problem['input']!r}, which can't be used: {problem['msg']}.",
            remedy=f"Set {variable} to another value, or unset it.",
        ) from error
