// One line of a revision: what is wished, what that costs now, what it cost before.
import { Handshake, RotateCcw, Settings2, TriangleAlert, X } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { Button, IconButton } from "@/ui/button";
import { Stepper } from "@/ui/choice";
import { cx } from "@/ui/cx";
import { digitsOf, times } from "@/ui/decimal";
import { Field, Select, TextArea } from "@/ui/field";
import { money } from "@/ui/format";
import { problemText } from "@/ui/problem-text";
import { Thumbnail } from "@/ui/record-list";
import { Skeleton } from "@/ui/skeleton";
import { Badge } from "@/ui/status";
import { problemOf } from "@/api/problem";
import { useNames } from "../names";
import type { Choice } from "../price/basket";
import { colorOf, colorsOf, completed, finishesFor, materialsFor, tolerancesFor, type Offer } from "../price/offer";
import type { Price } from "../price/pricing";
import { previewOf } from "../quote-lines";
import { colorName, finishName, materialName, remark, serviceName, toleranceName } from "../words";
import { AgreedFields } from "./agreed-fields";
import { agreedAmount, isChanged, type DraftLine, type Quote } from "./draft";

interface Props {
  line: DraftLine;
  quote: Quote;
  offer: Offer | undefined;
  price: Price | undefined;
  /** The price answers what was wished a moment ago. */
  isOld: boolean;
  error: unknown;
  isOpen: boolean;
  onChange: (change: Partial<DraftLine>) => void;
  onRemove: () => void;
}

function Wishes({ line, offer, onChange }: { line: DraftLine; offer: Offer; onChange: (choice: Choice) => void }) {
  const { t } = useTranslation("quotes");
  const names = useNames();
  const { choice } = line;
  const { plain, special } = colorsOf(offer, choice.material);
  const labelled = <Row extends { code: string }>(rows: readonly Row[], nameOf: (row: Row) => string) => rows.map((row) => ({ code: row.code, label: nameOf(row) }));
  const fields = [
    { member: "service", options: labelled(offer.services, serviceName) },
    { member: "material", options: labelled(materialsFor(offer, choice.service), materialName) },
    { member: "color", options: [...plain, ...special].map((code) => ({ code, label: colorName(colorOf(offer, code)) })) },
    { member: "finish", options: labelled(finishesFor(offer, choice.service, choice.material), finishName) },
    { member: "tolerance", options: labelled(tolerancesFor(offer, choice.service), toleranceName) },
  ] as const;
  return (
    <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {fields.map(({ member, options }) =>
        options.length === 0 ? null : (
          <Field key={member} label={t(`choose.${member}`)}>
            <Select value={choice[member] ?? ""} onChange={(event) => onChange(completed(offer, { ...choice, [member]: event.target.value }))}>
              {!options.some((one) => one.code === choice[member]) && <option value={choice[member] ?? ""}>{names[member](choice[member]) || "–"}</option>}
              {options.map((one) => (
                <option key={one.code} value={one.code}>
                  {one.label}
                </option>
              ))}
            </Select>
          </Field>
        ),
      )}
    </div>
  );
}

function LinePrice({ line, quote, price, isOld, error }: Pick<Props, "line" | "quote" | "price" | "isOld" | "error">) {
  const { t } = useTranslation("quotes");
  const { currency } = quote;
  if (!price && !line.isRemoved) return error ? <p className="text-ink-3">–</p> : <Skeleton className="h-10 w-24" />;
  const agreed = agreedAmount(line, digitsOf(quote.total));
  const before = line.before?.total;
  const now = line.isRemoved || !price ? undefined : agreed !== undefined ? times(agreed, line.choice.quantity) : price.subtotal;
  return (
    <div className={cx("tabular shrink-0 transition-opacity sm:text-right", isOld && "opacity-60")} aria-live="polite">
      <p className="font-medium">
        {before !== undefined && before !== now && (
          <s className={cx("font-normal text-ink-3", now && "mr-2")}>
            <span className="sr-only">{t("office.revise.before")} </span>
            {money(before, currency)}
          </s>
        )}
        {now !== undefined && money(now, currency)}
      </p>
      {now !== undefined && price && (
        <p className="text-sm text-ink-3">
          {t("piecesAt", { count: line.choice.quantity, price: money(agreed ?? price.unit_price, currency) })}
          {agreed !== undefined && <span className="block">{t("office.revise.wouldBe", { price: money(price.unit_price, currency) })}</span>}
        </p>
      )}
    </div>
  );
}

function Remarks({ price }: { price: Price | undefined }) {
  const all = [...(price?.blocking ?? []).map((one) => ({ ...one, isBlocking: true })), ...(price?.warnings ?? []).map((one) => ({ ...one, isBlocking: false }))];
  if (all.length === 0) return null;
  return (
    <ul className="grid gap-1 text-sm">
      {all.map((one) => (
        <li key={one.code + one.message} className={cx("flex items-start gap-2", one.isBlocking ? "text-bad" : "text-warn")}>
          <TriangleAlert className="mt-0.5 size-4 shrink-0" aria-hidden />
          {remark(one.code, one.message)}
        </li>
      ))}
    </ul>
  );
}

export function LineCard({ line, quote, offer, price, isOld, error, isOpen, onChange, onRemove }: Props) {
  const { t } = useTranslation("quotes");
  const id = useId();
  const [open, setOpen] = useState(isOpen);
  const mark = line.isRemoved ? "removed" : !line.before ? "added" : isChanged(line) ? "changed" : undefined;
  const names = useNames();
  return (
    <li className={cx("grid grid-cols-1 gap-4 rounded-lg bg-surface p-4 shadow-card", line.isRemoved && "opacity-75")} aria-label={line.name}>
      <div className="flex gap-4">
        <Thumbnail src={previewOf(line.fileId)} className="size-16 shrink-0 sm:size-20" />
        <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] content-start gap-1">
          <div className="flex items-start justify-between gap-3 max-sm:flex-col max-sm:gap-1">
            <div className="min-w-0 max-w-full">
              <p className="flex min-w-0 flex-wrap items-center gap-x-2 font-medium">
                <span className={cx("truncate", line.isRemoved && "line-through")}>{line.name}</span>
                {mark && <Badge tone={mark === "removed" ? "bad" : mark === "added" ? "good" : "info"}>{t(`office.lines.${mark}`)}</Badge>}
              </p>
              <p className="text-sm text-ink-2">{names.choice(line.choice)}</p>
            </div>
            <LinePrice {...{ line, quote, price, isOld, error }} />
          </div>
          {line.isRemoved ? (
            <div>
              <Button size="sm" icon={<RotateCcw className="size-4" aria-hidden />} onClick={() => onChange({ isRemoved: false })}>
                {t("office.revise.putBack")}
              </Button>
            </div>
          ) : (
            <div className="mt-1 flex flex-wrap items-center gap-2">
              <Stepper aria-label={t("choose.quantity")} value={line.choice.quantity} max={100_000} onChange={(quantity) => onChange({ choice: { ...line.choice, quantity } })} />
              <Button size="sm" kind="quiet" aria-expanded={open} aria-controls={id} icon={<Settings2 className="size-4" aria-hidden />} onClick={() => setOpen(!open)}>
                {t("office.revise.wishes")}
              </Button>
              {!line.agreed && (
                <Button size="sm" kind="quiet" disabled={!price} icon={<Handshake className="size-4" aria-hidden />} onClick={() => onChange({ agreed: { price: price?.unit_price ?? "", reason: "" } })}>
                  {t("office.revise.agree")}
                </Button>
              )}
              <IconButton label={t("removePart", { name: line.name })} className="ml-auto" onClick={onRemove}>
                <X className="size-4" aria-hidden />
              </IconButton>
            </div>
          )}
        </div>
      </div>
      {!line.isRemoved && (
        <>
          {error ? <p role="alert" className="text-sm text-bad">{problemText(problemOf(error))}</p> : <Remarks price={price} />}
          {line.agreed && <AgreedFields
              agreed={line.agreed}
              digits={digitsOf(quote.total)}
              currency={quote.currency}
              backLabel={t("office.revise.calculated")}
              onChange={(agreed) => onChange({ agreed })}
            />}
          <div id={id} hidden={!open} className="grid gap-3">
            {open && offer && <Wishes {...{ line, offer }} onChange={(choice) => onChange({ choice })} />}
            {open && (
              <Field label={t("choose.note")} optional>
                <TextArea rows={2} maxLength={1500} value={line.note} onChange={(event) => onChange({ note: event.target.value })} />
              </Field>
            )}
          </div>
        </>
      )}
    </li>
  );
}
