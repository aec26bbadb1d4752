// What one is told in the app: how many are unread, and that they were read.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { useAskAgain } from "@/app/live/use-live";
import { useSession } from "@/app/session";
import { toastProblem } from "@/ui/toast";

const ASK_AGAIN_MS = 60_000;

/** Undefined until it is known. */
export function useUnread(): number | undefined {
  const { me } = useSession();
  const { data } = useQuery({
    queryKey: keys.unread,
    enabled: !!me,
    queryFn: ({ signal }) => api.get("/api/v1/notifications/unread", { signal }),
    refetchInterval: useAskAgain(ASK_AGAIN_MS),
  });
  return data?.count;
}

/** Marks one, or all when no id is given. */
export function useMarkRead() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (id: string | undefined): Promise<void> => {
      if (id === undefined) await api.post("/api/v1/notifications/read");
      else await api.post("/api/v1/notifications/{notification_id}/read", { path: { notification_id: id } });
    },
    onError: (problem) => toastProblem(problem),
    onSettled: () => client.invalidateQueries({ queryKey: keys.notifications() }),
  });
}
