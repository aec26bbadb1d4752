// Other ways to be told: by this browser, and by the company's bot. Neither is asked for before somebody clicks.
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Bell, Send } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { api } from "@/api/client";
import { keys } from "@/api/query";
import { Button } from "@/ui/button";
import { date } from "@/ui/format";
import { Notice, ProblemNotice } from "@/ui/notice";
import { toastProblem } from "@/ui/toast";
import { canPush, lookAfterSubscription, NotAllowed, ownDevice, subscribe, unsubscribe } from "./push";

const LOOK_AGAIN_MS = 3_000; // while somebody is over at the bot

function Browsers() {
  const { t } = useTranslation("notifications");
  const client = useQueryClient();
  const devices = useQuery({ queryKey: keys.pushDevices, queryFn: ({ signal }) => api.get("/api/v1/push-devices", { signal }) });
  const again = { onSettled: () => Promise.all([client.invalidateQueries({ queryKey: keys.pushDevices }), client.invalidateQueries({ queryKey: keys.preferences })]) };
  const add = useMutation({ mutationFn: subscribe, ...again });
  const remove = useMutation({ mutationFn: unsubscribe, onError: (problem) => toastProblem(problem), ...again });
  useEffect(() => void lookAfterSubscription(), []);
  const items = devices.data?.items ?? [];
  const publicKey = devices.data?.public_key;
  if (!publicKey && items.length === 0) return null;
  const isHere = items.some((one) => one.id === ownDevice());
  return (
    <div className="grid gap-2 border-t border-line pt-4">
      <h3 className="text-sm font-medium">{t("ways.browsers")}</h3>
      <p className="text-sm text-ink-2">{t("ways.browsersWhat")}</p>
      {items.map((device) => (
        <div key={device.id} className="flex items-center justify-between gap-4 text-sm">
          <span className="min-w-0">
            <span className="[overflow-wrap:anywhere]">{device.name}</span>
            <span className="block text-xs text-ink-3">{device.id === ownDevice() ? t("ways.thisOne") : t("ways.since", { date: date(device.created_at) })}</span>
          </span>
          <Button size="sm" kind="quiet" busy={remove.isPending && remove.variables === device.id} onClick={() => remove.mutate(device.id)}>
            {t("ways.remove")}
          </Button>
        </div>
      ))}
      {add.error && (add.error instanceof NotAllowed ? <Notice tone="warn">{t("ways.notAllowed")}</Notice> : <ProblemNotice problem={add.error} />)}
      {publicKey && !isHere && (
        <div>
          {canPush() ? (
            <Button size="sm" busy={add.isPending} icon={<Bell className="size-4" aria-hidden />} onClick={() => add.mutate(publicKey)}>
              {t("ways.addBrowser")}
            </Button>
          ) : (
            <p className="text-sm text-ink-3">{t("ways.cannot")}</p>
          )}
        </div>
      )}
    </div>
  );
}

function Bot() {
  const { t } = useTranslation("notifications");
  const client = useQueryClient();
  const [url, setUrl] = useState<string>();
  const link = useQuery({
    queryKey: keys.telegramLink,
    queryFn: ({ signal }) => api.get("/api/v1/telegram-link", { signal }),
    refetchInterval: ({ state }) => (url && !state.data?.linked_at ? LOOK_AGAIN_MS : false),
  });
  const start = useMutation({ mutationFn: () => api.post("/api/v1/telegram-link"), onSuccess: (answer) => setUrl(answer.url), onError: (problem) => toastProblem(problem) });
  const end = useMutation({
    mutationFn: () => api.delete("/api/v1/telegram-link"),
    onError: (problem) => toastProblem(problem),
    onSettled: () => client.invalidateQueries({ queryKey: keys.telegramLink }),
  });
  if (!link.data || (!link.data.is_available && !link.data.linked_at)) return null;
  return (
    <div className="grid gap-2 border-t border-line pt-4">
      <h3 className="text-sm font-medium">{t("channels.telegram")}</h3>
      {link.data.linked_at ? (
        <div className="flex items-center justify-between gap-4 text-sm">
          <span className="min-w-0">
            <span className="[overflow-wrap:anywhere]">{link.data.chat}</span>
            <span className="block text-xs text-ink-3">{t("ways.since", { date: date(link.data.linked_at) })}</span>
          </span>
          <Button size="sm" kind="quiet" busy={end.isPending} onClick={() => end.mutate()}>
            {t("ways.remove")}
          </Button>
        </div>
      ) : url ? (
        <p className="text-sm text-ink-2">
          {t("ways.pressStart")}{" "}
          <a href={url} target="_blank" rel="noreferrer" className="font-medium text-accent-ink underline underline-offset-4">
            {t("ways.openBot")}
          </a>
        </p>
      ) : (
        <>
          <p className="text-sm text-ink-2">{t("ways.botWhat")}</p>
          <div>
            <Button size="sm" busy={start.isPending} icon={<Send className="size-4" aria-hidden />} onClick={() => start.mutate()}>
              {t("ways.linkChat")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

export function OtherWays() {
  return (
    <div className="mt-6 grid gap-4 empty:hidden">
      <Browsers />
      <Bot />
    </div>
  );
}
