// Roles: the built-in ones and the company's own, as the server lists them, and who may give which.
import { useQuery } from "@tanstack/react-query";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { useSession, type Me, type Right } from "@/app/session";

export type { Right };
export type Role = Schema<"Role">;
export type RoleView = Schema<"RoleView">;

/** What the list of users can be asked for before anybody has read the roles; "custom" are all of the company's own. */
export const roleWords = ["customer", "driver", "analyst", "dispatcher", "support", "storekeeper", "operator", "manager", "admin", "owner", "custom"] as const satisfies readonly Role[];

/** One word that names a role: the server's own, or the id of one that the company made. */
export const keyOfRole = (role: { role: Role; id?: string | null }): string => role.id ?? role.role;
export const keyOfUserRole = (user: { role: Role; role_id?: string | null }): string => user.role_id ?? user.role;

/** The role as the API takes it. */
export const roleOfKey = (key: string): { role: Role; role_id?: string } =>
  (roleWords as readonly string[]).includes(key) ? { role: key as Role } : { role: "custom", role_id: key };

/** The list of users that shows who has this role. */
export const usersInRole = (role: Pick<RoleView, "role" | "id">): Record<string, string> =>
  role.id ? { role_id: role.id } : { role: role.role, is_active: "true" };

export function useRoles() {
  const { may } = useSession();
  return useQuery({ queryKey: keys.roles, queryFn: ({ signal }) => api.get("/api/v1/roles", { signal }), enabled: may("users.read"), staleTime: 60_000 });
}

/** The parts of the program that rights belong to, in their order. */
export const areasOf = (rights: readonly Right[]): string[] => [...new Set(rights.map((right) => right.split(".")[0]!))];
export const rightsOfArea = (rights: readonly Right[], area: string) => rights.filter((right) => right.startsWith(`${area}.`));

/** Nobody gives a role with rights he lacks, and only an owner makes another. */
export function mayGive(me: Pick<Me, "role" | "rights">, wanted: { role: Role; rights: readonly Right[] }): boolean {
  if (wanted.role === "owner" && me.role !== "owner" && me.role !== "platform_admin") return false;
  if (wanted.role === "platform_admin") return false;
  return wanted.rights.every((right) => me.rights.includes(right));
}
