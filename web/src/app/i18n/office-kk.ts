import type { OfficeTexts } from "./index";
import audit from "@/modules/audit/locales/kk.json";
import bulk from "@/modules/bulk/locales/kk.json";
import connectors from "@/modules/connectors/locales/kk.json";
import customers from "@/modules/customers/locales/kk.json";
import dashboard from "@/modules/dashboard/locales/kk.json";
import inbound from "@/modules/inbound/locales/kk.json";
import jobs from "@/modules/jobs/locales/kk.json";
import materials from "@/modules/materials/locales/kk.json";
import subscriptions from "@/modules/subscriptions/locales/kk.json";
import timeline from "@/modules/timeline/locales/kk.json";
import webhooks from "@/modules/webhooks/locales/kk.json";

// A key that English has and this lacks does not compile.
const texts: OfficeTexts = { audit, bulk, connectors, customers, dashboard, inbound, jobs, materials, subscriptions, timeline, webhooks };
export default texts;
