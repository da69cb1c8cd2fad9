"""What expressions see at one place of a run: the other activities, the item, variables, the pipeline."""

import math
import threading
from collections import ChainMap
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pikku.migrate import records
from pikku.migrate.expression import ExpressionError, evaluate_json
from pikku.migrate.model import Resource
from pikku.migrate.records import PipelineRun

if TYPE_CHECKING:
    from pikku.migrate.local import Runner


@dataclass
class Scope:
    """What expressions see at one place of a pipeline run: other activities, the item, variables."""

    run: "Run"
    states: Any
    item: Any = None
    iteration: str = ""
    has_item: bool = False
    deadline: float = math.inf

    def inner(
        self, item: Any = None, number: int | None = None, deadline: float = math.inf
    ) -> "Scope":
        """Return the scope inside a container; activities outside stay visible.

        Parameters
        ----------
        item, number
            Of a loop: what ``item()`` stands for, and which one it is.
        deadline
            When the container's time is up, and so that of all in it (of ``time.monotonic``).
        """
        states = ChainMap({}, *getattr(self.states, "maps", [self.states]))
        until = min(self.deadline, deadline)
        if number is None:
            return replace(self, states=states, deadline=until)
        iteration = f"{self.iteration}.{number}" if self.iteration else str(number)
        return Scope(self.run, states, item, iteration, True, until)

    def functions(self) -> dict[str, Callable[..., Any]]:
        """Return the functions that only this run can answer, by lower-case name."""
        return {
            "pipeline": self.run.system,
            "variables": self.run.variable,
            "activity": self._activity,
            "item": self._item,
            "trigger": self.run.runner.fired.trigger,
        }

    def evaluate(self, value: Any) -> Any:
        """Return a JSON value with all its expressions evaluated."""
        return evaluate_json(value, self.functions())

    def _item(self) -> Any:
        if not self.has_item:
            raise ExpressionError(
                "item() is only known inside ForEach and Filter.",
                "Move the activity, or drop item().",
            )
        return self.item

    def _activity(self, name: Any) -> dict[str, Any]:
        state = self.states.get(name)
        if state is None:
            raise ExpressionError(
                f"activity({name!r}) has not run yet.", f"Let this activity depend on {name!r}."
            )
        return state


@dataclass
class Run:
    """A run of one pipeline."""

    runner: "Runner"
    pipeline: Resource
    parameters: dict[str, Any]
    record: PipelineRun
    parent: "Run | None" = None
    values: dict[str, Any] = field(default_factory=dict)
    returned: dict[str, Any] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def system(self) -> dict[str, Any]:
        """Return what ``pipeline()`` stands for."""
        fired = self.runner.fired
        return {
            "DataFactory": self.runner.name,
            "Pipeline": self.pipeline.name,
            "RunId": self.record.runId,
            "TriggerType": "PipelineActivity" if self.parent else fired.type,
            "TriggerId": fired.id,
            "TriggerName": self.parent.pipeline.name if self.parent else fired.name,
            "TriggerTime": records.stamp(fired.time),
            "GroupId": fired.id,
            "TriggeredByPipelineName": self.parent.pipeline.name if self.parent else None,
            "TriggeredByPipelineRunId": self.parent.record.runId if self.parent else None,
            "parameters": self.parameters,
            "globalParameters": self.runner.global_parameters,
        }

    def variable(self, name: Any) -> Any:
        """Return a variable's value."""
        if name not in self.values:
            raise ExpressionError(
                f"The pipeline {self.pipeline.name!r} has no variable {name!r}.",
                f"Declare it, or use one of: {', '.join(self.values) or 'none'}.",
            )
        return self.values[name]
