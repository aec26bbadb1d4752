// A value that can be written where it stands: Enter or Tab keeps it, Escape gives it up. It is shown at once, and goes back
// when the server refuses.
import { useQueryClient } from "@tanstack/react-query";
import { Pencil } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { changeEverywhere, putEverywhere } from "@/api/optimistic";
import { toastProblem } from "../toast";
import type { AnyRow, RecordColumn, RecordList } from "./column";

interface Props<Row extends AnyRow> {
  list: RecordList<Row>;
  column: RecordColumn<Row>;
  row: Row;
  children: ReactNode;
}

/** The next or previous value that can be edited, as Tab goes. */
function neighbour(from: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const all = [...(from.closest("[data-record-table]")?.querySelectorAll<HTMLElement>("[data-editable]") ?? [])];
  return all[all.indexOf(from) + step];
}

export function InlineEdit<Row extends AnyRow>({ list, column, row, children }: Props<Row>) {
  const { t } = useTranslation("ui");
  const client = useQueryClient();
  const edit = column.edit!;
  const [text, setText] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const isOpen = text !== null;
  useEffect(() => input.current?.select(), [isOpen]);

  const keep = async (value: string) => {
    setText(null);
    if (value.trim() === edit.value(row) || (edit.isRequired && !value.trim())) return;
    const undo = changeEverywhere<Row>(client, list.queryKey, row.id, (old) => edit.expect(old, value.trim()));
    try {
      putEverywhere(client, list.queryKey, await edit.save(row, value.trim()));
    } catch (problem) {
      undo();
      toastProblem(problem);
    }
  };
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>) => {
    event.stopPropagation();
    if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      const next = event.key === "Tab" ? neighbour(place.current!, event.shiftKey ? -1 : 1) : undefined;
      void keep(event.currentTarget.value);
      setTimeout(() => (next?.querySelector("button") ?? place.current?.querySelector("button"))?.[next ? "click" : "focus"]());
    } else if (event.key === "Escape") {
      setText(null);
      setTimeout(() => place.current?.querySelector("button")?.focus());
    }
  };

  if (edit.may && !edit.may(row)) return <>{children}</>;
  return (
    <div ref={place} data-editable className="-mx-2 min-w-0 flex-1" onClick={(event) => event.stopPropagation()}>
      {isOpen ? (
        <input
          ref={input}
          autoFocus
          aria-label={t("table.edit", { field: column.label })}
          value={text}
          placeholder={edit.placeholder}
          onChange={(event) => setText(event.target.value)}
          onBlur={(event) => text !== null && void keep(event.target.value)}
          onKeyDown={onKeyDown}
          className="h-8 w-full rounded-md bg-surface px-2 text-sm ring-2 ring-accent outline-none ring-inset"
        />
      ) : (
        <button
          type="button"
          aria-label={[t("table.edit", { field: column.label }), edit.value(row)].filter(Boolean).join(": ")}
          onClick={() => setText(edit.value(row))}
          className="group/edit flex h-8 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left hover:bg-surface hover:ring-1 hover:ring-line-strong hover:ring-inset"
        >
          <span className="min-w-0 truncate">{children}</span>
          <Pencil className="ml-auto size-3.5 shrink-0 text-ink-3 opacity-0 group-hover/edit:opacity-100 group-focus-visible/edit:opacity-100" aria-hidden />
        </button>
      )}
    </div>
  );
}
