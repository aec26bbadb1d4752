// A colleague changed the row while one wrote: both are laid side by side.
import { useQueryClient } from "@tanstack/react-query";
import { StaleEdit, type StaleField } from "@/ui/stale-edit";
import { fieldLabel } from "./complaints";
import { keepTheirs, resend, useStale } from "./edits";
import { isSame } from "./exact";
import { kindOf } from "./kinds";
import { useShown } from "./shown";

export function CatalogueStale() {
  const client = useQueryClient();
  const shown = useShown();
  const stale = useStale();
  if (!stale) return null;
  const { entry, now } = stale;
  const { base, body } = entry;
  const fields = kindOf(entry.kind)
    .fields.filter((field) => field.name in body || !isSame(base[field.name], now[field.name]))
    .map((field): StaleField => {
      const text = (value: unknown) => [shown.text(field, value), shown.unit(field)].filter(Boolean).join(" ");
      return {
        name: field.name,
        label: fieldLabel(field.name),
        before: text(base[field.name]),
        theirs: text(now[field.name]),
        mine: field.name in body ? text(body[field.name]) : undefined,
      };
    });
  return (
    <StaleEdit
      key={`${now.id}-${now.version}`}
      at={now.updated_at}
      fields={fields}
      onDiscard={() => keepTheirs(stale)}
      onSend={(choice) => resend(client, stale, Object.keys(body).filter((name) => choice[name] === "mine"))}
    />
  );
}
