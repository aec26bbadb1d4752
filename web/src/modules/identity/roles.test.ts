import { describe, expect, it } from "vitest";
import { areasOf, keyOfRole, mayGive, roleOfKey, usersInRole, type Right } from "./roles";

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

it("areas stand in the order of the rights", () => {
  expect(areasOf(["orders.read", "quotes.read", "orders.manage"])).toEqual(["orders", "quotes"]);
});
