// What a problem says to people: the app's own words for codes it knows, the server's sentence otherwise.
import i18next from "i18next";
import type { Problem } from "@/api/problem";

export function problemText(problem: Problem): string {
  const key = `ui:problems.${problem.code}`;
  if (i18next.exists(key)) return i18next.t(key as never, { seconds: problem.retryAfter ?? 60 });
  if (problem.status >= 500) return i18next.t("ui:problems.server");
  return problem.detail || i18next.t("ui:problems.unknown");
}
