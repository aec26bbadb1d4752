import type { Texts } from "./index";
import app from "../locales/ru.json";
import audit from "@/modules/audit/locales/ru.json";
import companies from "@/modules/companies/locales/ru.json";
import customers from "@/modules/customers/locales/ru.json";
import dashboard from "@/modules/dashboard/locales/ru.json";
import files from "@/modules/files/locales/ru.json";
import identity from "@/modules/identity/locales/ru.json";
import jobs from "@/modules/jobs/locales/ru.json";
import materials from "@/modules/materials/locales/ru.json";
import notifications from "@/modules/notifications/locales/ru.json";
import orders from "@/modules/orders/locales/ru.json";
import quotes from "@/modules/quotes/locales/ru.json";
import viewer from "@/modules/viewer/locales/ru.json";
import webhooks from "@/modules/webhooks/locales/ru.json";
import ui from "@/ui/locales/ru.json";

// A key that English has and this lacks does not compile.
const texts: Texts = { app, audit, companies, customers, dashboard, files, identity, jobs, materials, notifications, orders, quotes, ui, viewer, webhooks };
export default texts;
