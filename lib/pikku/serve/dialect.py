"""The T-SQL of Synapse serverless SQL as a dialect of sqlglot: what its own T-SQL parser doesn't know.

That is OPENROWSET with its list of columns, and the statements that prepare a database for it: master key, credential,
data source, schema, role and grant. An unknown statement stays sqlglot's `Command`, which the twin refuses.
"""

from typing import Any, ClassVar

from sqlglot import exp
from sqlglot.dialects.tsql import TSQL
from sqlglot.parsers.tsql import TSQLParser
from sqlglot.tokens import TokenType


class Rowset(exp.Expression):
    """OPENROWSET(BULK …): its options by name, and its columns: none when they are to be found out."""

    arg_types: ClassVar = {"options": True, "expressions": False}

    def option(self, name: str, default: str = "") -> str:
        """Return an option's text."""
        return self.args["options"].get(name, default)


class RowsetColumn(exp.Expression):
    """A column of a Rowset's WITH list: name, type, and the place in the file (a number or a path)."""

    arg_types: ClassVar = {"this": True, "kind": True, "place": False}


class Statement(exp.Expression):
    """A statement about the database itself: `kind` as in CREATE ROLE, the name, and its options as a dict."""

    arg_types: ClassVar = {"kind": True, "this": False, "options": False}

    @property
    def kind(self) -> str:
        return self.args["kind"]

    def option(self, name: str, default: str = "") -> str:
        """Return an option's text."""
        return (self.args.get("options") or {}).get(name, default)


class ExecuteText(exp.Expression):
    """EXEC ('…'): the text is a batch of its own."""

    arg_types: ClassVar = {"this": True}


_CREATED = (
    "MASTER KEY",
    "DATABASE SCOPED CREDENTIAL",
    "EXTERNAL DATA SOURCE",
    "DATABASE",
    "SCHEMA",
    "ROLE",
    "USER",
)
"""What CREATE makes besides views, longer names before those they begin with."""


class SynapseParser(TSQLParser):
    """sqlglot's T-SQL parser, with what serverless SQL adds."""

    STATEMENT_PARSERS: ClassVar = {
        **TSQLParser.STATEMENT_PARSERS,
        TokenType.GRANT: lambda self: self._parse_grant_to(),
        TokenType.EXECUTE: lambda self: self._parse_execute_text(),
    }

    FUNCTION_PARSERS: ClassVar = {
        **TSQLParser.FUNCTION_PARSERS,
        "CONVERT": lambda self: self._parse_convert(True, safe=False),
    }

    def _parse_table(self, *args: Any, **kwargs: Any) -> exp.Expression | None:
        if self._curr.text.upper() != "OPENROWSET" or self._next.token_type != TokenType.L_PAREN:
            return super()._parse_table(*args, **kwargs)
        self._advance()
        table = self.expression(exp.Table(this=self._parse_rowset()))
        if alias := self._parse_table_alias(alias_tokens=self.TABLE_ALIAS_TOKENS):
            table.set("alias", alias)
        else:
            self.raise_error("OPENROWSET needs an alias: … AS rows")
        if kwargs.get("joins"):
            for join in self._parse_joins():
                table.append("joins", join)
        return table

    def _parse_rowset(self) -> Rowset:
        self._match_l_paren()
        if not self._match_text_seq("BULK"):
            self.raise_error("OPENROWSET is known with BULK only")
        options = {"BULK": self._parse_text()}
        while self._match(TokenType.COMMA):
            name = self._advance_any().text.upper()
            self._match(TokenType.EQ)
            options[name] = self._parse_text()
        self._match_r_paren()
        columns = None
        if self._match(TokenType.WITH):
            columns = self._parse_wrapped_csv(self._parse_rowset_column)
        return self.expression(Rowset(options=options, expressions=columns))

    def _parse_rowset_column(self) -> RowsetColumn:
        name = self._parse_id_var(any_token=True)
        kind = self._parse_types()
        if kind is None:
            self.raise_error("a column of OPENROWSET needs a type")
        if self._match(TokenType.COLLATE) or self._match_text_seq("COLLATE"):
            self._advance_any()
        place = self._parse_string() or self._parse_number()
        return self.expression(RowsetColumn(this=name, kind=kind, place=place))

    def _parse_text(self) -> str:
        """Return a string, number or word as text."""
        token = self._advance_any(ignore_reserved=True)
        if token is None:
            self.raise_error("a value is missing")
        return token.text

    def _parse_create(self) -> exp.Expression:
        for kind in _CREATED:
            if self._match_text_seq(*kind.split()):
                return self._parse_created(kind)
        return super()._parse_create()

    def _parse_created(self, kind: str) -> Statement:
        name = None if kind == "MASTER KEY" else self._parse_id_var(any_token=False)
        if name is None and kind != "MASTER KEY":
            self.raise_error(f"CREATE {kind} needs a name")
        options: dict[str, str] = {}
        if self._match(TokenType.COLLATE) or self._match_text_seq("COLLATE"):
            options["COLLATE"] = self._parse_text()
        elif self._match_text_seq("ENCRYPTION", "BY", "PASSWORD"):
            self._match(TokenType.EQ)
            options["PASSWORD"] = self._parse_text()
        elif self._match_text_seq("FROM", "EXTERNAL", "PROVIDER"):
            options["FROM"] = "EXTERNAL PROVIDER"
        elif self._match(TokenType.WITH):
            wrapped = self._match(TokenType.L_PAREN)
            options = dict(self._parse_csv(self._parse_option_pair))
            if wrapped:
                self._match_r_paren()
        return self.expression(Statement(kind=f"CREATE {kind}", this=name, options=options))

    def _parse_option_pair(self) -> tuple[str, str]:
        name = self._parse_text().upper()
        if not self._match(TokenType.EQ):
            self.raise_error(f"the option {name} needs a value")
        return name, self._parse_text()

    def _parse_if(self) -> exp.Expression | None:
        # The condition by itself: read as an expression it would take EXEC for its alias.
        condition = self._parse_disjunction()
        true = self._parse_block()
        false = self._parse_block() if self._match(TokenType.ELSE) else None
        return self.expression(exp.IfBlock(this=condition, true=true, false=false))

    def _parse_alter(self) -> exp.Expression:
        if not self._match_text_seq("ROLE"):
            return super()._parse_alter()
        role = self._parse_id_var(any_token=False)
        if not self._match_text_seq("ADD", "MEMBER"):
            self.raise_error("ALTER ROLE is known with ADD MEMBER only")
        options = {"MEMBER": self._parse_text()}
        return self.expression(Statement(kind="ALTER ROLE", this=role, options=options))

    def _parse_grant_to(self) -> Statement:
        permission, securable = self._words_until("ON", "TO"), ""
        if self._match_text_seq("ON"):
            securable = self._words_until("TO")
        if not self._match_text_seq("TO"):
            self.raise_error("GRANT needs TO and a role")
        role = self._parse_id_var(any_token=False)
        options = {"PERMISSION": permission, "ON": securable}
        return self.expression(Statement(kind="GRANT", this=role, options=options))

    def _words_until(self, *ends: str) -> str:
        """Return the text of the tokens before one of some words."""
        words: list[str] = []
        while self._curr and self._curr.text.upper() not in ends:
            if self._curr.token_type == TokenType.SEMICOLON:
                break
            words.append(self._curr.text)
            self._advance()
        return " ".join(words).replace(" :: ", "::")

    def _parse_execute_text(self) -> exp.Expression:
        if not self._match(TokenType.L_PAREN):
            return super()._parse_execute()
        text = self._parse_string()
        if text is None:
            self.raise_error("EXEC (…) is known with a string only")
        self._match_r_paren()
        return self.expression(ExecuteText(this=text))


class Synapse(TSQL):
    """The dialect of Synapse serverless SQL."""

    Parser = SynapseParser
