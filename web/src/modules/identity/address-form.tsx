// An address: for the profile and for an order. The country is chosen by its name in the language of the page.
import { useMemo } from "react";
import { useForm } from "react-hook-form";
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import { problemOf } from "@/api/problem";
import { Field, Input, Select } from "@/ui/field";
import { countryName } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { countryCodes } from "./countries";

export type Address = Schema<"Address">;

interface Props {
  id: string;
  /** Where the address stands in the request, for the server's complaints: "/shipping_address". */
  pointer: string;
  address: Address | undefined;
  problem: unknown;
  onSubmit: (address: Address) => void;
}

const fields = ["recipient", "line1", "line2", "postal_code", "city", "region", "phone"] as const;
const needed = new Set<string>(["line1", "postal_code", "city"]);
const hints: Record<(typeof fields)[number], string> = {
  recipient: "name",
  line1: "address-line1",
  line2: "address-line2",
  postal_code: "postal-code",
  city: "address-level2",
  region: "address-level1",
  phone: "tel",
};

function useCountries() {
  const { i18n } = useTranslation();
  return useMemo(
    () => countryCodes.map((code) => ({ code, name: countryName(code) })).sort((a, b) => a.name.localeCompare(b.name, i18n.language)),
    [i18n.language],
  );
}

export function AddressForm({ id, pointer, address, problem: thrown, onSubmit }: Props) {
  const { t } = useTranslation("identity");
  const countries = useCountries();
  const form = useForm<Address>({ defaultValues: { country: "KZ", ...address } });
  const { errors } = form.formState;
  const problem = thrown ? problemOf(thrown) : undefined;
  const said = (name: string) => problem?.at(`${pointer}/${name}`)?.message;
  const isOfField = problem?.errors.some((one) => one.pointer.startsWith(pointer));
  const send = form.handleSubmit((value) =>
    onSubmit(Object.fromEntries(Object.entries(value).map(([name, text]) => [name, text?.trim() || null])) as unknown as Address),
  );
  return (
    <form id={id} noValidate onSubmit={send} className="grid gap-4 sm:grid-cols-2">
      {problem && !isOfField && (
        <div className="sm:col-span-2">
          <ProblemNotice problem={problem} />
        </div>
      )}
      {fields.map((name) => (
        <Field
          key={name}
          label={t(`address.${name}`)}
          optional={!needed.has(name)}
          error={errors[name] ? t("needed.field") : said(name)}
          requestId={said(name) ? problem?.requestId : undefined}
          className={name === "line1" || name === "line2" || name === "recipient" ? "sm:col-span-2" : undefined}
        >
          <Input
            autoComplete={hints[name]}
            type={name === "phone" ? "tel" : "text"}
            {...form.register(name, { validate: (text) => !needed.has(name) || !!text?.trim() })}
          />
        </Field>
      ))}
      <Field label={t("address.country")} error={said("country")}>
        <Select autoComplete="country" {...form.register("country")}>
          {countries.map((country) => (
            <option key={country.code} value={country.code}>
              {country.name}
            </option>
          ))}
        </Select>
      </Field>
    </form>
  );
}
