// Texts of pages that only the office has: whoever prices a part does not wait for them.
import audit from "@/modules/audit/locales/en.json";
import bulk from "@/modules/bulk/locales/en.json";
import connectors from "@/modules/connectors/locales/en.json";
import customers from "@/modules/customers/locales/en.json";
import dashboard from "@/modules/dashboard/locales/en.json";
import inbound from "@/modules/inbound/locales/en.json";
import jobs from "@/modules/jobs/locales/en.json";
import materials from "@/modules/materials/locales/en.json";
import subscriptions from "@/modules/subscriptions/locales/en.json";
import timeline from "@/modules/timeline/locales/en.json";
import webhooks from "@/modules/webhooks/locales/en.json";

export default { audit, bulk, connectors, customers, dashboard, inbound, jobs, materials, subscriptions, timeline, webhooks };
