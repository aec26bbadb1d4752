import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { useSession } from "../session";
import { isLive, startLive, watchLive } from "./live";

/** Listens for as long as somebody is signed in. */
export function useLive(): void {
  const client = useQueryClient();
  const { me } = useSession();
  const who = me?.id;
  useEffect(() => (who ? startLive(client) : undefined), [client, who]);
}

/** Whether what happens is heard by itself now: not before the stream is open, not while it is broken, never for visitors. */
export const useIsLive = () => useSyncExternalStore(watchLive, isLive);

/** How often to ask again: not at all while everything is heard by itself. */
export const useAskAgain = (ms: number): number | false => (useIsLive() ? false : ms);
