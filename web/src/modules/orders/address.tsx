// A postal address: as text, and as fields.
import { useTranslation } from "react-i18next";
import type { Schema } from "@/api/client";
import type { Problem } from "@/api/problem";
import { Field, Input } from "@/ui/field";
import { localeNow } from "@/ui/format";

export type Address = Schema<"Address">;
export const emptyAddress: Address = { line1: "", city: "", postal_code: "", country: "" };

function countryName(code: string): string {
  try {
    return new Intl.DisplayNames([localeNow()], { type: "region" }).of(code.toUpperCase()) ?? code;
  } catch {
    return code; // no country has this code
  }
}

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
  { name: "country", autoComplete: "country", isRequired: true },
  { name: "phone", autoComplete: "tel", isWide: true },
] as const;

export const isWhole = (address: Address) => members.every((member) => !("isRequired" in member) || !!address[member.name]?.trim());

interface Props {
  value: Address;
  onChange: (address: Address) => void;
  problem?: Problem;
  /** Where the address stands in the body, for the complaints: "/shipping_address". */
  pointer: string;
}

export function AddressFields({ value, onChange, problem, pointer }: Props) {
  const { t } = useTranslation("orders");
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      {members.map((member) => (
        <Field
          key={member.name}
          label={t(`address.${member.name}`)}
          optional={!("isRequired" in member)}
          error={problem?.at(`${pointer}/${member.name}`)?.message}
          requestId={problem?.requestId}
          className={"isWide" in member ? "sm:col-span-2" : undefined}
        >
          <Input
            autoComplete={member.autoComplete}
            maxLength={member.name === "country" ? 2 : 200}
            className={member.name === "country" ? "uppercase" : undefined}
            placeholder={member.name === "country" ? "KZ" : undefined}
            value={value[member.name] ?? ""}
            onChange={(event) => onChange({ ...value, [member.name]: event.target.value })}
          />
        </Field>
      ))}
    </div>
  );
}

/** As the API takes it: without empty members. */
export const cleaned = (address: Address): Address => {
  const kept = Object.entries(address).flatMap(([name, text]) => (text?.trim() ? [[name, text.trim()]] : []));
  const whole = Object.fromEntries(kept) as Address;
  return { ...whole, country: whole.country?.toUpperCase() };
};
