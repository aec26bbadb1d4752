import type { Texts } from "./index";
import app from "../locales/kk.json";
import companies from "@/modules/companies/locales/kk.json";
import files from "@/modules/files/locales/kk.json";
import identity from "@/modules/identity/locales/kk.json";
import notifications from "@/modules/notifications/locales/kk.json";
import orders from "@/modules/orders/locales/kk.json";
import quotes from "@/modules/quotes/locales/kk.json";
import viewer from "@/modules/viewer/locales/kk.json";
import ui from "@/ui/locales/kk.json";

// A key that English has and this lacks does not compile.
const texts: Texts = { app, companies, files, identity, notifications, orders, quotes, ui, viewer };
export default texts;
