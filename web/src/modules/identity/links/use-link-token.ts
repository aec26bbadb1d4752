// The token of a link that was mailed. Once it is read it leaves the address, so that it is in no history, picture or log.
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";

export const linkSearch = (search: Record<string, unknown>): { token?: string } => ({
  token: typeof search["token"] === "string" && search["token"] ? search["token"] : undefined,
});

/** Undefined for an address that somebody has cut or opened again. */
export function useLinkToken(): string | undefined {
  const given = useSearch({ strict: false, select: (search) => (search as { token?: string }).token });
  const [token] = useState(given);
  const navigate = useNavigate();
  useEffect(() => {
    if (given) void navigate({ to: ".", search: {}, replace: true });
  }, [given, navigate]);
  return token;
}
