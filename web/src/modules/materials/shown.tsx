// What the cells of the catalogue share: who may edit, how values are written in the language of the page, whose codes there are.
import { createContext, useContext, useMemo } from "react";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "@/app/i18n/texts";
import { useSession } from "@/app/session";
import { colorName } from "@/modules/quotes/words";
import { localeNow } from "@/ui/format";
import { draftNow, drafted, useDraftRows } from "./draft";
import { write } from "./edits";
import { textOf, valueOf, type Fault } from "./exact";
import type { Field, KindId, Model, Row } from "./kinds";
import { offerOf } from "./offer";
import { rowsNow } from "./rows";
import { follow } from "./try-price";

export interface Option {
  code: string;
  name: string;
  /** Only for rows that are reckoned by it. */
  model?: Model;
}

export interface Shown {
  currency: string;
  mayEdit: boolean;
  /** The codes that a field may hold; nothing for fields that hold none. */
  options: (field: Field) => Option[] | undefined;
  text: (field: Field, value: unknown) => string;
  unit: (field: Field) => string;
  /** What the company calls a colour, else the house. */
  color: (code: string) => string;
  fault: (fault: Fault) => string;
  /** What a row's services are reckoned by; all of them for a row without services. */
  modelsOf: (row: Row) => Model[];
  save: (kind: KindId, row: Row, field: Field, value: unknown, text: string) => void;
  /** A cell of the row is about to be changed. */
  touch: (kind: KindId, row: Row) => void;
}

const Context = createContext<Shown | undefined>(undefined);
export const ShownProvider = Context.Provider;
export function useShown(): Shown {
  const shown = useContext(Context);
  if (!shown) throw new Error("cells stand below a ShownProvider");
  return shown;
}

const optionsOf = (rows: Row[] | undefined, model?: Model): Option[] =>
  (rows ?? []).map((row) => ({ code: row.code ?? "", name: row.name ?? row.code ?? "", model }));
const places = (currency: string) => new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().minimumFractionDigits ?? 2;
const commaOf = (locale: string) => new Intl.NumberFormat(locale).format(1.5).charAt(1);

/** The codes that rows name: services, materials, finishes, tolerances, and the profiles of printers. */
function useOptions() {
  const services = useDraftRows("services").items;
  const materials = useDraftRows("materials").items;
  const finishes = useDraftRows("finishes").items;
  const colors = useDraftRows("color_names").items;
  const tolerances = useDraftRows("tolerances").items;
  const fdm = useDraftRows("fdm_profiles").items;
  const sla = useDraftRows("sla_profiles").items;
  const powder = useDraftRows("powder_profiles").items;
  const options = useMemo(
    () => ({
      services: optionsOf(services),
      materials: optionsOf(materials),
      finishes: optionsOf(finishes),
      tolerances: optionsOf(tolerances),
      profiles: [...optionsOf(fdm, "fdm"), ...optionsOf(sla, "sla"), ...optionsOf(powder, "powder")],
    }),
    [services, materials, finishes, tolerances, fdm, sla, powder],
  );
  return { options, services, colors };
}

export function useShownValue(currency: string): Shown {
  const { t, i18n } = useTranslation("materials");
  const client = useQueryClient();
  const { may } = useSession();
  const mayEdit = may("catalogue.manage");
  const { options, services, colors } = useOptions();
  const language = i18n.language;
  return useMemo((): Shown => {
    const how = { comma: commaOf(localeNow()), places: places(currency) };
    const models = (["fdm", "sla", "powder", "milling"] as const).map((code) => ({ code, name: t(`models.${code}`) }));
    const of = (field: Field): Option[] | undefined =>
      field.type === "model" ? models : field.type === "profile" ? options.profiles : field.of && options[field.of];
    const nameOf = (field: Field, code: string) => of(field)?.find((one) => one.code === code)?.name ?? code;
    const text = (field: Field, value: unknown): string => {
      if (field.type === "flag") return value ? t("on") : t("off");
      if (field.type === "many") return (value as string[] | undefined)?.length ? (value as string[]).map((code) => nameOf(field, code)).join(", ") : t("all");
      if (of(field)) return value ? nameOf(field, value as string) : "";
      return textOf(field, value, how);
    };
    const unit = (field: Field): string => {
      if (field.type === "share") return "%";
      if (field.type === "money") return field.unit ? `${currency}${t(`units.${field.unit}` as "units.per_h")}` : currency;
      return field.unit ? t(`units.${field.unit}` as "units.mm") : "";
    };
    return {
      currency,
      mayEdit,
      options: of,
      text,
      unit,
      color: (code) => colors?.find((one) => one.active && one.code === code)?.name ?? colorName(code),
      fault: (fault) => t(`faults.${fault}`),
      modelsOf: (row) => {
        const named = row.service ? [row.service] : (row.services ?? []);
        return (services ?? []).filter((one) => named.length === 0 || named.includes(one.code ?? "")).map((one) => one["model"] as Model);
      },
      save: (kind, row, field, value, written) =>
        write({
          kind,
          row,
          body: { [field.name]: value },
          texts: { [field.name]: written },
          show: (_, one) => [text(field, one), unit(field)].filter(Boolean).join(" "),
        }),
      touch: (kind, row) => {
        const now = (one: KindId) => drafted(one, rowsNow(client, one), draftNow());
        const offer = offerOf({ services: now("services"), materials: now("materials"), finishes: now("finishes"), color_names: now("color_names"), tolerances: now("tolerances") });
        follow(kind, row, offer, now("machines"));
      },
    };
    // The language changes all texts.
  }, [currency, mayEdit, options, services, colors, client, t, language]);
}

/** What a field reads, and what is wrong with it in words. */
export function readField(shown: Shown, field: Field, text: string): { value: unknown; fault?: undefined } | { value?: undefined; fault: string } {
  const parsed = valueOf(field, text);
  return "fault" in parsed ? { fault: shown.fault(parsed.fault) } : { value: parsed.value };
}
