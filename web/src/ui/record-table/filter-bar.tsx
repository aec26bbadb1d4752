// Search and filter chips. Chips are "and"; the values within one are "or", as in the API.
import { ListFilter, X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Button } from "../button";
import { day } from "../format";
import { Popover } from "../popover";
import { SearchField } from "../search-field";
import { MOST_CHARACTERS, SearchFault } from "../search-words";
import type { FilterChoice } from "./column";
import { FilterEditor } from "./filter-editor";
import { filtersOf, parameterOf, withFilter, withoutFilters, type Filter, type Search } from "./grammar";

const ASK_AFTER_MS = 180;

interface Props {
  fields: FilterChoice[];
  search: Search;
  onSearch: (search: Search) => void;
  canSearch: boolean;
}

function useValueText() {
  const { t } = useTranslation("ui");
  return (field: FilterChoice, value: string): string => {
    if (field.kind === "boolean") return value === "true" ? t("table.yes") : t("table.no");
    if (field.kind === "date" && /^\d{4}-\d\d-\d\d$/.test(value)) return day(value);
    return field.wordLabel?.(value) ?? value;
  };
}

function Chip({ field, filter, props }: { field: FilterChoice; filter: Filter; props: Props }) {
  const { t } = useTranslation("ui");
  const [open, setOpen] = useState(false);
  const textOf = useValueText();
  const word = field.kind === "date" ? (filter.operator === "lt" ? "before" : "since") : filter.operator;
  const values = filter.values.map((value) => textOf(field, value)).join(` ${t("table.or")} `);
  return (
    <span className="inline-flex h-8 max-w-full items-center rounded-md bg-surface text-sm ring-1 ring-line-strong ring-inset coarse:h-10">
      <Popover
        open={open}
        onOpenChange={setOpen}
        label={field.label}
        trigger={
          <button type="button" className="flex h-full min-w-0 items-center gap-1.5 rounded-l-md pr-1 pl-2.5 hover:bg-hover">
            <span className="text-ink-2">{field.label}</span>
            <span className="text-ink-3">{t(`table.operators.${word}` as "table.operators.is")}</span>
            <span className="max-w-60 truncate font-medium">{values}</span>
          </button>
        }
      >
        <FilterEditor
          field={field}
          filter={filter}
          onDone={() => setOpen(false)}
          onChange={(next) => {
            const cleared = { ...props.search, [parameterOf(filter)]: undefined };
            props.onSearch(withFilter(cleared, next));
          }}
        />
      </Popover>
      <button
        type="button"
        aria-label={t("table.removeFilter", { field: field.label })}
        className="grid h-full w-7 shrink-0 place-items-center rounded-r-md text-ink-3 hover:bg-hover hover:text-ink coarse:w-10"
        onClick={() => props.onSearch(withFilter(props.search, { ...filter, values: [] }))}
      >
        <X className="size-3.5" aria-hidden />
      </button>
    </span>
  );
}

function AddFilter(props: Props) {
  const { t } = useTranslation("ui");
  const [open, setOpen] = useState(false);
  const [field, setField] = useState<FilterChoice>();
  const filter = field && filtersOf(props.search, props.fields).find((one) => one.field === field.name);
  return (
    <Popover
      open={open}
      onOpenChange={(next) => (setOpen(next), setField(undefined))}
      label={t("table.addFilter")}
      className={field ? undefined : "!w-56 !p-1"}
      trigger={
        <Button size="sm" kind="quiet" icon={<ListFilter className="size-4" aria-hidden />}>
          {t("table.addFilter")}
        </Button>
      }
    >
      {field ? (
        <>
          <p className="mb-2 text-sm font-medium">{field.label}</p>
          <FilterEditor
            field={field}
            filter={filter}
            onDone={() => setOpen(false)}
            onChange={(next) => props.onSearch(withFilter(props.search, next))}
          />
        </>
      ) : (
        <ul>
          {props.fields.map((one) => (
            <li key={one.name}>
              <button
                type="button"
                onClick={() => setField(one)}
                className="flex h-9 w-full items-center rounded-md px-2.5 text-left text-sm hover:bg-hover coarse:h-11"
              >
                {one.label}
              </button>
            </li>
          ))}
        </ul>
      )}
    </Popover>
  );
}

function SearchBox({ search, onSearch }: Props) {
  const { t } = useTranslation("ui");
  const inUrl = search["search"] ?? "";
  const [words, setWords] = useState(inUrl);
  useEffect(() => setWords(inUrl), [inUrl]);
  useEffect(() => {
    if (words === inUrl) return;
    const timer = setTimeout(() => onSearch({ ...search, search: words || undefined }), ASK_AFTER_MS);
    return () => clearTimeout(timer);
  });
  return (
    <>
      <SearchField label={t("table.search")} words={words} maxLength={MOST_CHARACTERS} onWords={setWords} />
      <SearchFault text={words} className="text-sm text-warn" />
    </>
  );
}

export function FilterBar(props: Props) {
  const { t } = useTranslation("ui");
  const filters = filtersOf(props.search, props.fields);
  return (
    <div className="flex flex-wrap items-center gap-2">
      {props.canSearch && <SearchBox {...props} />}
      {filters.map((filter) => {
        const field = props.fields.find((one) => one.name === filter.field)!;
        return <Chip key={parameterOf(filter)} field={field} filter={filter} props={props} />;
      })}
      <AddFilter {...props} />
      {(filters.length > 0 || props.search["search"]) && (
        <Button size="sm" kind="quiet" onClick={() => props.onSearch(withoutFilters(props.search, props.fields))}>
          {t("table.clear")}
        </Button>
      )}
    </div>
  );
}
