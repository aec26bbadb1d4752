import { expect, it } from "vitest";
import type { Right } from "../roles";
import { countWishes, toggled, wishedRights } from "./use-role-draft";

const all: Right[] = ["quotes.read", "orders.read", "orders.manage"];
const role = { id: "night", rights: ["orders.read"] satisfies Right[] as Right[] };

it("a box that is ticked is a wish, and one that is ticked back is none", () => {
  const once = toggled(new Map(), role, "quotes.read");
  expect(wishedRights(role, all, once)).toEqual(["quotes.read", "orders.read"]);
  expect(countWishes(role, all, once)).toBe(1);
  expect(toggled(once, role, "quotes.read").size).toBe(0);
});

it("what a colleague changed meanwhile stays beside what one wishes", () => {
  const wishes = toggled(toggled(new Map(), role, "orders.read"), role, "quotes.read");
  const now = { id: "night", rights: ["quotes.read", "orders.read", "orders.manage"] as Right[] };
  expect(wishedRights(now, all, wishes)).toEqual(["quotes.read", "orders.manage"]);
  expect(countWishes(now, all, wishes)).toBe(1); // the other box is ticked already
});
