// A value that can be written where it stands: Enter or Tab keeps it, Escape gives it up. It is shown at once, and goes back
// when the server refuses.
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
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

function Writing<Row extends AnyRow>({ list, column, row, onEnd }: Omit<Props<Row>, "children"> & { onEnd: () => void }) {
  const { t } = useTranslation("ui");
  const client = useQueryClient();
  const edit = column.edit!;
  const [text, setText] = useState(() => edit.value(row));
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => input.current?.select(), []);

  const end = () => {
    isOver.current = true;
    onEnd();
  };
  const keep = async (value: string) => {
    end();
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
    const place = event.currentTarget.closest<HTMLElement>("[data-editable]")!;
    if (event.key === "Enter" || event.key === "Tab") {
      event.preventDefault();
      const next = event.key === "Tab" ? neighbour(place, event.shiftKey ? -1 : 1) : undefined;
      void keep(event.currentTarget.value);
      setTimeout(() => (next ?? place).querySelector("button")?.[next ? "click" : "focus"]());
    } else if (event.key === "Escape") {
      end();
      setTimeout(() => place.querySelector("button")?.focus());
    }
  };
  return (
    <input
      ref={input}
      autoFocus
      aria-label={t("table.edit", { field: column.label })}
      value={text}
      placeholder={edit.placeholder}
      onChange={(event) => setText(event.target.value)}
      onBlur={(event) => !isOver.current && void keep(event.target.value)}
      onKeyDown={onKeyDown}
      className="h-8 w-full rounded-md bg-surface px-2 text-sm ring-2 ring-accent outline-none ring-inset"
    />
  );
}

export function InlineEdit<Row extends AnyRow>({ children, ...props }: Props<Row>) {
  const { t } = useTranslation("ui");
  const { column, row } = props;
  const edit = column.edit!;
  const [isOpen, setOpen] = useState(false);
  if (edit.may && !edit.may(row)) return <>{children}</>;
  return (
    <div data-editable className="-mx-2 min-w-0 flex-1" onClick={(event) => event.stopPropagation()}>
      {isOpen ? (
        <Writing {...props} onEnd={() => setOpen(false)} />
      ) : (
        <button
          type="button"
          aria-label={[t("table.edit", { field: column.label }), edit.value(row)].filter(Boolean).join(": ")}
          onClick={() => setOpen(true)}
          className="group/edit flex h-8 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left hover:bg-surface hover:ring-1 hover:ring-line-strong hover:ring-inset"
        >
          <span className="min-w-0 truncate">{children}</span>
          <span className="edit-mark ml-auto hidden size-3.5 shrink-0 bg-ink-3 group-hover/edit:block group-focus-visible/edit:block" aria-hidden />
        </button>
      )}
    </div>
  );
}
