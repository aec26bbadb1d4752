// English is the source of the keys. A new module adds its line here, in ru.ts and in kk.ts.
import app from "../locales/en.json";
import companies from "@/modules/companies/locales/en.json";
import files from "@/modules/files/locales/en.json";
import identity from "@/modules/identity/locales/en.json";
import notifications from "@/modules/notifications/locales/en.json";
import orders from "@/modules/orders/locales/en.json";
import quotes from "@/modules/quotes/locales/en.json";
import viewer from "@/modules/viewer/locales/en.json";
import ui from "@/ui/locales/en.json";

export default { app, companies, files, identity, notifications, orders, quotes, ui, viewer };
