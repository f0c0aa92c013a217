"""The only place that reads the environment: one frozen object, built once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from programme.rotation import kept_from

if TYPE_CHECKING:  # what the settings lead to is imported when it is asked for: Telegram is reached sooner
    from programme.nightly import Plan
    from scheduling.mail import Post

TELEGRAM = "https://api.telegram.org"
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class SettingsWrong(Exception):
    """A setting cannot be used; the text says which and what to write instead."""


class Settings(BaseSettings):
    """Every setting by its environment name in lower case; any of them also as `NAME_FILE`."""

    model_config = SettingsConfigDict(env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True)

    bot_token: SecretStr | None = Field(None, description="the bot's token, from @BotFather")
    telegram_api_url: str = Field(TELEGRAM, description="the Bot API server")
    database_url: SecretStr = Field(
        SecretStr("sqlite:///data/find-your-active.db"), description="sqlite:///path or postgresql://…"
    )
    public_url: str = Field("", description="the https address people reach this machine at; unset: polling")
    webhook_secret: SecretStr | None = Field(None, description="unset: made once and kept in the database")
    http_host: str = Field("127.0.0.1", description="where the web server listens")
    http_port: int = Field(8080, ge=0, le=65535)
    team_ids: Annotated[frozenset[int], NoDecode] = Field(frozenset(), description="Telegram ids of the programme team")
    controller: str = Field("Active Essex", description="who is responsible for the data, as people read it")
    privacy_contact: str = Field("", description="an e-mail address for questions and complaints about data")
    privacy_url: str = Field("", description="the privacy notice on the web")
    backup_dir: Path | None = Field(None, description="where nightly copies go; unset: backups beside the database")
    backups_kept: str = Field("7+4", description="how many stay: of the newest days, and of the weeks before")
    clock_file: Path | None = Field(None, description="a file holding an offset in seconds; demo and tests only")
    smtp_url: SecretStr | None = Field(None, description="smtp://user:password@host:587; unset: no e-mail")
    mail_from: str = Field("", description="the sender of e-mails")
    timezone: str = Field("Europe/London", description="the zone of the timetable")
    disclosure_key: SecretStr | None = Field(None, description="unset: made once and kept in the database")
    https_proxy: str = Field("", description="a proxy on the way to Telegram")
    messages_per_second: int = Field(30, ge=1, le=1000, description="over 30 Telegram charges for")
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["text", "json"] = "text"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def post(self) -> Post | None:
        """How e-mails are sent; None where they are not."""
        from scheduling.mail import post_from  # noqa: PLC0415 - see above

        return post_from(self.smtp_url.get_secret_value(), self.mail_from) if self.smtp_url else None

    @property
    def noise_key(self) -> bytes | None:
        """The key of the noise in digests; None: one is kept in the database."""
        return self.disclosure_key.get_secret_value().encode() if self.disclosure_key else None

    @property
    def backups(self) -> Plan | None:
        """Every night's back-up; None where there is none: PostgreSQL has its own, and 0+0 switches it off."""
        from programme.erasures import ledger_of  # noqa: PLC0415 - see above
        from programme.nightly import Plan  # noqa: PLC0415 - see above
        from programme.record import backups_beside, file_of  # noqa: PLC0415 - see above

        file, kept = file_of(self.database_url.get_secret_value()), kept_from(self.backups_kept)
        if file is None or kept.is_nothing:
            return None
        ledger = ledger_of(self.database_url.get_secret_value())
        return Plan(file, self.backup_dir or backups_beside(file), kept, ledger, self.zone)

    @property
    def token(self) -> str:
        return self.bot_token.get_secret_value() if self.bot_token else ""

    @field_validator("team_ids", mode="before")
    @classmethod
    def split_ids(cls, value: object) -> object:
        if isinstance(value, str):
            return frozenset(int(part) for part in value.replace(" ", "").split(",") if part)
        return value

    @field_validator("timezone")
    @classmethod
    def is_a_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("use a name such as Europe/London") from None
        return value

    @field_validator("backups_kept")
    @classmethod
    def is_days_and_weeks(cls, value: str) -> str:
        return str(kept_from(value))

    @field_validator("telegram_api_url", "public_url", "privacy_url")
    @classmethod
    def is_an_address(cls, value: str) -> str:
        if value and (urlsplit(value).scheme not in {"http", "https"} or not urlsplit(value).hostname):
            raise ValueError("use an address that begins with https://")
        return value.rstrip("/")

    @model_validator(mode="after")
    def can_send_what_it_should(self) -> Settings:
        if not self.smtp_url:
            return self
        from scheduling.mail import MailSettingWrong  # noqa: PLC0415 - see above

        try:
            _ = self.post
        except MailSettingWrong as wrong:
            raise ValueError(str(wrong)) from None
        return self

    @model_validator(mode="after")
    def moves_the_clock_only_at_home(self) -> Settings:
        if self.clock_file and urlsplit(self.telegram_api_url).hostname not in LOOPBACK:
            raise ValueError("CLOCK_FILE moves the clock and is only for a Bot API server on this machine")
        return self


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Build the settings from the environment, `.env` and files named by `NAME_FILE`.

    Raises:
        SettingsWrong: names the setting and what to write instead.
    """
    try:
        return Settings(**read_files(os.environ if environment is None else environment))
    except ValidationError as error:
        raise SettingsWrong("; ".join(plain(problem["loc"], problem["msg"]) for problem in error.errors())) from None


def secret_files(environment: Mapping[str, str] | None = None) -> tuple[Path, ...]:
    """`.env` where there is one, and the files that secrets are given by."""
    known = os.environ if environment is None else environment
    secrets = (name for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation))
    named = (known.get(f"{name.upper()}_FILE") for name in secrets)
    return (Path(".env"), *(Path(name) for name in named if name))


def read_files(environment: Mapping[str, str]) -> dict[str, Any]:
    """The settings given as files: `BOT_TOKEN_FILE=/run/secrets/token` sets `BOT_TOKEN`."""
    found: dict[str, Any] = {}
    for name in Settings.model_fields:
        file = environment.get(f"{name.upper()}_FILE")
        if file:
            found[name] = read_file(f"{name.upper()}_FILE", file)
    return found


def read_file(setting: str, name: str) -> str:
    try:
        return Path(name).read_text("utf-8").strip()
    except OSError as error:
        raise SettingsWrong(f"{setting}: cannot read {name} ({error.strerror})") from None


def plain(location: tuple[int | str, ...], message: str) -> str:
    name = str(location[0]).upper() if location else ""
    text = message.removeprefix("Value error, ")
    return f"{name}: {text}" if name else text
