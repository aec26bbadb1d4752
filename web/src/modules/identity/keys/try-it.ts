// A command that uses a key as it is: the first list that its rights open.
import type { Right } from "../roles";

const lists: [Right, string][] = [
  ["quotes.read", "/api/v1/quotes"],
  ["orders.read", "/api/v1/sales-orders"],
  ["files.read", "/api/v1/files"],
  ["customers.read", "/api/v1/customers"],
  ["users.read", "/api/v1/users"],
  ["jobs.read", "/api/v1/jobs"],
  ["audit.read", "/api/v1/audit"],
];

export function tryIt(origin: string, key: string, rights: readonly Right[]): string {
  const path = lists.find(([right]) => rights.includes(right))?.[1] ?? "/api/v1/auth/me";
  return `curl -H "Authorization: Bearer ${key}" ${origin}${path}`;
}
