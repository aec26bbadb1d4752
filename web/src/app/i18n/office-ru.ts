import type { OfficeTexts } from "./index";
import audit from "@/modules/audit/locales/ru.json";
import bulk from "@/modules/bulk/locales/ru.json";
import connectors from "@/modules/connectors/locales/ru.json";
import customers from "@/modules/customers/locales/ru.json";
import dashboard from "@/modules/dashboard/locales/ru.json";
import inbound from "@/modules/inbound/locales/ru.json";
import jobs from "@/modules/jobs/locales/ru.json";
import materials from "@/modules/materials/locales/ru.json";
import subscriptions from "@/modules/subscriptions/locales/ru.json";
import timeline from "@/modules/timeline/locales/ru.json";
import webhooks from "@/modules/webhooks/locales/ru.json";

// A key that English has and this lacks does not compile.
const texts: OfficeTexts = { audit, bulk, connectors, customers, dashboard, inbound, jobs, materials, subscriptions, timeline, webhooks };
export default texts;
