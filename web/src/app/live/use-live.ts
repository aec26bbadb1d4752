import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { useSession } from "../session";
import { startLive } from "./live";

/** Listens for as long as somebody is signed in. */
export function useLive(): void {
  const client = useQueryClient();
  const { me } = useSession();
  const who = me?.id;
  useEffect(() => (who ? startLive(client) : undefined), [client, who]);
}
