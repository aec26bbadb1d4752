// The panel in which one filter is made or changed.
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "../button";
import { Checkbox, Input, Select } from "../field";
import type { FilterChoice } from "./column";
import { operatorsFor, type Filter, type Operator } from "./grammar";

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

interface Props {
  field: FilterChoice;
  filter?: Filter;
  onChange: (filter: Filter) => void;
  onDone: () => void;
}

function Words({ field, filter, onChange }: Props) {
  const chosen = filter?.values ?? [];
  const toggle = (word: string) =>
    onChange({
      field: field.name,
      operator: filter?.operator ?? "is",
      values: chosen.includes(word) ? chosen.filter((one) => one !== word) : [...chosen, word],
    });
  return (
    <div className="grid max-h-72 overflow-y-auto">
      {field.words?.map((word) => (
        <Checkbox key={word} checked={chosen.includes(word)} onChange={() => toggle(word)}>
          {field.wordLabel?.(word) ?? word}
        </Checkbox>
      ))}
    </div>
  );
}

function Dates({ field, onChange, onDone }: Props) {
  const { t } = useTranslation("ui");
  const choose = (days: number) => {
    onChange({ field: field.name, operator: "gte", values: [daysAgo(days)] });
    onDone();
  };
  return (
    <div className="mb-3 grid grid-cols-3 gap-1">
      {[0, 7, 30].map((days) => (
        <Button key={days} size="sm" className="px-1" onClick={() => choose(days)}>
          {days === 0 ? t("table.today") : t("table.lastDays", { count: days })}
        </Button>
      ))}
    </div>
  );
}

function Compare(props: Props) {
  const { field, filter, onChange, onDone } = props;
  const { t } = useTranslation("ui");
  const offered = operatorsFor[field.kind];
  const [operator, setOperator] = useState<Operator>(filter?.operator ?? offered[0]!);
  const [value, setValue] = useState(filter?.values.join(",") ?? "");
  const types = { date: "date", boolean: "text", text: "text", word: "text", money: "text", number: "text" } as const;
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    onChange({ field: field.name, operator, values: value.trim() ? [value.trim()] : [] });
    onDone();
  };
  return (
    <form onSubmit={send} className="grid gap-2">
      {field.kind === "date" && <Dates {...props} />}
      <div className="flex gap-2">
        <Select
          aria-label={t("table.comparison")}
          className="!w-auto"
          value={operator}
          onChange={(event) => setOperator(event.target.value as Operator)}
        >
          {offered.map((one) => (
            <option key={one} value={one}>
              {t(`table.operators.${field.kind === "date" ? (one === "lt" ? "before" : "since") : one}` as "table.operators.is")}
            </option>
          ))}
        </Select>
        <Input
          autoFocus
          aria-label={field.label}
          type={types[field.kind]}
          inputMode={field.kind === "money" || field.kind === "number" ? "decimal" : undefined}
          value={value}
          onChange={(event) => setValue(event.target.value.replace(",", field.kind === "money" ? "." : ","))}
        />
      </div>
      <Button type="submit" size="sm" kind="primary">
        {t("table.apply")}
      </Button>
    </form>
  );
}

function YesNo({ field, onChange, onDone }: Props) {
  const { t } = useTranslation("ui");
  const choose = (value: string) => {
    onChange({ field: field.name, operator: "is", values: [value] });
    onDone();
  };
  return (
    <div className="grid grid-cols-2 gap-2">
      <Button size="sm" onClick={() => choose("true")}>
        {t("table.yes")}
      </Button>
      <Button size="sm" onClick={() => choose("false")}>
        {t("table.no")}
      </Button>
    </div>
  );
}

export function FilterEditor(props: Props) {
  if (props.field.kind === "word") return <Words {...props} />;
  if (props.field.kind === "boolean") return <YesNo {...props} />;
  return <Compare {...props} />;
}
