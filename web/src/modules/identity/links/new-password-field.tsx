// A password that is being chosen, with what a good one needs.
import type { UseFormRegisterReturn } from "react-hook-form";
import { useTranslation } from "@/app/i18n/texts";
import type { Problem } from "@/api/problem";
import { Field, Input } from "@/ui/field";
import { problemText } from "@/ui/problem-text";
import { LEAST_PASSWORD } from "../propose-password";

export const passwordRules = { required: true, minLength: LEAST_PASSWORD };

interface Props {
  label: string;
  field: UseFormRegisterReturn;
  isBad: boolean;
  problem: Problem | undefined;
  autoFocus?: boolean;
}

export function NewPasswordField({ label, field, isBad, problem, autoFocus }: Props) {
  const { t } = useTranslation("identity");
  const weak = problem?.code === "weak_password" ? problem : undefined;
  const hint = t("passwordHint", { count: LEAST_PASSWORD });
  return (
    <Field label={label} hint={hint} error={isBad ? hint : weak && problemText(weak)} requestId={weak?.requestId}>
      <Input type="password" autoComplete="new-password" autoFocus={autoFocus} {...field} />
    </Field>
  );
}
