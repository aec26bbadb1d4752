// The left rail of the back office: pages by wing. A module of the back office adds its pages here.
import type { LucideIcon } from "lucide-react";
import { Activity, BookOpen, Building2, ChartPie, Cog, Gauge, Grid2x2Check, History, IdCard, Inbox, KeyRound, Landmark, Layers, ListChecks, Mail, PackageCheck, Plug, ReceiptText, UsersRound, Webhook } from "lucide-react";
import type { Me, Right } from "../session";

export type Wing = "make" | "sell" | "move" | "relate" | "company";

export interface OfficePage {
  /** Absent: above the wings. */
  wing?: Wing;
  to: string;
  icon: LucideIcon;
  label: string; // a key of the app's texts, below "office"
  /** The second key after g. */
  key?: string;
  /** The right without which the page is not shown. */
  right?: Right;
  /** The only role that is shown it. */
  role?: Me["role"];
}

export const isShown = (page: OfficePage, me: Me | null): boolean => (!page.right || !!me?.rights.includes(page.right)) && (!page.role || me?.role === page.role);

export const officePages: OfficePage[] = [
  { to: "/office", icon: Gauge, label: "dashboard", key: "d" },
  { to: "/office/review", icon: ListChecks, label: "review", key: "r", right: "quotes.read" },
  { to: "/office/activity", icon: Activity, label: "activity", key: "a", right: "company.read" },
  { wing: "make", to: "/office/catalogue", icon: BookOpen, label: "catalogue", key: "m", right: "catalogue.read" },
  { wing: "sell", to: "/office/quotes", icon: ReceiptText, label: "quotes", key: "q", right: "quotes.read" },
  { wing: "sell", to: "/office/orders", icon: PackageCheck, label: "orders", key: "o", right: "orders.read" },
  { wing: "relate", to: "/office/customers", icon: UsersRound, label: "customers", key: "c", right: "customers.read" },
  { wing: "company", to: "/office/company", icon: Building2, label: "company", key: "s", right: "company.read" },
  { wing: "company", to: "/office/company/plan", icon: ChartPie, label: "plan", right: "company.read" },
  { wing: "company", to: "/office/platform", icon: Landmark, label: "platform", role: "platform_admin" },
  { wing: "company", to: "/office/users", icon: IdCard, label: "users", key: "t", right: "users.read" },
  { wing: "company", to: "/office/roles", icon: Grid2x2Check, label: "roles", key: "l", right: "users.read" },
  { wing: "company", to: "/office/api-keys", icon: KeyRound, label: "apiKeys", key: "k", right: "keys.manage" },
  { wing: "company", to: "/office/audit", icon: History, label: "audit", key: "h", right: "audit.read" },
  { wing: "company", to: "/office/bulk", icon: Layers, label: "bulk", key: "u" },
  { wing: "company", to: "/office/messages", icon: Mail, label: "messages", key: "e", right: "notifications.manage" },
  { wing: "company", to: "/office/jobs", icon: Cog, label: "jobs", key: "b", right: "jobs.read" },
  { wing: "company", to: "/office/webhooks", icon: Webhook, label: "webhooks", key: "w", right: "webhooks.manage" },
  { wing: "company", to: "/office/connectors", icon: Plug, label: "connectors", key: "n", right: "company.manage" },
  { wing: "company", to: "/office/inbound-webhooks", icon: Inbox, label: "inbound", right: "webhooks.manage" },
];
export const wings: Wing[] = ["make", "sell", "move", "relate", "company"];
