// Somebody else was faster: what it was, what it is now, what one wants; take theirs, mine, or the better of each.
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "./button";
import { cx } from "./cx";
import { Dialog } from "./dialog";
import { relative } from "./format";

export interface StaleField {
  name: string;
  label: string;
  before: string;
  theirs: string;
  /** Absent: not among what one wanted to change. */
  mine?: string;
}

interface Props {
  /** When they changed it, and who, if known. */
  at: string;
  by?: string;
  fields: StaleField[];
  /** Why mine cannot be sent any more, if so. */
  hindrance?: string;
  onSend: (choice: Record<string, "mine" | "theirs">) => void;
  onDiscard: () => void;
}

export function StaleEdit({ at, by, fields, hindrance, onSend, onDiscard }: Props) {
  const { t } = useTranslation("ui");
  const shown = fields.filter((field) => field.theirs !== field.before || field.mine !== undefined);
  const isConflict = (field: StaleField) => field.mine !== undefined && field.mine !== field.theirs;
  const [choice, setChoice] = useState<Record<string, "mine" | "theirs">>(() =>
    Object.fromEntries(shown.map((field) => [field.name, isConflict(field) ? "mine" : "theirs"])),
  );
  const hasMine = shown.some((field) => isConflict(field) && choice[field.name] === "mine");
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onDiscard()}
      title={t("stale.title")}
      description={by ? t("stale.by", { name: by, when: relative(at) }) : t("stale.when", { when: relative(at) })}
      width="lg"
      footer={
        <>
          <Button onClick={onDiscard}>{t("stale.discard")}</Button>
          {!hindrance && (
            <Button kind="primary" disabled={!hasMine} onClick={() => onSend(choice)}>
              {shown.filter(isConflict).every((field) => choice[field.name] === "mine") ? t("stale.overwrite") : t("stale.merge")}
            </Button>
          )}
        </>
      }
    >
      {hindrance && <p className="mb-4 rounded-lg bg-warn-soft px-4 py-3 text-sm text-warn">{hindrance}</p>}
      <div className="grid gap-4">
        {shown.map((field) => (
          <fieldset key={field.name} className="grid gap-2">
            <legend className="text-sm font-medium">{field.label}</legend>
            <div className="grid gap-2 sm:grid-cols-2">
              {(["theirs", "mine"] as const).map((side) => {
                const value = field[side];
                if (value === undefined) return null;
                const isChosen = choice[field.name] === side;
                return (
                  <label
                    key={side}
                    className={cx(
                      "flex cursor-pointer items-start gap-2.5 rounded-lg px-3 py-2 text-sm ring-1 ring-inset",
                      isChosen ? "bg-accent-soft ring-accent" : "ring-line-strong",
                      !isConflict(field) && "sm:col-span-2",
                    )}
                  >
                    {isConflict(field) && (
                      <input
                        type="radio"
                        name={field.name}
                        className="mt-0.5 accent-(--accent)"
                        checked={isChosen}
                        disabled={!!hindrance}
                        onChange={() => setChoice({ ...choice, [field.name]: side })}
                      />
                    )}
                    <span className="min-w-0">
                      <span className="block text-xs text-ink-3">{side === "mine" ? t("stale.mine") : t("stale.theirs")}</span>
                      <span className="break-words">{value || "–"}</span>
                    </span>
                  </label>
                );
              })}
            </div>
            {field.theirs !== field.before && <p className="text-xs text-ink-3">{t("stale.before", { value: field.before || "–" })}</p>}
          </fieldset>
        ))}
      </div>
    </Dialog>
  );
}
