// The pages, for the palette, for `g` + letter and for the sheet of keys: one list.
import i18next from "i18next";
import { Boxes, FileBox, House, PackageCheck, ReceiptText, UserRound, type LucideIcon } from "lucide-react";
import { isStaff, type Me } from "../session";
import { isShown, officePages } from "../shell/office-nav";
import { matches, registerProvider } from "./providers";

export interface Page {
  to: string;
  /** The second key after g. */
  key?: string;
  icon: LucideIcon;
  label: () => string;
  shownTo: (me: Me | null) => boolean;
}

const anyone = () => true;
const customers = (me: Me | null) => !!me;
// Staff have lists of their own behind the same keys.
const onlyCustomers = (me: Me | null) => !!me && !isStaff(me);

const pages: Page[] = [
  { to: "/", key: "p", icon: Boxes, label: () => i18next.t("app:pages.price"), shownTo: anyone },
  { to: "/quotes", key: "q", icon: ReceiptText, label: () => i18next.t("app:pages.quotes"), shownTo: onlyCustomers },
  { to: "/orders", key: "o", icon: PackageCheck, label: () => i18next.t("app:pages.orders"), shownTo: onlyCustomers },
  { to: "/files", key: "f", icon: FileBox, label: () => i18next.t("app:pages.files"), shownTo: customers },
  { to: "/profile", key: "u", icon: UserRound, label: () => i18next.t("app:pages.profile"), shownTo: customers },
  { to: "/sign-in", icon: House, label: () => i18next.t("app:pages.signIn"), shownTo: (me) => !me },
  ...officePages.map((page): Page => ({
    to: page.to,
    key: page.key,
    icon: page.icon,
    label: () => i18next.t(`app:office.${page.label as "dashboard"}`),
    shownTo: (me) => isStaff(me) && isShown(page, me),
  })),
];

/** For modules of the back office: their pages join the palette, the keys and the sheet. */
export function registerPages(more: Page[]): void {
  for (const page of more) if (!pages.some((one) => one.to === page.to)) pages.push(page);
}

export const pagesFor = (me: Me | null) => pages.filter((page) => page.shownTo(me));

registerProvider({
  id: "pages",
  order: 10,
  title: () => i18next.t("app:palette.pages"),
  find: (words, { me }) =>
    pagesFor(me)
      .filter((page) => matches(page.label(), words))
      .map((page) => ({
        id: page.to,
        label: page.label(),
        icon: page.icon,
        to: page.to,
        keys: page.key ? `g ${page.key}` : undefined,
      })),
});
