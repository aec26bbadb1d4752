// A browser that nobody has signed in with chooses a secret; by it a visitor alone sees what he has sent. Signing in makes it
// the account's own, so nothing is lost.
import { api, cookie, hasSession, randomKey } from "./client";

const COOKIE = "guildhall_visitor";
const SENT = "guildhall.sent_as_visitor";

/** Before something is sent. */
export function beVisitor(): void {
  if (hasSession() || cookie(COOKIE)) return;
  const secure = location.protocol === "https:" ? "; Secure" : "";
  document.cookie = `${COOKIE}=${randomKey()}${randomKey()}; Path=/; Max-Age=2592000; SameSite=Lax${secure}`;
}

function sentFiles(): string[] {
  const kept = localStorage.getItem(SENT);
  return kept ? kept.split(",") : [];
}

/** After a file has arrived. */
export function rememberSent(fileId: string): void {
  if (!hasSession()) localStorage.setItem(SENT, [...sentFiles(), fileId].join(","));
}

/** After signing in. What cannot be kept, because it is gone, does not stop the rest. */
export async function keepSent(): Promise<void> {
  const sent = sentFiles();
  if (sent.length === 0) return;
  await Promise.allSettled(sent.map((id) => api.post("/api/v1/files/{file_id}/claim", { path: { file_id: id } })));
  localStorage.removeItem(SENT);
  document.cookie = `${COOKIE}=; Path=/; Max-Age=0`;
}
