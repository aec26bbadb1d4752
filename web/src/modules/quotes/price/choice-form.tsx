// Everything that can be wished of a part. Each control says at once what is wished now, whole.
import { useId } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Choices, Stepper, Swatches } from "@/ui/choice";
import { Field, Select } from "@/ui/field";
import { colorName, finishName, materialName, serviceName, toleranceName } from "../words";
import type { Choice } from "./basket";
import { colorOf, colorsOf, completed, finishesFor, materialsFor, tolerancesFor, type Offer } from "./offer";

export function ChoiceForm({ choice, offer, onChange }: { choice: Choice; offer: Offer; onChange: (choice: Choice) => void }) {
  const { t } = useTranslation("quotes");
  const quantityId = useId();
  const set = (change: Partial<Choice>) => onChange(completed(offer, { ...choice, ...change }));
  const materials = materialsFor(offer, choice.service);
  const finishes = finishesFor(offer, choice.service, choice.material);
  const tolerances = tolerancesFor(offer, choice.service);
  const colors = colorsOf(offer, choice.material);
  const swatches = [...colors.plain, ...colors.special].map((code) => ({ value: code, label: colorName(colorOf(offer, code)) }));
  return (
    <div className="grid gap-5">
      <div className="flex items-center justify-between gap-4">
        <label htmlFor={quantityId} className="text-sm font-medium">
          {t("choose.quantity")}
        </label>
        <Stepper id={quantityId} value={choice.quantity} onChange={(quantity) => set({ quantity })} max={100_000} />
      </div>
      <Choices
        label={t("choose.service")}
        value={choice.service}
        onChange={(service) => set({ service })}
        options={offer.services.map((one) => ({ value: one.code, label: serviceName(one) }))}
      />
      <Field label={t("choose.material")}>
        <Select value={choice.material} onChange={(event) => set({ material: event.target.value })}>
          {materials.map((one) => (
            <option key={one.code} value={one.code}>
              {materialName(one)}
            </option>
          ))}
        </Select>
      </Field>
      {swatches.length > 1 && (
        <Swatches label={t("choose.color")} options={swatches} value={choice.color} onChange={(color) => set({ color })} />
      )}
      <div className="grid gap-5 sm:grid-cols-2 xl:grid-cols-1">
        <Field label={t("choose.finish")}>
          <Select value={choice.finish} onChange={(event) => set({ finish: event.target.value })}>
            {finishes.map((one) => (
              <option key={one.code} value={one.code}>
                {finishName(one)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("choose.tolerance")}>
          <Select value={choice.tolerance} onChange={(event) => set({ tolerance: event.target.value })}>
            {tolerances.map((one) => (
              <option key={one.code} value={one.code}>
                {toleranceName(one)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </div>
  );
}
