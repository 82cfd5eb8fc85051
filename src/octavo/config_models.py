"""The settings of models: which makes the vectors, which writes, what writing may take, which reads comments."""

from __future__ import annotations

import re
from typing import Annotated, Any, Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode


class ModelSettings(BaseSettings):
    """Part of config.Config."""

    embeddings_url: str = Field(
        "", description="OpenAI-compatible address for vectors of articles, such as http://127.0.0.1:11434/v1."
    )
    embeddings_model: str = Field(
        "", description="Model for vectors: of that address, or one installed; empty for the bundled one."
    )
    embeddings_key: SecretStr = Field(SecretStr(""), description="Key for that address, where it wants one.")
    writer_url: str = Field(
        "",
        description="OpenAI-compatible address of a Writer, which rephrases, such as http://127.0.0.1:11434/v1; empty: "
        "none.",
    )
    writer_model: str = Field("", description="Its model, such as qwen3:8b.")
    writer_key: SecretStr = Field(SecretStr(""), description="Key for that address, where it wants one.")
    writer_seconds: float = Field(60, ge=1, le=600, description="Most seconds for one text of the Writer.")
    writer_tokens_a_day: int = Field(
        200_000, ge=0, description="Most tokens that the Writer may read and write in a day (UTC); 0: no limit."
    )
    writer_a_minute: int = Field(6, ge=1, le=600, description="Texts a minute that one reader may ask of the Writer.")
    writer_prices: Annotated[tuple[float, ...], NoDecode] = Field(
        (), description="Price of a million tokens read and of a million written, as 0.15,0.60; only to show the costs."
    )

    scorer_url: str = Field(
        "",
        description="OpenAI-compatible address that reads comments for the moderators: the API's base, whose "
        "/moderations is asked, or a whole …/chat/completions; empty: none, and the rules stand alone.",
    )
    scorer_model: str = Field("", description="Its model, where the address wants one named.")
    scorer_key: SecretStr = Field(SecretStr(""), description="Key for that address, where it wants one.")

    @field_validator("writer_prices", mode="before")
    @classmethod
    def _each(cls, value: Any) -> Any:
        return tuple(part.strip() for part in value.split(",") if part.strip()) if isinstance(value, str) else value

    @field_validator("writer_prices")
    @classmethod
    def _two_prices(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if len(value) not in (0, 2) or min(value, default=0) < 0:
            raise ValueError("give two prices, such as 0.15,0.60")
        return value

    @field_validator("embeddings_url", "writer_url", "scorer_url")
    @classmethod
    def _base(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[^\s?#]+", value):
            raise ValueError("give the base of the API, such as http://127.0.0.1:11434/v1")
        return value

    @model_validator(mode="after")
    def _named(self) -> Self:
        if self.embeddings_url and not self.embeddings_model:
            raise ValueError("OCTAVO_EMBEDDINGS_URL needs OCTAVO_EMBEDDINGS_MODEL: which of its models to use")
        if self.writer_url and not self.writer_model:
            raise ValueError("OCTAVO_WRITER_URL needs OCTAVO_WRITER_MODEL: which of its models to use")
        if self.scorer_url.rstrip("/").endswith("/chat/completions") and not self.scorer_model:
            raise ValueError("OCTAVO_SCORER_URL needs OCTAVO_SCORER_MODEL to chat with: which of its models to use")
        return self
