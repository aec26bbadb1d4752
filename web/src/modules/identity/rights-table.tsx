// What somebody may do, by the part of the program: to read, and to choose.
import { Check } from "lucide-react";
import { useTranslation } from "@/app/i18n/texts";
import { cx } from "@/ui/cx";
import { Checkbox } from "@/ui/field";
import { areasOf, rightsOfArea, type Right } from "./roles";

export const rightKey = (right: Right) => right.replace(".", "_") as "quotes_read";

export function Tick({ isGiven }: { isGiven: boolean }) {
  const { t } = useTranslation("identity");
  return isGiven ? (
    <span className="inline-grid size-6 place-items-center rounded-full bg-good-soft text-good">
      <Check className="size-3.5" strokeWidth={3} role="img" aria-label={t("roles.yes")} />
    </span>
  ) : (
    <span className="inline-block h-0.5 w-2.5 rounded-full bg-line-strong" role="img" aria-label={t("roles.no")} />
  );
}

/** A tick says yes; a stroke says no. */
export function RightsList({ all, rights }: { all: readonly Right[]; rights: readonly string[] }) {
  const { t } = useTranslation("identity");
  return (
    <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
      {areasOf(all).map((area) => (
        <section key={area} className="grid content-start gap-2">
          <h2 className="text-sm font-semibold">{t(`roles.areas.${area as "quotes"}`)}</h2>
          <ul className="grid gap-1.5">
            {rightsOfArea(all, area).map((right) => (
              <li key={right} className={cx("flex items-center gap-2.5 text-sm", rights.includes(right) ? "text-ink" : "text-ink-3")}>
                <span className="grid size-6 shrink-0 place-items-center">
                  <Tick isGiven={rights.includes(right)} />
                </span>
                {t(`roles.rights.${rightKey(right)}`)}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

interface ChoiceProps {
  all: readonly Right[];
  value: readonly Right[];
  /** Nobody gives, or takes, a right that he lacks. */
  mayChange: (right: Right) => boolean;
  onToggle: (right: Right) => void;
}

export function RightsChoice({ all, value, mayChange, onToggle }: ChoiceProps) {
  const { t } = useTranslation("identity");
  return (
    <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2">
      {areasOf(all).map((area) => (
        <fieldset key={area}>
          <legend className="mb-0.5 text-sm font-semibold">{t(`roles.areas.${area as "quotes"}`)}</legend>
          {rightsOfArea(all, area).map((right) => (
            <Checkbox key={right} className={cx(!mayChange(right) && "text-ink-3")} disabled={!mayChange(right)} checked={value.includes(right)} onChange={() => onToggle(right)}>
              {t(`roles.rights.${rightKey(right)}`)}
            </Checkbox>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
