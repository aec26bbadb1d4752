// The price of one piece that was agreed instead of the calculated one, and why.
import { X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { IconButton } from "@/ui/button";
import { Field, Input } from "@/ui/field";
import { agreedAmount, type Agreed } from "./draft";

interface Props {
  agreed: Agreed;
  /** Decimal places of the currency. */
  digits: number;
  currency: string;
  /** What it means to agree on nothing after all. */
  backLabel: string;
  onChange: (agreed: Agreed | undefined) => void;
}

export function AgreedFields({ agreed, digits, currency, backLabel, onChange }: Props) {
  const { t } = useTranslation("quotes");
  const [isLeft, setLeft] = useState({ price: false, reason: false });
  const isWrong = isLeft.price && agreedAmount({ agreed }, digits) === undefined;
  return (
    <div className="grid items-start gap-3 rounded-lg bg-sunken p-3 sm:grid-cols-[10rem_minmax(0,1fr)_auto]">
      <Field label={t("office.revise.agreedPrice", { currency })} error={isWrong ? t("office.notAnAmount") : undefined}>
        <Input
          autoFocus
          inputMode="decimal"
          value={agreed.price}
          onFocus={(event) => event.target.select()}
          onBlur={() => setLeft({ ...isLeft, price: true })}
          onChange={(event) => onChange({ ...agreed, price: event.target.value })}
        />
      </Field>
      <Field label={t("office.reason")} error={isLeft.reason && !agreed.reason.trim() ? t("office.revise.reasonMissing") : undefined}>
        <Input
          value={agreed.reason}
          maxLength={500}
          placeholder={t("office.revise.reasonHint")}
          onBlur={() => setLeft({ ...isLeft, reason: true })}
          onChange={(event) => onChange({ ...agreed, reason: event.target.value })}
        />
      </Field>
      <IconButton label={backLabel} className="sm:mt-6.5" onClick={() => onChange(undefined)}>
        <X className="size-4" aria-hidden />
      </IconButton>
    </div>
  );
}
