// The built-in roles and what each may do: the table of src/foundation/base/actor.cpp, which roles.test.ts holds it against.
import type { Schema } from "@/api/client";
import type { Me } from "@/app/session";

export type Role = Schema<"Role">;

export const rights = [
  "quotes.create",
  "quotes.read",
  "quotes.manage",
  "orders.read",
  "orders.manage",
  "files.create",
  "files.read",
  "files.manage",
  "catalogue.read",
  "catalogue.manage",
  "customers.read",
  "users.read",
  "users.manage",
  "company.read",
  "company.manage",
  "jobs.read",
  "jobs.manage",
  "audit.read",
  "roles.manage",
  "keys.manage",
  "webhooks.manage",
  "notifications.manage",
] as const;
export type Right = (typeof rights)[number];

const own: readonly Right[] = ["quotes.create", "files.create"];
const reader: readonly Right[] = [...own, "quotes.read", "orders.read", "files.read", "catalogue.read", "company.read"];
const maker: readonly Right[] = [...reader, "orders.manage"];

/** The roles that somebody can have, from the fewest rights to the most. */
export const roleRights = {
  customer: own,
  driver: own,
  analyst: [...reader, "customers.read"],
  dispatcher: [...reader, "customers.read"],
  support: [...reader, "customers.read", "users.read"],
  storekeeper: maker,
  operator: maker,
  manager: [...maker, "quotes.manage", "files.manage", "catalogue.manage", "users.read", "jobs.read", "customers.read"],
  admin: rights,
  owner: rights,
} as const satisfies Partial<Record<Role, readonly Right[]>>;

export type GivenRole = keyof typeof roleRights;
export const roles = Object.keys(roleRights) as GivenRole[];
export const staffRoles = roles.filter((role) => role !== "customer");

/** The parts of the program that rights belong to, in their order. */
export const areas = [...new Set(rights.map((right) => right.split(".")[0]!))];
export const rightsOfArea = (area: string) => rights.filter((right) => right.startsWith(`${area}.`));

/** Nobody gives a role with rights he lacks, and only an owner makes another. */
export function mayGive(me: Pick<Me, "role" | "rights">, role: Role): boolean {
  if (!(role in roleRights)) return false;
  if (role === "owner" && me.role !== "owner" && me.role !== "platform_admin") return false;
  return roleRights[role as GivenRole].every((right) => me.rights.includes(right));
}
