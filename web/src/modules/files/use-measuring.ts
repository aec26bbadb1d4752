// Files that the server still measures: it tells when it is done, and whoever it cannot tell asks again.
import { useQueries } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api, type Schema } from "@/api/client";
import { keys } from "@/api/query";
import { useAskAgain, useIsLive } from "@/app/live/use-live";

const ASK_AGAIN_MS = 1_500;

/** Calls `onFile` with each of the files as soon as more is known of it. */
export function useMeasuring(ids: readonly string[], onFile: (file: Schema<"FileView">) => void): void {
  const isLive = useIsLive();
  const askAgain = useAskAgain(ASK_AGAIN_MS);
  const files = useQueries({
    queries: [...new Set(ids)].map((id) => ({
      queryKey: keys.file(id),
      queryFn: ({ signal }: { signal: AbortSignal }) => api.get("/api/v1/files/{file_id}", { path: { file_id: id }, signal }),
      refetchInterval: askAgain,
      staleTime: 0,
    })),
  });
  // What happened between the last question and the opening of the stream was told to nobody.
  useEffect(() => {
    if (isLive) for (const file of files) void file.refetch();
    // Only when the stream opens; a file that comes later is asked for by its own query.
  }, [isLive]);
  const latest = useRef(onFile);
  latest.current = onFile;
  const news = files.map((file) => file.dataUpdatedAt).join();
  useEffect(() => {
    for (const file of files) if (file.data) latest.current(file.data);
  }, [news]);
}
