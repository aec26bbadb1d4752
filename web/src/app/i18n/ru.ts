import type { Texts } from "./index";
import app from "../locales/ru.json";
import companies from "@/modules/companies/locales/ru.json";
import files from "@/modules/files/locales/ru.json";
import identity from "@/modules/identity/locales/ru.json";
import notifications from "@/modules/notifications/locales/ru.json";
import orders from "@/modules/orders/locales/ru.json";
import quotes from "@/modules/quotes/locales/ru.json";
import viewer from "@/modules/viewer/locales/ru.json";
import ui from "@/ui/locales/ru.json";

// A key that English has and this lacks does not compile.
const texts: Texts = { app, companies, files, identity, notifications, orders, quotes, ui, viewer };
export default texts;
