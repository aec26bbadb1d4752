// Records of all kinds in the palette: what the server finds by the beginnings of words.
import i18next from "i18next";
import { FileBox, PackageCheck, ReceiptText, UserRound, type LucideIcon } from "lucide-react";
import { api, type Schema } from "@/api/client";
import { askedOf } from "@/ui/search-words";
import { isStaff, type Me } from "../session";
import { registerProvider, type PaletteItem } from "./providers";

type Found = Schema<"Found">;
type Answer = Schema<"SearchResult">;

interface Kind {
  member: "quotes" | "sales_orders" | "customers" | "files";
  icon: LucideIcon;
  to: (found: Found, me: Me | null) => string;
  status?: (word: string) => string;
}

const kinds: Kind[] = [
  {
    member: "quotes",
    icon: ReceiptText,
    to: ({ id }, me) => (isStaff(me) ? `/office/quotes/${id}` : `/quotes/${id}`),
    status: (word) => i18next.t(`quotes:status.${word as "draft"}`),
  },
  {
    member: "sales_orders",
    icon: PackageCheck,
    to: ({ id }, me) => (isStaff(me) ? `/office/orders/${id}` : `/orders/${id}`),
    status: (word) => i18next.t(`orders:status.${word as "pending"}`),
  },
  { member: "customers", icon: UserRound, to: ({ id }) => `/office/customers/${id}` },
  { member: "files", icon: FileBox, to: () => "/files" },
];

// One question serves all groups; the palette asks each of them with the same words and signal.
let asked: { words: string; answer: Promise<Answer> } | undefined;
function ask(words: string, signal: AbortSignal): Promise<Answer> {
  if (asked?.words !== words) {
    const answer = api.get("/api/v1/search", { query: { q: words }, signal });
    asked = { words, answer };
    answer.catch(() => (asked = undefined));
    setTimeout(() => (asked = asked?.answer === answer ? undefined : asked), 5_000);
  }
  return asked.answer;
}

for (const [index, kind] of kinds.entries())
  registerProvider({
    id: kind.member,
    order: 20 + index,
    isRemote: true,
    title: () => i18next.t(`app:palette.kinds.${kind.member}`),
    find: (words, { me }, signal) => {
      const wanted = askedOf(words);
      if (!me || wanted.length < 2) return [];
      return ask(wanted, signal).then((answer) =>
        answer[kind.member].map(
          (found): PaletteItem => ({
            id: found.id,
            label: found.title,
            hint: [found.subtitle, found.status && kind.status?.(found.status)].filter(Boolean).join(" · "),
            icon: kind.icon,
            to: kind.to(found, me),
          }),
        ),
      );
    },
  });
