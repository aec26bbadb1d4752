// What was measured, and what a person should know of it.
import { useTranslation } from "@/app/i18n/texts";
import { boxSize, number } from "@/ui/format";
import { Notice } from "@/ui/notice";
import { remark } from "../words";
import type { FileView } from "./basket";
import type { Price } from "./pricing";

export function PartFacts({ file }: { file: FileView }) {
  const { t } = useTranslation("quotes");
  const analysis = file.analysis;
  if (!analysis) return null;
  const facts = [
    [t("facts.size"), boxSize(analysis.bounding_box_mm)],
    [t("facts.volume"), `${number(analysis.volume_mm3 / 1000, 2)} cm³`],
    [t("facts.area"), `${number(analysis.surface_area_mm2 / 100, 1)} cm²`],
    analysis.bodies > 1
      ? [t("facts.bodies"), number(analysis.bodies, 0)]
      : [t("facts.triangles"), number(analysis.triangles, 0)],
  ];
  return (
    <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:flex sm:flex-wrap sm:gap-x-10">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt className="text-xs text-ink-3">{name}</dt>
          <dd className="tabular text-sm font-medium">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function Remarks({ file, price }: { file: FileView; price: Price | undefined }) {
  const { t } = useTranslation("quotes");
  const blocking = price?.blocking ?? [];
  const warnings = price?.warnings ?? [];
  const said = new Set([...blocking, ...warnings].map((one) => one.code));
  const problems = (file.analysis?.problems ?? []).filter((one) => !said.has(one.code));
  if (blocking.length + warnings.length + problems.length === 0) return null;
  return (
    <div className="grid gap-2">
      {blocking.length > 0 && (
        <Notice tone="warn" title={t("remarksBlocking")}>
          <ul className="grid gap-1">
            {blocking.map((one) => (
              <li key={one.code}>{remark(one.code, one.message)}</li>
            ))}
          </ul>
        </Notice>
      )}
      {warnings.length + problems.length > 0 && (
        <Notice tone="info">
          <ul className="grid gap-1">
            {[...warnings, ...problems].map((one) => (
              <li key={one.code}>{remark(one.code, one.message)}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}
