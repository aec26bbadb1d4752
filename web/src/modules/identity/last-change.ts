import { api } from "@/api/client";

/** When a user was last changed and by whom, for those who may read the audit trail; undefined for others. */
export async function lastChangeOf(userId: string): Promise<{ at: string; by?: string } | undefined> {
  const query = { subject_id: userId, action: "user.changed", page_size: 1, total: false } as const;
  const last = (await api.get("/api/v1/audit", { query }).catch(() => undefined))?.items[0];
  if (!last) return undefined;
  const by = last.user_id ? await api.get("/api/v1/users/{user_id}", { path: { user_id: last.user_id } }).catch(() => undefined) : undefined;
  return { at: last.at, by: by?.full_name };
}
