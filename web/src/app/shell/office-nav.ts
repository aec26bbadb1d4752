// The left rail of the back office: pages by wing. A module of the back office adds its pages here.
import type { LucideIcon } from "lucide-react";
import { Gauge } from "lucide-react";

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
  right?: string;
}

export const officePages: OfficePage[] = [{ to: "/office", icon: Gauge, label: "dashboard", key: "d" }];
export const wings: Wing[] = ["make", "sell", "move", "relate", "company"];
