// How the company shows itself to its customers: name, logo and colour, kept by the browser so that the next visit begins with
// them. Its zone is that of all times the app writes.
import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { setCompanyZone } from "@/ui/format";
import { accentTokens, isColor } from "./accent";
import { useTheme } from "./theme";

export type Branding = Schema<"Branding">;
const KEPT = "guildhall.branding";

function kept(): Branding | undefined {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "null") as Branding | null;
    return typeof found?.name === "string" ? found : undefined;
  } catch {
    return undefined;
  }
}

async function read(): Promise<Branding> {
  const branding = await api.get("/api/v1/branding");
  try {
    localStorage.setItem(KEPT, JSON.stringify(branding));
  } catch {
    // A browser that keeps nothing asks again.
  }
  return branding;
}

export function useBranding(): Branding | undefined {
  const { data } = useQuery({ queryKey: keys.branding, queryFn: read, staleTime: 300_000, placeholderData: kept });
  setCompanyZone(data?.time_zone);
  return data;
}

/** The company's colour for as long as the page stands. */
export function useAccent(color: string | null | undefined): void {
  const theme = useTheme();
  useEffect(() => {
    if (!color || !isColor(color)) return;
    const { style } = document.documentElement;
    const tokens = accentTokens(color, theme);
    for (const [name, value] of Object.entries(tokens)) style.setProperty(name, value);
    return () => Object.keys(tokens).forEach((name) => style.removeProperty(name));
  }, [color, theme]);
}
