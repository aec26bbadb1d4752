// Everything that can be wished of the part on the screen. Each control moves the price at once.
import { useEffect, useId } from "react";
import { useTranslation } from "react-i18next";
import { Choices, Stepper, Swatches } from "@/ui/choice";
import { Field, Select } from "@/ui/field";
import { colorName, finishName, materialName, serviceName, toleranceName } from "../words";
import { choose, type Choice, type Part } from "./basket";
import { colorsOf, completed, finishesFor, materialsFor, tolerancesFor, type Offer } from "./offer";

const members = ["service", "material", "finish", "color", "tolerance", "quantity"] as const;
const same = (one: Choice, other: Choice) => members.every((member) => one[member] === other[member]);

export function Configurator({ part, offer }: { part: Part; offer: Offer }) {
  const { t } = useTranslation("quotes");
  const quantityId = useId();
  const choice = completed(offer, part.choice);
  // What the defaults fill in becomes the part's own choice, so that it is asked for and kept as it is shown.
  useEffect(() => {
    if (!same(choice, part.choice)) choose(part.key, choice);
  });
  const set = (change: Partial<Part["choice"]>) => choose(part.key, completed(offer, { ...choice, ...change }));
  const materials = materialsFor(offer, choice.service);
  const finishes = finishesFor(offer, choice.service, choice.material);
  const tolerances = tolerancesFor(offer, choice.service);
  const colors = colorsOf(offer, choice.material);
  const swatches = [...colors.plain, ...colors.special].map((code) => ({ value: code, label: colorName(code) }));
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
        options={offer.services.map((one) => ({ value: one.code, label: serviceName(one.code, one.name) }))}
      />
      <Field label={t("choose.material")}>
        <Select value={choice.material} onChange={(event) => set({ material: event.target.value })}>
          {materials.map((one) => (
            <option key={one.code} value={one.code}>
              {materialName(one.code, one.name)}
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
                {finishName(one.code, one.name)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("choose.tolerance")}>
          <Select value={choice.tolerance} onChange={(event) => set({ tolerance: event.target.value })}>
            {tolerances.map((one) => (
              <option key={one.code} value={one.code}>
                {toleranceName(one.code, one.name)}
              </option>
            ))}
          </Select>
        </Field>
      </div>
    </div>
  );
}
