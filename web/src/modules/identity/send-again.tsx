// Sends a code once more: not before the pause that the server keeps is over, which the button counts down.
import { useEffect, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "@/ui/button";

export const PAUSE_SECONDS = 60;

/** The seconds left until `until`, counted down while one looks. */
function useSecondsUntil(until: number): number {
  const left = () => Math.max(0, Math.ceil((until - Date.now()) / 1000));
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    setSeconds(left());
    const timer = setInterval(() => setSeconds(left()), 500);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
}

export function SendAgain({ sentAt, busy, onSend }: { sentAt: number; busy: boolean; onSend: () => void }) {
  const { t } = useTranslation("identity");
  const seconds = useSecondsUntil(sentAt + PAUSE_SECONDS * 1000);
  return (
    <Button size="sm" kind="quiet" className="tabular" busy={busy} disabled={seconds > 0} onClick={onSend}>
      {seconds > 0 ? t("code.againIn", { seconds }) : t("code.again")}
    </Button>
  );
}
