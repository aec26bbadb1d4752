"""Requests held against what a partner publishes that it takes: OpenAPI documents, as far as they use JSON Schema here."""

import json
import re
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "data/contracts"
KINDS = {"string": str, "object": dict, "array": list, "boolean": bool, "integer": int, "number": (int, float), "null": type(None)}


def contract(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text())


class Checker:
    def __init__(self, document: Any) -> None:
        self.document = document

    def resolved(self, schema: Any) -> Any:
        while "$ref" in schema:
            found: Any = self.document
            for part in schema["$ref"][2:].split("/"):
                found = found[part.replace("~1", "/")]
            schema = found
        return schema

    def members(self, schema: Any) -> dict[str, Any]:
        """Of an object that is put together from several."""
        schema = self.resolved(schema)
        found = dict(schema.get("properties", {}))
        for part in schema.get("allOf", []):
            found |= self.members(part)
        return found

    def faults(self, value: Any, schema: Any, where: str = "", known: dict[str, Any] | None = None) -> list[str]:
        """`known`: the members that parts beside this one name; the partners mean `additionalProperties` of the whole."""
        schema = self.resolved(schema)
        if value is None and schema.get("nullable"):  # as OpenAPI 3.0 says it
            return []
        known = {**(known or {}), **self.members(schema)}
        found: list[str] = []
        for part in schema.get("allOf", []):
            found += self.faults(value, part, where, known)
        choices = schema.get("oneOf", schema.get("anyOf", []))
        if choices and (by := schema.get("discriminator")):
            return self.faults(value, {"$ref": by["mapping"].get(value[by["propertyName"]], "#/nothing")}, where)
        if choices and all(self.faults(value, choice, where, known) for choice in choices):
            found.append(f"{where} is none of its kinds")
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else kinds
        if kinds and not any(isinstance(value, KINDS[kind]) and (kind not in ("integer", "number") or not isinstance(value, bool)) for kind in kinds):
            return [*found, f"{where} is no {kinds}: {value!r}"]
        if "enum" in schema and value not in schema["enum"]:
            found.append(f"{where} is none of {schema['enum']}: {value!r}")
        if isinstance(value, str):
            found += self.faults_of_text(value, schema, where)
        if isinstance(value, list):
            if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
                found.append(f"{where} has {len(value)} items")
            for at, item in enumerate(value):
                found += self.faults(item, schema.get("items", {}), f"{where}/{at}")
        if isinstance(value, dict):
            found += [f"{where} lacks {name}" for name in schema.get("required", []) if name not in value]
            for name, member in value.items():
                if name in schema.get("properties", {}):
                    found += self.faults(member, schema["properties"][name], f"{where}/{name}")
                elif schema.get("additionalProperties") is False and name not in known:
                    found.append(f"{where} has {name}, which nobody knows")
        return found

    @staticmethod
    def faults_of_text(value: str, schema: Any, where: str) -> list[str]:
        found = []
        if not schema.get("minLength", 0) <= len(value) <= schema.get("maxLength", len(value)):
            found.append(f"{where} has {len(value)} characters")
        if "pattern" in schema and not re.search(schema["pattern"], value):
            found.append(f"{where} is not like {schema['pattern']}: {value!r}")
        if schema.get("format") == "email" and not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
            found.append(f"{where} is no e-mail address: {value!r}")
        return found


def faults_of_sendgrid(body: Any) -> list[str]:
    checker = Checker(contract("sendgrid-mail-v3"))
    request = checker.resolved(checker.document["paths"]["/v3/mail/send"]["post"]["requestBody"])
    return checker.faults(body, request["content"]["application/json"]["schema"])


def faults_of_twilio(account: str, form: dict[str, str]) -> list[str]:
    checker = Checker(contract("twilio-messages-2010-04-01"))
    (operation,) = (methods["post"] for methods in checker.document["paths"].values())
    found = checker.faults(form, operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"])
    parameter = next(one for one in operation["parameters"] if one["name"] == "AccountSid")
    found += checker.faults(account, parameter["schema"], "AccountSid")
    known = checker.resolved(operation["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"])["properties"]
    return found + [f"{name} is unknown" for name in form if name not in known]


def faults_of_twilio_list(query: dict[str, str], answer: Any) -> list[str]:
    """Of a question which messages there are, and of the answer that a stand-in gives."""
    checker = Checker(contract("twilio-messages-2010-04-01"))
    (operation,) = (methods["get"] for methods in checker.document["paths"].values())
    schemas = {one["name"]: one["schema"] for one in operation["parameters"] if one["in"] == "query"}
    found = [f"{name} is unknown" for name in query if name not in schemas]
    for name, text in query.items():
        found += checker.faults(int(text) if schemas[name]["type"] == "integer" and text.isdigit() else text, schemas[name], name)
    return found + checker.faults(answer, operation["responses"]["200"]["content"]["application/json"]["schema"])


def faults_of_whatsapp(body: Any) -> list[str]:
    checker = Checker(contract("whatsapp-cloud-api-v23.0"))
    (operation,) = (methods["post"] for methods in checker.document["paths"].values())
    return checker.faults(body, operation["requestBody"]["content"]["application/json"]["schema"])


def faults_of_telegram(body: dict[str, Any]) -> list[str]:
    """The extract of Telegram's page has names, types and what is required."""
    names = {"Integer": int, "String": str, "Boolean": bool, "LinkPreviewOptions": dict}
    fields = {one["name"]: one for one in contract("telegram-bot-api-10.1")["methods"]["sendMessage"]["fields"]}
    found = [f"lacks {name}" for name, one in fields.items() if one["required"] and name not in body]
    found += [f"{name} is unknown" for name in body if name not in fields]
    return found + [f"{name} is no {fields[name]['types']}" for name, value in body.items()
                    if name in fields and not any(isinstance(value, names[kind]) for kind in fields[name]["types"] if kind in names)]
