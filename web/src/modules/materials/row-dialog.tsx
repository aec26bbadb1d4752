// A new row: what it is called and what it costs; everything else begins with the calculator's usual values. Also a copy of
// another row, of which all values come along.
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import type { Problem } from "@/api/problem";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Checkbox, Field as Labelled, Input, Select } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { isNumeric } from "./cell";
import { catalogueProblemText, fieldLabel, kindLabel } from "./complaints";
import { add, bodyOf } from "./edits";
import { codeFrom } from "./exact";
import { kindOf, rowName, type Field, type KindId, type Row } from "./kinds";
import { readField, useShown } from "./shown";

interface Props {
  kind: KindId;
  /** The row that is copied. */
  from?: Row;
  onClose: () => void;
}

type Values = Record<string, string>;

function Choices({ field, value, onChange }: { field: Field; value: string; onChange: (value: string) => void }) {
  const shown = useShown();
  const { t } = useTranslation("materials");
  const chosen = value ? value.split(", ") : [];
  const toggle = (code: string) => onChange((chosen.includes(code) ? chosen.filter((one) => one !== code) : [...chosen, code]).join(", "));
  return (
    <fieldset className="grid gap-1.5 sm:col-span-2">
      <legend className="mb-1 text-sm font-medium">
        {fieldLabel(field.name)} <span className="font-normal text-ink-3">{chosen.length === 0 && t("all")}</span>
      </legend>
      <div className="flex flex-wrap gap-x-5">
        {shown.options(field)?.map((option) => (
          <Checkbox key={option.code} checked={chosen.includes(option.code)} onChange={() => toggle(option.code)}>
            {option.name}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}

/** What the new row begins with: the copied row's values under another name, or nothing. */
function first(kind: KindId, from: Row | undefined, copyOf: (name: string) => string): Values {
  if (!from) return {};
  const words = { ...Object.fromEntries(kindOf(kind).fields.map(({ name }) => [name, from[name]])) } as Record<string, unknown>;
  const values = Object.fromEntries(Object.entries(words).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value === null || value === undefined ? "" : String(value)]));
  return { ...values, ...(from.name ? { name: copyOf(from.name) } : {}), ...(from.code ? { code: `${from.code}_2`.slice(0, 60) } : {}) };
}

export function RowDialog({ kind, from, onClose }: Props) {
  const { t } = useTranslation("materials");
  const { t: ui } = useTranslation("ui");
  const shown = useShown();
  const fields = kindOf(kind).fields.filter((field) => field.isNew);
  const [values, setValues] = useState<Values>(() => {
    const start = first(kind, from, (name) => t("copyOf", { name }));
    for (const field of fields) if (from && isNumeric(field)) start[field.name] = shown.text(field, from[field.name]);
    return start;
  });
  const [faults, setFaults] = useState<Values>({});
  const [problem, setProblem] = useState<Problem>();
  const [isSending, setSending] = useState(false);
  const [hasCode, setHasCode] = useState(!!from);
  const change = (name: string, value: string) => {
    setFaults({ ...faults, [name]: "" });
    setValues({ ...values, [name]: value, ...(name === "name" && !hasCode ? { code: codeFrom(value) } : {}) });
    if (name === "code") setHasCode(true);
  };

  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    const body: Record<string, unknown> = from ? { ...bodyOf(from), position: from.position + 1 } : kind === "services" ? { active: false } : {};
    const wrong: Values = {};
    for (const field of fields) {
      const text = values[field.name] ?? "";
      const names = field.name === "name" || field.name === "code" || field.type === "one" || field.name === "quantity";
      if (!text.trim() && !names && field.type !== "many" && field.type !== "words") {
        if (from) body[field.name] = field.isOptional ? null : body[field.name];
        continue; // the calculator's usual value
      }
      const read = readField(shown, field, text);
      if (read.fault !== undefined) wrong[field.name] = read.fault;
      else body[field.name] = read.value;
    }
    setFaults(wrong);
    setProblem(undefined);
    if (Object.keys(wrong).length > 0) return;
    setSending(true);
    const fault = await add(kind, body);
    if (!fault) {
      shown.touch(kind, { ...body, id: "", version: 0, updated_at: "", active: body["active"] !== false, position: 0 });
      return onClose();
    }
    const pointed = fault.errors[0]?.pointer.split("/").at(-1);
    const name = fields.find((field) => field.name === pointed || (field.name === "code" && pointed === "key"))?.name;
    if (name) setFaults({ [name]: catalogueProblemText(fault, kind) });
    setProblem(fault);
    setSending(false);
  };

  const control = (field: Field) => {
    const value = values[field.name] ?? "";
    const set = (event: React.ChangeEvent<HTMLInputElement | HTMLSelectElement>) => change(field.name, event.target.value);
    const options = shown.options(field);
    if (!options) return <Input autoFocus={field.name === "name"} inputMode={isNumeric(field) ? "decimal" : "text"} value={value} onChange={set} placeholder={field.type === "words" ? t("wordsHint") : undefined} />;
    return (
      <Select value={value} onChange={set}>
        <option value="">–</option>
        {options.map((option) => (
          <option key={option.code} value={option.code}>
            {option.name}
          </option>
        ))}
      </Select>
    );
  };

  const unsaid = problem && !Object.values(faults).some(Boolean);
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={from ? t("copyTitle", { name: rowName(from) }) : t("addTitle", { kind: kindLabel(kind) })}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button kind="primary" type="submit" form="catalogue-row" busy={isSending}>
            {t("add")}
          </Button>
        </>
      }
    >
      <form id="catalogue-row" noValidate onSubmit={(event) => void submit(event)} className="grid gap-4 sm:grid-cols-2">
        {unsaid && (
          <div className="sm:col-span-2">
            <Notice tone="bad">{catalogueProblemText(problem, kind)}</Notice>
          </div>
        )}
        {kind === "services" && !from && (
          <div className="sm:col-span-2">
            <Notice>{t("newServiceHint")}</Notice>
          </div>
        )}
        {fields.map((field) =>
          field.type === "many" ? (
            <Choices key={field.name} field={field} value={values[field.name] ?? ""} onChange={(value) => change(field.name, value)} />
          ) : (
            <Labelled
              key={field.name}
              label={[fieldLabel(field.name), shown.unit(field)].filter(Boolean).join(", ")}
              error={faults[field.name] || undefined}
              requestId={faults[field.name] && problem ? problem.requestId : undefined}
              hint={field.name === "code" ? t("codeHint") : undefined}
              optional={field.type !== "code" && field.name !== "name" && field.type !== "one" && field.name !== "quantity"}
              className={field.name === "name" ? "sm:col-span-2" : undefined}
            >
              {control(field)}
            </Labelled>
          ),
        )}
      </form>
    </Dialog>
  );
}
