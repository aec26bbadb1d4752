import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import en from "./locales/en.json";
import { kinds, tabs, type Kind } from "./kinds";
import { tabIds } from "./tab-ids";

interface Property {
  type?: string | string[];
}
interface Api {
  paths: Record<string, { get: { responses: { 200: { content: { "application/json": { schema: { $ref: string } } } } } }; patch?: object; delete?: object }>;
  components: { schemas: Record<string, { properties: Record<string, Property> }> };
}
const openapi = JSON.parse(readFileSync("openapi.json", "utf8")) as Api;
const rowOf = (kind: Kind) => {
  const { $ref } = openapi.paths[`/api/v1/catalogue/${kind.path}/{key}`]!.get.responses[200].content["application/json"].schema;
  return openapi.components.schemas[$ref.split("/").at(-1)!]!.properties;
};
const facts = ["id", "version", "created_at", "updated_at", "position"];
const typesOf = (property: Property) => [property.type ?? []].flat();

describe.each(Object.entries(kinds) as [string, Kind][])("%s", (_, kind) => {
  const properties = rowOf(kind);

  it("show every member that the API has, and no other", () => {
    const members = Object.keys(properties).filter((name) => !facts.includes(name));
    expect(kind.fields.map((field) => field.name).sort()).toEqual(members.sort());
  });

  it("may be empty where the API says so, and are of its types", () => {
    for (const field of kind.fields) {
      const types = typesOf(properties[field.name]!);
      if (field.name !== "source_note") expect([field.name, !!field.isOptional]).toEqual([field.name, types.includes("null")]);
      if (field.type === "whole") expect([field.name, ...types]).toContain("integer");
      if (field.type === "number" || field.type === "share" || field.type === "money") expect([field.name, ...types]).toContain("number");
      if (field.type === "many" || field.type === "words") expect([field.name, ...types]).toContain("array");
    }
  });

  it("have words for every field", () => {
    for (const field of kind.fields) expect(Object.keys(en.fields)).toContain(field.name);
  });
});

it("every kind stands in one tab, and the API has no other kind", () => {
  expect(tabs.map((tab) => tab.id)).toEqual([...tabIds]);
  const shown = tabs.flatMap((tab): string[] => [...tab.kinds]);
  expect(shown.sort()).toEqual(Object.keys(kinds).sort());
  const paths = Object.keys(openapi.paths).filter((path) => /^\/api\/v1\/catalogue\/[^/]+$/.test(path));
  expect(Object.values(kinds).map((kind) => `/api/v1/catalogue/${kind.path}`).sort()).toEqual(paths.sort());
});
