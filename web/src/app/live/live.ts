// What happens while pages are open: one stream of server-sent events for the whole browser. The tab that holds the lock reads
// it and tells the others; when it closes, another takes over. Where locks are missing, each tab reads for itself.
import type { QueryClient } from "@tanstack/react-query";
import { hasSession, renewSession } from "@/api/client";
import { keys } from "@/api/query";

export interface LiveEvent {
  id: string;
  type: string;
  record: { kind: string; id: string };
  number?: string | null;
  at: string;
  actor?: string | null;
}

export type Heard = { kind: "event"; event: LiveEvent } | { kind: "resync" };
/** What the tabs of a browser tell each other: what was heard, whether the stream is up, and who wants to know that. */
type Told = Heard | { kind: "stream"; isUp: boolean } | { kind: "asks" };

const STREAM = "/api/v1/events/stream";
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** What has to be asked again when that happened: whatever it was, the audit trail and what happened lately tell of it. */
export const staleKeys = (event: LiveEvent): readonly (readonly unknown[])[] => [...keysOf(event.record.kind), keys.audit(), ["activity"]];

function keysOf(kind: string): readonly (readonly unknown[])[] {
  switch (kind) {
    case "quote":
      return [keys.quotes(), keys.customers(), ["dashboard"]];
    case "sales_order":
      return [keys.orders(), keys.customers(), ["dashboard"]];
    case "file":
    case "file_share":
      return [keys.files()];
    case "job":
      return [keys.jobs];
    case "bulk_operation":
      return [keys.bulkOperations];
    case "webhook":
      return [keys.webhooks];
    case "connector":
      return [keys.connectors];
    case "message":
      return [keys.messages];
    case "inbound_endpoint":
    case "inbound_event":
      return [keys.inbound];
    case "user":
      return [keys.me, keys.users(), keys.roles];
    case "role":
      return [keys.roles, keys.me, keys.users()];
    case "api_key":
      return [keys.apiKeys];
    case "catalogue":
      return [["catalogue"], ["offer"], ["price"]];
    case "company_export":
      return [keys.companyExports];
    case "notification":
      return [keys.notifications()];
    case "subscription":
      return [keys.subscription];
    case "company":
      return [keys.company, keys.branding];
    default:
      return [];
  }
}

/** Gathers what happened and asks again at most once in a while: a bulk change is many events and one question. */
export function makeListener(client: QueryClient, gatherMs = 250): (heard: Heard) => void {
  let gathered = new Map<string, readonly unknown[]>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = () => {
    timer = undefined;
    const all = [...gathered.values()];
    gathered = new Map();
    for (const queryKey of all) void client.invalidateQueries({ queryKey });
  };
  return (heard) => {
    const stale = heard.kind === "resync" ? [keys.quotes(), keys.orders(), keys.customers(), keys.files(), keys.users(), keys.roles, keys.apiKeys, keys.audit(), keys.jobs, keys.bulkOperations, keys.webhooks, keys.inbound, keys.notifications(), ["dashboard"], ["activity"], ["catalogue"], keys.company] : staleKeys(heard.event);
    for (const key of stale) gathered.set(JSON.stringify(key), key);
    timer ??= setTimeout(ask, gatherMs);
  };
}

// ---- whether the stream is up ------------------------------------------------------------------------------------

let isUp = false;
const watchers = new Set<() => void>();

export const isLive = () => isUp;
export function watchLive(watcher: () => void): () => void {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

function setUp(next: boolean): void {
  if (isUp === next) return;
  isUp = next;
  for (const watcher of watchers) watcher();
}

// ---- the stream --------------------------------------------------------------------------------------------------

/** Reads the stream until `signal` ends; tries again, ever more slowly, when it breaks. */
function readStream(tell: (heard: Heard) => void, tellUp: (isUp: boolean) => void, signal: AbortSignal): void {
  let wait = FIRST_WAIT_MS;
  let wasOpen = isUp; // another tab has read it until now
  signal.addEventListener("abort", () => tellUp(false));
  const open = () => {
    if (signal.aborted || !hasSession()) return;
    const openedAt = Date.now();
    const source = new EventSource(STREAM);
    signal.addEventListener("abort", () => source.close());
    source.addEventListener("open", () => {
      if (wasOpen) tell({ kind: "resync" }); // a new stream does not know what the old one had told
      wasOpen = true;
      wait = FIRST_WAIT_MS;
      tellUp(true);
    });
    source.addEventListener("resync", () => tell({ kind: "resync" }));
    source.addEventListener("message", (message: MessageEvent<string>) => {
      tell({ kind: "event", event: JSON.parse(message.data) as LiveEvent });
    });
    source.addEventListener("error", () => {
      tellUp(false);
      if (source.readyState !== EventSource.CLOSED) return; // the browser opens it again and says what it has heard last
      source.close();
      setTimeout(() => void renewSession(openedAt).then((renewed) => renewed && open(), open), wait);
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    });
  };
  open();
}

/** Begins to listen; answers with what ends it. */
export function startLive(client: QueryClient): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  const hear = makeListener(client);
  if (!navigator.locks || typeof BroadcastChannel === "undefined") {
    readStream(hear, setUp, signal);
    return () => controller.abort();
  }
  const channel = new BroadcastChannel("guildhall.live");
  const say = (told: Told) => {
    if (!signal.aborted) channel.postMessage(told);
  };
  let isLeader = false;
  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    if (data.kind === "stream") setUp(data.isUp);
    else if (data.kind !== "asks") hear(data);
    else if (isLeader) say({ kind: "stream", isUp });
  };
  say({ kind: "asks" });
  signal.addEventListener("abort", () => {
    channel.close();
    setUp(false);
  });
  const lead = () =>
    new Promise<void>((resolve) => {
      if (signal.aborted) return resolve(); // ended between asking for the lock and having it
      signal.addEventListener("abort", () => resolve());
      isLeader = true;
      const tell = (heard: Heard) => {
        hear(heard);
        say(heard);
      };
      const tellUp = (next: boolean) => {
        setUp(next);
        say({ kind: "stream", isUp: next });
      };
      readStream(tell, tellUp, signal);
    });
  navigator.locks.request("guildhall.live", { signal }, lead).catch(() => undefined); // ended while it waited
  return () => controller.abort();
}
