// The name of somebody known by id, with the way to their page; read once for a while.
import { useQueries, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { useSession } from "@/app/session";
import { Skeleton } from "@/ui/skeleton";

const LONG_MS = 300_000;

const userQuery = (id: string) => ({
  queryKey: keys.user(id),
  queryFn: ({ signal }: { signal: AbortSignal }) => api.get("/api/v1/users/{user_id}", { path: { user_id: id }, signal }),
  staleTime: LONG_MS,
});

/** Visitors are known by their browser, and no account stands behind their ids, which are UUIDs of version 8. */
const isVisitor = (id: string) => id[14] === "8";

interface Props {
  id: string | null | undefined;
  /** Names stand in a row that is a link itself, or where a second link would be too much. */
  isPlain?: boolean;
}

export function UserName({ id, isPlain }: Props) {
  const { t } = useTranslation("identity");
  const { may } = useSession();
  const canRead = may("users.read");
  const user = useQuery({ ...userQuery(id ?? ""), enabled: !!id && !isVisitor(id) && canRead });
  if (!id) return <span className="truncate text-ink-2">{t("users.nobody")}</span>;
  if (isVisitor(id)) return <span className="truncate text-ink-2">{t("roles.names.visitor")}</span>;
  if (!canRead || user.error) return <span className="truncate font-mono text-xs text-ink-3">{id.slice(-8)}</span>;
  if (!user.data) return <Skeleton className="inline-block h-3.5 w-24" />;
  if (isPlain) return <span className="truncate">{user.data.full_name}</span>;
  return (
    <Link to="/office/users/$userId" params={{ userId: id }} className="truncate underline decoration-line-strong underline-offset-4 hover:decoration-ink">
      {user.data.full_name}
    </Link>
  );
}

/** The colleagues, and the names of those and of `others`: for filters by person. */
export function useColleagues(others: readonly string[]): { ids: string[]; nameOf: (id: string) => string } {
  const { t } = useTranslation("identity");
  const { may } = useSession();
  const canRead = may("users.read");
  const query = { role__ne: "customer", ordering: "email", page_size: 100, total: false } as const;
  const staff = useQuery({ queryKey: keys.users(query), queryFn: ({ signal }) => api.get("/api/v1/users", { query, signal }), staleTime: LONG_MS, enabled: canRead });
  const known = staff.data?.items ?? [];
  const missing = staff.data ? others.filter((id) => !isVisitor(id) && !known.some((one) => one.id === id)) : [];
  const more = useQueries({ queries: missing.map((id) => ({ ...userQuery(id), retry: false })) });
  const names = new Map([...known, ...more.flatMap((one) => one.data ?? [])].map((one) => [one.id, one.full_name]));
  return { ids: known.map((one) => one.id), nameOf: (id) => names.get(id) ?? (isVisitor(id) ? t("roles.names.visitor") : id.slice(-8)) };
}
