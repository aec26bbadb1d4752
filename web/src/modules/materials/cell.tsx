// One value of the catalogue, written where it stands: Enter keeps it, Tab keeps it and goes on to the next, Escape undoes. What
// the server refuses stays at the cell with the reason.
import { Popover as Radix } from "radix-ui";
import { CircleAlert, X } from "lucide-react";
import { memo, useEffect, useRef, useState, type ReactNode } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { IconButton } from "@/ui/button";
import { colorLooks } from "@/ui/choice";
import { cx } from "@/ui/cx";
import { Details } from "@/ui/field";
import { useIsDrafted } from "./draft";
import { setFault, useFault, type CellFault } from "./edits";
import { isSame, shortened } from "./exact";
import { rowName, type Field, type KindId, type Row } from "./kinds";
import { PickList } from "./pick-list";
import { readField, useShown, type Shown } from "./shown";
import { Switch } from "./switch";
import { fieldLabel } from "./complaints";

export const isNumeric = (field: Field) => field.type === "number" || field.type === "whole" || field.type === "share" || field.type === "money";

interface Props {
  kind: KindId;
  row: Row;
  field: Field;
}

/** The cell before or after this one, as Tab goes through the table. */
function neighbour(from: HTMLElement, step: 1 | -1): HTMLElement | undefined {
  const all = [...(from.closest("[data-catalogue]")?.querySelectorAll<HTMLElement>('[data-cell]:not([role="gridcell"])') ?? [])]; // not the menus
  return all[all.indexOf(from) + step];
}

function goTo(cell: HTMLElement | null | undefined, isOpening: boolean): void {
  const button = cell?.querySelector<HTMLButtonElement>("button");
  if (isOpening && cell?.dataset["cell"] === "open") button?.click();
  else button?.focus();
  cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

/** What stands in a cell that nobody is writing in. */
function Value({ shown, field, value }: { shown: Shown; field: Field; value: unknown }) {
  const text = shown.text(field, value);
  if (field.type === "many" && !(value as string[] | undefined)?.length) return <span className="text-ink-3">{text}</span>;
  if (field.type === "words")
    return (
      <span className="flex items-center gap-1" title={(value as string[]).map(shown.color).join(", ")}>
        {(value as string[]).map((word) => (
          <span
            key={word}
            className="grid size-4.5 shrink-0 place-items-center rounded-full text-[10px] ring-1 ring-line-strong ring-inset"
            style={{ background: colorLooks[word] ?? "var(--sunken)" }}
          >
            {colorLooks[word] ? null : word[0]?.toUpperCase()}
          </span>
        ))}
        {(value as string[]).length === 0 && <span className="text-ink-3">–</span>}
        <span className="sr-only">{text}</span>
      </span>
    );
  if (!text) return <span className="text-ink-3">–</span>;
  const short = isNumeric(field) ? shortened(text) : text;
  return <span title={short === text ? undefined : text} className={cx("truncate", field.type === "code" && "font-mono text-xs text-ink-2", field.name === "source_note" && "text-ink-3")}>{short}</span>;
}

function Floating({ anchor, children, className }: { anchor: ReactNode; children: ReactNode; className: string }) {
  return (
    <Radix.Root open>
      <Radix.Anchor asChild>{anchor}</Radix.Anchor>
      <Radix.Portal>
        <Radix.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          onOpenAutoFocus={(event) => event.preventDefault()}
          onCloseAutoFocus={(event) => event.preventDefault()}
          role="group"
          className={cx("animate-rise z-20 rounded-lg bg-raised shadow-pop focus:outline-none", className)}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function FaultNote({ fault, onClose }: { fault: CellFault; onClose: () => void }) {
  const { t } = useTranslation("ui");
  return (
    <div role="alert" className="flex items-start gap-2 py-1.5 pr-1 pl-3 text-sm text-bad">
      <CircleAlert className="mt-1 size-4 shrink-0" aria-hidden />
      <div className="min-w-0 flex-1 py-0.5">
        {fault.message}
        {fault.requestId && <Details requestId={fault.requestId} />}
      </div>
      <IconButton label={t("close")} className="size-7" onClick={onClose}>
        <X className="size-3.5" aria-hidden />
      </IconButton>
    </div>
  );
}

/** Where the keyboard goes after a value has been kept: on, back, or nowhere, when it has left already. */
export type Move = 1 | -1 | "away";

interface EditorProps extends Props {
  shown: Shown;
  text: string;
  onDone: (move?: Move) => void;
  onCancel: () => void;
  /** Keeps what was written; answers whether it could be read. */
  onKeep: (text: string) => boolean;
}

function TextEditor({ shown, field, text: first, onDone, onCancel, onKeep }: EditorProps) {
  const { t } = useTranslation("ui");
  const [text, setText] = useState(first);
  const input = useRef<HTMLInputElement>(null);
  const isOver = useRef(false);
  useEffect(() => input.current?.select(), []);
  const end = (move?: Move) => {
    isOver.current = true;
    onKeep(text);
    onDone(move);
  };
  return (
    <input
      ref={input}
      autoFocus
      aria-label={t("table.edit", { field: [fieldLabel(field.name), shown.unit(field)].filter(Boolean).join(", ") })}
      inputMode={field.type === "whole" ? "numeric" : isNumeric(field) ? "decimal" : "text"}
      value={text}
      onChange={(event) => setText(event.target.value)}
      onBlur={() => !isOver.current && end("away")}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") end();
        else if (event.key === "Tab") end(event.shiftKey ? -1 : 1);
        else if (event.key === "Escape") {
          isOver.current = true;
          onCancel();
        } else return;
        event.preventDefault();
      }}
      className={cx("h-8 w-full min-w-24 rounded-md bg-surface px-2 text-sm ring-2 ring-accent outline-none ring-inset coarse:h-11 coarse:text-base", isNumeric(field) && "tabular text-right")}
    />
  );
}

function PickEditor({ kind, shown, field, row, onDone, onCancel }: EditorProps) {
  const { t } = useTranslation("materials");
  const value = row[field.name];
  const isMany = field.type === "many";
  const models = field.type === "profile" ? shown.modelsOf(row) : undefined;
  return (
    <PickList
      label={fieldLabel(field.name)}
      options={(shown.options(field) ?? []).filter((one) => !one.model || models?.includes(one.model))}
      chosen={isMany ? (value as string[]) : value ? [value as string] : []}
      isMany={isMany}
      empty={isMany ? t("all") : field.isOptional ? "–" : undefined}
      onCancel={onCancel}
      onKeep={(codes, move) => {
        const next = isMany ? codes : (codes[0] ?? null);
        if (!isSame(next, value)) shown.save(kind, row, field, next, codes.join(", "));
        onDone(move);
      }}
    />
  );
}

export const Cell = memo(function Cell({ kind, row, field }: Props) {
  const { t } = useTranslation("ui");
  const shown = useShown();
  const fault = useFault(row.id, field.name);
  const isDrafted = useIsDrafted(row.id, field.name);
  const [base, setBase] = useState<Row>(); // the row as it was when one began to write
  const place = useRef<HTMLDivElement>(null);
  const value = row[field.name];
  const isPick = field.type === "many" || field.type === "one" || field.type === "model" || field.type === "profile";
  const label = fieldLabel(field.name);

  if (field.type === "flag")
    return (
      <div data-cell="focus" data-drafted={isDrafted || undefined} className={cx("flex h-8 items-center rounded-md px-2 coarse:h-11", isDrafted && "bg-accent-soft ring-1 ring-accent/40 ring-inset")}>
        <Switch
          label={`${label}: ${rowName(row)}`}
          isOn={!!value}
          disabled={!shown.mayEdit}
          onChange={(isOn) => {
            shown.touch(kind, { ...row, active: true });
            shown.save(kind, row, field, isOn, String(isOn));
          }}
        />
        <FaultOf row={row} field={field} fault={fault} />
      </div>
    );
  if (!shown.mayEdit)
    return (
      <div className={cx("flex h-8 min-w-0 items-center px-2 text-sm", isNumeric(field) && "tabular justify-end")}>
        <Value shown={shown} field={field} value={value} />
      </div>
    );

  const open = () => {
    shown.touch(kind, row);
    setBase(row);
  };
  const close = (move?: Move) => {
    setBase(undefined);
    if (move === "away") return;
    const next = move && place.current ? neighbour(place.current, move) : undefined;
    setTimeout(() => goTo(next ?? place.current, next !== undefined));
  };
  const keep = (text: string): boolean => {
    const read = readField(shown, field, text);
    setFault(row.id, field.name, undefined);
    if (read.fault !== undefined) setFault(row.id, field.name, { text, message: read.fault });
    else if (!isSame(read.value, base?.[field.name])) shown.save(kind, base ?? row, field, read.value, text);
    return read.fault === undefined;
  };
  const cancel = () => {
    setFault(row.id, field.name, undefined);
    close();
  };
  const editor = { kind, row: base ?? row, field, shown, onDone: close, onCancel: cancel, onKeep: keep };
  const written = fault?.text ?? (isPick ? "" : editText(shown, field, value));
  const button = (
    <button
      type="button"
      aria-label={`${t("table.edit", { field: label })}: ${rowName(row)}, ${fault?.text ?? shortened(shown.text(field, value))}`}
      aria-invalid={fault ? true : undefined}
      onClick={open}
      className={cx(
        "flex h-8 w-full min-w-0 items-center gap-2 rounded-md px-2 text-left text-sm coarse:h-11",
        isNumeric(field) && "tabular justify-end text-right",
        fault ? "bg-bad-soft ring-1 ring-bad ring-inset" : isDrafted ? "bg-accent-soft ring-1 ring-accent/40 ring-inset" : "hover:bg-surface hover:ring-1 hover:ring-line-strong hover:ring-inset",
      )}
    >
      {fault ? <span className="truncate">{fault.text || "–"}</span> : <Value shown={shown} field={field} value={value} />}
    </button>
  );
  return (
    <div ref={place} data-cell="open" data-drafted={isDrafted || undefined} className="min-w-0">
      {base && !isPick ? (
        <TextEditor {...editor} text={written} />
      ) : base ? (
        <Floating anchor={button} className="w-60 p-1">
          <PickEditor {...editor} text="" />
        </Floating>
      ) : fault ? (
        <Floating anchor={button} className="max-w-80">
          <FaultNote fault={fault} onClose={() => setFault(row.id, field.name, undefined)} />
        </Floating>
      ) : (
        button
      )}
    </div>
  );
});

function FaultOf({ row, field, fault }: { row: Row; field: Field; fault: CellFault | undefined }) {
  if (!fault) return null;
  return (
    <Floating anchor={<CircleAlert className="ml-2 size-4 text-bad" aria-hidden />} className="max-w-80">
      <FaultNote fault={fault} onClose={() => setFault(row.id, field.name, undefined)} />
    </Floating>
  );
}

/** Lists of words are written as the codes that they are. */
export const editText = (shown: Shown, field: Field, value: unknown): string =>
  field.type === "words" ? ((value as string[] | undefined) ?? []).join(", ") : shown.text(field, value);
