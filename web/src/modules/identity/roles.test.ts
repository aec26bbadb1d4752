import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { mayGive, rights, roleRights, roles, type GivenRole } from "./roles";

/** What the server's own table says: the cases of `rights_of` with the lists that they return. */
function serverTable(): Map<string, Set<string>> {
  const source = readFileSync("../src/foundation/base/actor.cpp", "utf8");
  const body = /Rights rights_of\(Role role\)\n\{(.*?)\n\}/s.exec(source)![1]!;
  const words = (text: string) => new Set([...text.matchAll(/\w+/g)].map(([word]) => word.replace("_", ".")));
  const named = new Map([...body.matchAll(/Rights const (\w+)\{(.*?)\};/gs)].map(([, name, list]) => [name!, words(list!)]));
  const all = words(/return \{([^{}]*)\};\s*$/.exec(body.trimEnd())![1]!);
  const table = new Map<string, Set<string>>();
  for (const [, cases, answer] of body.matchAll(/((?:case Role::\w+:\s*)+)(?:return ([^;]*)|break);/g)) {
    const given = answer === undefined ? all : answer.startsWith("{") ? words(answer) : named.get(answer)!;
    for (const [, role] of cases!.matchAll(/Role::(\w+)/g)) table.set(role!.replace(/_$/, ""), given);
  }
  return table;
}

describe("the table of roles", () => {
  it("is the server's", () => {
    const server = serverTable();
    expect([...server.keys()].filter((role) => role !== "visitor" && role !== "platform_admin").sort()).toEqual([...roles].sort());
    for (const role of roles) expect([role, [...roleRights[role]].sort()]).toEqual([role, [...server.get(role)!].sort()]);
    expect([...server.get("owner")!].sort()).toEqual([...rights].sort());
  });

  it("says who may give which role", () => {
    const of = (role: GivenRole) => ({ role, rights: [...roleRights[role]] });
    expect(roles.filter((role) => mayGive(of("owner"), role))).toEqual(roles);
    expect(roles.filter((role) => mayGive(of("admin"), role))).toEqual(roles.filter((role) => role !== "owner"));
    expect(mayGive(of("manager"), "admin")).toBe(false);
    expect(mayGive(of("manager"), "operator")).toBe(true);
    expect(mayGive(of("owner"), "platform_admin")).toBe(false);
    expect(mayGive(of("owner"), "visitor")).toBe(false);
  });
});
