// Who is signed in. Without the session's cookie nobody is asked, so that visitors cause no refused request.
import { useQuery, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { api, hasSession, type Schema } from "@/api/client";
import { Problem } from "@/api/problem";
import { keys } from "@/api/query";
import { keepSent } from "@/api/visitor";

export type Me = Schema<"UserProfile">;
export type Right = Schema<"Right">;

async function readMe(): Promise<Me | null> {
  if (!hasSession()) return null;
  try {
    return await api.get("/api/v1/auth/me");
  } catch (error) {
    if (error instanceof Problem && error.status === 401) return null;
    throw error;
  }
}

export const meQuery = { queryKey: keys.me, queryFn: readMe, staleTime: 60_000 };

export interface Session {
  me: Me | null;
  /** False until the first answer: neither signed in nor a visitor yet. */
  isKnown: boolean;
  isStaff: boolean;
  may: (right: Right) => boolean;
}

/** While somebody tries a role, the app is the one that people in that role see. */
export function isStaff(me: Me | null | undefined): boolean {
  const role = me?.tested_role?.role ?? me?.role;
  return !!role && role !== "customer" && role !== "visitor";
}

export function useSession(): Session {
  const { data, isPending } = useQuery(meQuery);
  const me = data ?? null;
  return { me, isKnown: !isPending, isStaff: isStaff(me), may: (right) => !!me?.rights.includes(right) };
}

/** After signing in or registering: what was sent as a visitor is kept, and everything read as one is read again. */
export async function begin(client: QueryClient, me: Me): Promise<void> {
  await keepSent();
  client.setQueryData(keys.me, me);
  void client.invalidateQueries({ predicate: (query) => query.queryKey[0] !== "me" && query.queryKey[0] !== "offer" });
}

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await api.post("/api/v1/auth/logout", { body: {} });
    client.clear();
    client.setQueryData(keys.me, null);
  };
}
