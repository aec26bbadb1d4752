// One entry: what happened, who did it, and the record before and after, value by value.
import { ChevronDown } from "lucide-react";
import { useEffect, useMemo, useRef } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { UserName } from "@/modules/identity/user-name";
import { cx } from "@/ui/cx";
import { dateTime, relative } from "@/ui/format";
import { differencesOf } from "./difference";
import { actionName, asWritten, textsOf, type AuditEntry } from "./words";

function Value({ text, kind }: { text: string | undefined; kind: "before" | "after" }) {
  const { t } = useTranslation("audit");
  return (
    <span className="flex min-w-0 gap-2 sm:block">
      <span className="w-16 shrink-0 text-xs leading-5 text-ink-3 sm:sr-only">{t(kind)}</span>
      {text === undefined ? (
        <span className="text-ink-3">–</span>
      ) : kind === "before" ? (
        <del className="min-w-0 rounded-sm bg-bad-soft px-1 break-words text-bad decoration-bad/50" translate={asWritten(text)}>
          {text}
        </del>
      ) : (
        <ins className="min-w-0 rounded-sm bg-good-soft px-1 break-words text-good no-underline" translate={asWritten(text)}>
          {text}
        </ins>
      )}
    </span>
  );
}

const rows = {
  changed: "sm:grid sm:grid-cols-[minmax(9rem,1fr)_minmax(0,2fr)_minmax(0,2fr)] sm:gap-x-4",
  // Something new has nothing before it, and something gone nothing after.
  oneSided: "sm:grid sm:grid-cols-[minmax(9rem,1fr)_minmax(0,4fr)] sm:gap-x-4",
};

export function Differences({ entry }: { entry: AuditEntry }) {
  const { t, i18n } = useTranslation("audit");
  const texts = useMemo(
    () => textsOf(entry, differencesOf(entry.before, entry.after, entry.subject_kind)),
    // The language changes all texts.
    [entry, i18n.language],
  );
  if (texts.length === 0) return <p className="text-sm text-ink-3">{t("noDifference")}</p>;
  const isNew = !entry.before;
  const isGone = !entry.after;
  const columns = isNew || isGone ? rows.oneSided : rows.changed;
  return (
    <div className="text-sm">
      <div className={cx("hidden border-b border-line pb-1.5 text-xs text-ink-3", columns)} aria-hidden>
        <span>{t("field")}</span>
        {!isNew && <span>{t("before")}</span>}
        {!isGone && <span>{t("after")}</span>}
      </div>
      <ul>
        {texts.map((one, index) => (
          <li key={index} className={cx("grid gap-1 border-b border-line py-2 last:border-0 last:pb-0 sm:items-baseline", columns)}>
            <span className="text-ink-2 first-letter:uppercase">{one.label}</span>
            {!isNew && <Value kind="before" text={one.before} />}
            {!isGone && <Value kind="after" text={one.after} />}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function Entry({ entry, isChosen }: { entry: AuditEntry; isChosen?: boolean }) {
  const { t } = useTranslation("audit");
  const { t: identity } = useTranslation("identity");
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isChosen) place.current?.scrollIntoView({ block: "center" });
  }, [isChosen]);
  return (
    <li ref={place} aria-current={isChosen ? "true" : undefined} className={cx("grid gap-3 rounded-xl bg-surface p-4 shadow-card sm:p-5", isChosen && "ring-2 ring-accent")}>
      <div className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-sm">
        <h2 className="font-medium">{actionName(entry.action)}</h2>
        <UserName id={entry.user_id} />
        <span className="text-ink-3">{identity(`roles.names.${entry.role as "owner"}`, { defaultValue: entry.role })}</span>
        <time dateTime={entry.at} title={dateTime(entry.at)} className="ml-auto shrink-0 text-ink-3">
          {relative(entry.at)}
        </time>
      </div>
      <Differences entry={entry} />
      <details className="group text-xs text-ink-3">
        <summary className="flex w-fit list-none items-center gap-1 rounded-sm hover:text-ink">
          {t("more")}
          <ChevronDown className="size-3.5 transition-transform group-open:rotate-180" aria-hidden />
        </summary>
        <dl className="mt-2 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
          {(
            [
              [t("fields.at"), dateTime(entry.at)],
              [t("fields.address"), entry.address],
              [t("fields.request_id"), entry.request_id],
              [t("fields.subject_id"), entry.subject_id],
              [t("chain.position"), entry.position ? String(entry.position) : ""],
              [t("chain.hash"), entry.hash],
            ] as const
          ).map(([name, value]) => (
            <div key={name} className="contents">
              <dt>{name}</dt>
              <dd className="font-mono break-all text-ink-2">{value || "–"}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  );
}
