// What may be done with an order now. Steps that are not possible stay in the menu with the reason beside them.
import { Ban, CirclePause, CreditCard, Ellipsis, Play, Truck, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "@/app/i18n/texts";
import { useActions, type PaletteItem } from "@/app/palette/providers";
import { useSession } from "@/app/session";
import { ReasonDialog } from "@/modules/quotes/quote-actions";
import { Button, IconButton } from "@/ui/button";
import { isPositive, isZero } from "@/ui/decimal";
import { Menu, MenuItem, MenuLabel, MenuLine } from "@/ui/menu";
import { statusIcons } from "@/ui/status";
import type { Order } from "./office-list";
import { orderStatuses } from "./search";
import { openAmount, PaymentDialog, refundable } from "./payment-dialog";
import { ShippingDialog } from "./shipping-dialog";
import { orderLooks, type OrderStatus } from "./status";
import { hindrance, nextStep } from "./steps";
import { usePathText, useSteps } from "./use-steps";

type Open = "payment" | "refund" | "shipping" | "cancel" | "hold";

export function OrderActions({ order }: { order: Order }) {
  const { t } = useTranslation("orders");
  const { t: ui } = useTranslation("ui");
  const { may } = useSession();
  const take = useSteps();
  const pathText = usePathText();
  const [open, setOpen] = useState<Open>();
  const canManage = may("orders.manage");
  const next = canManage ? nextStep(order) : undefined;
  const nextHindrance = next && hindrance(order, next, canManage);
  const close = () => setOpen(undefined);
  const go = (to: OrderStatus) => (to === "cancelled" ? setOpen("cancel") : to === "on_hold" ? setOpen("hold") : void take(order, to));
  const canPay = canManage && order.status !== "cancelled" && isPositive(openAmount(order)) && isZero(order.refunded_amount);
  const canRefund = canManage && isPositive(refundable(order));
  const canShip = canManage && order.status !== "cancelled" && order.status !== "completed";
  const stepName = (to: OrderStatus) => (order.status === "on_hold" && to === next ? t("office.resume") : t(`office.steps.${to}`));

  const items: PaletteItem[] = canManage
    ? order.allowed_transitions
        .filter((to) => !hindrance(order, to, true))
        .map((to) => ({ id: to, label: stepName(to), icon: statusIcons[orderLooks[to].icon], run: () => go(to) }))
    : [];
  if (canPay) items.push({ id: "payment", label: t("office.record.payment"), icon: CreditCard, run: () => setOpen("payment") });
  if (canRefund) items.push({ id: "refund", label: t("office.record.refund"), icon: Undo2, run: () => setOpen("refund") });
  if (canShip) items.push({ id: "shipping", label: t("office.shipping"), icon: Truck, run: () => setOpen("shipping") });
  useActions(order.number, items);
  if (!canManage) return null;

  const needsPayment = nextHindrance === "payment_required" && canPay;
  const others = orderStatuses.filter((to) => to !== order.status && to !== "pending" && (to !== next || nextHindrance));
  const reasonOf = (to: OrderStatus) => hindrance(order, to, canManage);
  // Steps that its life does not have from here share one sentence; those that only wait for something say for what.
  const [near, far] = [others.filter((to) => reasonOf(to) !== "illegal_transition"), others.filter((to) => reasonOf(to) === "illegal_transition")];
  return (
    <>
      {needsPayment ? (
        <Button size="sm" kind="primary" icon={<CreditCard className="size-4" aria-hidden />} onClick={() => setOpen("payment")}>
          {t("office.record.payment")}
        </Button>
      ) : (
        next && (
          <Button size="sm" kind="primary" icon={<Play className="size-4" aria-hidden />} onClick={() => go(next)}>
            {stepName(next)}
          </Button>
        )
      )}
      {canPay && !needsPayment && (
        <Button size="sm" icon={<CreditCard className="size-4" aria-hidden />} onClick={() => setOpen("payment")}>
          {t("office.record.payment")}
        </Button>
      )}
      {canShip && (
        <Button size="sm" icon={<Truck className="size-4" aria-hidden />} onClick={() => setOpen("shipping")}>
          {t("office.shipping")}
        </Button>
      )}
      <Menu
        trigger={
          <IconButton label={ui("table.more")}>
            <Ellipsis className="size-4" aria-hidden />
          </IconButton>
        }
      >
        <MenuLabel>{t("office.moveTo")}</MenuLabel>
        {near.map((to) => {
          const reason = reasonOf(to);
          const Icon = to === "on_hold" ? CirclePause : to === "cancelled" ? Ban : statusIcons[orderLooks[to].icon];
          return (
            <MenuItem key={to} icon={Icon} danger={to === "cancelled" && !reason} disabled={!!reason} onSelect={() => go(to)} why={reason && ui(`problems.${reason}`)}>
              {t(`office.steps.${to}`)}
            </MenuItem>
          );
        })}
        {far.length > 0 && (
          <>
            <MenuLine />
            <MenuLabel>
              <span className="block max-w-72 font-normal">{pathText(order)}</span>
            </MenuLabel>
            {far.map((to) => (
              <MenuItem key={to} disabled icon={statusIcons[orderLooks[to].icon]}>
                {t(`office.steps.${to}`)}
              </MenuItem>
            ))}
          </>
        )}
        {canRefund && (
          <>
            <MenuLine />
            <MenuItem icon={Undo2} onSelect={() => setOpen("refund")}>
              {t("office.record.refund")}
            </MenuItem>
          </>
        )}
      </Menu>
      {(open === "payment" || open === "refund") && <PaymentDialog order={order} kind={open} onClose={close} />}
      {open === "shipping" && <ShippingDialog order={order} onClose={close} />}
      {open === "cancel" && (
        <ReasonDialog title={t("office.steps.cancelled")} detail={`${order.number}. ${t("office.customerReads")}`} label={t("office.reason")} isRequired onClose={close} onSend={async (reason) => void ((await take(order, "cancelled", reason)) && close())} />
      )}
      {open === "hold" && (
        <ReasonDialog title={t("office.steps.on_hold")} detail={`${order.number}. ${t("office.customerReads")}`} label={t("office.reason")} onClose={close} onSend={async (reason) => void ((await take(order, "on_hold", reason || undefined)) && close())} />
      )}
    </>
  );
}
