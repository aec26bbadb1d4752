// A postal address: as text, as fields, and as a form. The country is chosen by its name in the language of the page.
import { useMemo, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import type { Schema } from "@/api/client";
import { problemOf, type Problem } from "@/api/problem";
import { Field, Input, Select } from "@/ui/field";
import { countryName } from "@/ui/format";
import { ProblemNotice } from "@/ui/notice";
import { complaintAt } from "@/ui/problem-text";
import { countryCodes } from "./countries";

export type Address = Schema<"Address">;
export const emptyAddress: Address = { line1: "", city: "", postal_code: "", country: "KZ" };

export function addressLines(address: Address): string[] {
  const city = [address.postal_code, address.city].filter(Boolean).join(" ");
  return [address.recipient, address.line1, address.line2, city, address.region, address.country && countryName(address.country), address.phone].filter(
    (line): line is string => !!line,
  );
}

export function AddressText({ address }: { address: Address }) {
  return (
    <address className="text-sm text-ink-2 not-italic">
      {addressLines(address).map((line, index) => (
        <span key={index} className="block">
          {line}
        </span>
      ))}
    </address>
  );
}

const members = [
  { name: "recipient", autoComplete: "name", isWide: true },
  { name: "line1", autoComplete: "address-line1", isWide: true, isRequired: true },
  { name: "line2", autoComplete: "address-line2", isWide: true },
  { name: "postal_code", autoComplete: "postal-code", isRequired: true },
  { name: "city", autoComplete: "address-level2", isRequired: true },
  { name: "region", autoComplete: "address-level1" },
  { name: "phone", autoComplete: "tel" },
] as const;

const isMissing = (address: Address, member: (typeof members)[number]) => "isRequired" in member && !address[member.name]?.trim();
export const isWhole = (address: Address) => !members.some((member) => isMissing(address, member));

/** As the API takes it: without empty members. */
export const cleaned = (address: Address): Address => {
  const kept = Object.entries(address).flatMap(([name, text]) => (text?.trim() ? [[name, text.trim()]] : []));
  return Object.fromEntries(kept) as Address;
};

function useCountries(language: string) {
  return useMemo(
    () => countryCodes.map((code) => ({ code, name: countryName(code) })).sort((a, b) => a.name.localeCompare(b.name, language)),
    [language],
  );
}

interface Props {
  value: Address;
  onChange: (address: Address) => void;
  problem?: Problem;
  /** Where the address stands in the body, for the complaints: "/shipping_address". */
  pointer: string;
  /** Says of what is needed that it is missing: once somebody has tried to send it. */
  showsMissing?: boolean;
}

export function AddressFields({ value, onChange, problem, pointer, showsMissing }: Props) {
  const { t, i18n } = useTranslation("identity");
  const countries = useCountries(i18n.language);
  const said = (name: string) => complaintAt(problem, `${pointer}/${name}`);
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {members.map((member) => (
        <Field
          key={member.name}
          label={t(`address.${member.name}`)}
          optional={!("isRequired" in member)}
          error={showsMissing && isMissing(value, member) ? t("needed.field") : said(member.name)}
          requestId={said(member.name) && problem?.requestId}
          className={"isWide" in member ? "sm:col-span-2" : undefined}
        >
          <Input
            autoComplete={member.autoComplete}
            type={member.name === "phone" ? "tel" : "text"}
            maxLength={200}
            value={value[member.name] ?? ""}
            onChange={(event) => onChange({ ...value, [member.name]: event.target.value })}
          />
        </Field>
      ))}
      <Field label={t("address.country")} error={said("country")}>
        <Select autoComplete="country" value={value.country} onChange={(event) => onChange({ ...value, country: event.target.value })}>
          {countries.map((country) => (
            <option key={country.code} value={country.code}>
              {country.name}
            </option>
          ))}
        </Select>
      </Field>
    </div>
  );
}

interface FormProps {
  id: string;
  pointer: string;
  address: Address | undefined;
  problem: unknown;
  onSubmit: (address: Address) => void;
}

/** The fields as a form of their own; the button that sends it stands in the dialog's foot. */
export function AddressForm({ id, pointer, address, problem: thrown, onSubmit }: FormProps) {
  const [value, setValue] = useState<Address>({ ...emptyAddress, ...address });
  const [isTried, setTried] = useState(false);
  const problem = thrown ? problemOf(thrown) : undefined;
  const isOfField = problem?.errors.some((one) => one.pointer.startsWith(pointer));
  const send = (event: React.FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isWhole(value)) onSubmit(cleaned(value));
  };
  return (
    <form id={id} noValidate onSubmit={send} className="grid gap-4">
      {problem && !isOfField && <ProblemNotice problem={problem} />}
      <AddressFields value={value} onChange={setValue} problem={problem} pointer={pointer} showsMissing={isTried} />
    </form>
  );
}
