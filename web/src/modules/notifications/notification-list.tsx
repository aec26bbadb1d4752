// Notifications under each other; opening one reads it.
import { Link } from "@tanstack/react-router";
import { cx } from "@/ui/cx";
import { dateTime, relative } from "@/ui/format";
import { useTranslation } from "@/app/i18n/texts";
import { useMarkRead } from "./use-notifications";
import type { Notification } from "./words";

interface Props {
  items: readonly Notification[];
  label: string;
  onOpen?: () => void;
}

function Body({ item }: { item: Notification }) {
  const { t } = useTranslation("notifications");
  return (
    <>
      <span className={cx("mt-1.5 size-2 shrink-0 rounded-full", item.is_read ? "bg-transparent" : "bg-accent")} aria-hidden />
      <span className="grid min-w-0 flex-1 gap-0.5 text-left">
        <span className={cx("text-sm break-words", !item.is_read && "font-medium")}>
          {!item.is_read && <span className="sr-only">{t("unreadMark")} </span>}
          {item.title}
        </span>
        <span className="text-sm break-words text-ink-2">{item.text}</span>
        <time dateTime={item.created_at} title={dateTime(item.created_at)} className="text-xs text-ink-3">
          {relative(item.created_at)}
        </time>
      </span>
    </>
  );
}

export function NotificationList({ items, label, onOpen }: Props) {
  const markRead = useMarkRead();
  const row = "flex w-full gap-3 rounded-lg px-2 py-2.5 transition-colors hover:bg-hover";
  const open = (item: Notification) => {
    if (!item.is_read) markRead.mutate(item.id);
    onOpen?.();
  };
  return (
    <ul aria-label={label} className="-mx-2 grid">
      {items.map((item) => (
        <li key={item.id}>
          {item.link ? (
            <Link to={item.link} className={row} onClick={() => open(item)} data-record-row>
              <Body item={item} />
            </Link>
          ) : (
            <button type="button" className={row} onClick={() => open(item)} data-record-row>
              <Body item={item} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
