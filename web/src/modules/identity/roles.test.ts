import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import en from "@/app/i18n/en";
import { areasOf, keyOfRole, mayGive, roleOfKey, roleWords, usersInRole, type Right } from "./roles";

const { schemas } = (JSON.parse(readFileSync("openapi.json", "utf8")) as { components: { schemas: Record<string, { enum: string[] }> } }).components;
const texts = en.identity.roles;

const some: Right[] = ["quotes.read", "orders.read"];
const more: Right[] = [...some, "roles.manage"];

describe("who may give which role", () => {
  it("is whoever has all rights of it", () => {
    expect(mayGive({ role: "admin", rights: more }, { role: "operator", rights: some })).toBe(true);
    expect(mayGive({ role: "manager", rights: some }, { role: "custom", rights: more })).toBe(false);
    expect(mayGive({ role: "custom", rights: some }, { role: "custom", rights: [] })).toBe(true);
  });

  it("is for owners only an owner", () => {
    expect(mayGive({ role: "owner", rights: more }, { role: "owner", rights: more })).toBe(true);
    expect(mayGive({ role: "admin", rights: more }, { role: "owner", rights: more })).toBe(false);
    expect(mayGive({ role: "owner", rights: more }, { role: "platform_admin", rights: more })).toBe(false);
  });
});

describe("the key of a role", () => {
  it("leads back to what the API takes", () => {
    expect(roleOfKey(keyOfRole({ role: "operator", id: null }))).toEqual({ role: "operator" });
    expect(roleOfKey(keyOfRole({ role: "custom", id: "01936" }))).toEqual({ role: "custom", role_id: "01936" });
  });

  it("finds who has it", () => {
    expect(usersInRole({ role: "custom", id: "01936" })).toEqual({ role_id: "01936" });
    expect(usersInRole({ role: "driver" })).toEqual({ role: "driver", is_active: "true" });
  });
});

describe("words", () => {
  it("are there for every role, right and area of the API", () => {
    const roles = schemas["Role"]!.enum;
    const rights = schemas["Right"]!.enum as Right[];
    expect(roles.filter((role) => !(role in texts.names) || !(role in texts.what))).toEqual([]);
    expect(rights.filter((right) => !(right.replace(".", "_") in texts.rights))).toEqual([]);
    expect(areasOf(rights).filter((area) => !(area in texts.areas))).toEqual([]);
  });

  it("an address may filter by are roles that somebody can have", () => {
    const nobodys = ["visitor", "platform_admin", "api_key"];
    expect([...roleWords].sort()).toEqual(schemas["Role"]!.enum.filter((role) => !nobodys.includes(role)).sort());
  });
});

it("areas stand in the order of the rights", () => {
  expect(areasOf(["orders.read", "quotes.read", "orders.manage"])).toEqual(["orders", "quotes"]);
});
