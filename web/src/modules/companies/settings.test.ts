import { describe, expect, it } from "vitest";
import { sample } from "./preview";
import { currencyOfZone, timeIn } from "./regions";
import { bodyOf, changesOf, faultsOf, formOf, type Company } from "./settings";

const company: Company = {
  company_id: "1",
  slug: "iron",
  is_first: true,
  created_at: "2026-11-27T00:00:00Z",
  version: 4,
  name: "Iron & Thread",
  currency: "USD",
  locale: "en",
  time_zone: "Asia/Almaty",
  tax_name: "VAT",
  tax_rate_ppm: 125_000,
  quote_validity_days: 30,
  quote_reminder_days: 3,
  auto_approval_limit: "500.00",
  auto_approval_stops_at_approved: false,
  document_name: null,
  accent_color: "#2357c6",
  logo_file_id: null,
  registration_number: null,
};
const form = formOf(company);

describe("the form of the settings", () => {
  it("holds the rate in per cent and sends it exactly", () => {
    expect(form.tax_rate).toBe("12.5");
    expect(bodyOf({ ...form, tax_rate: "8,875" }, ["tax_rate"])).toEqual({ tax_rate_ppm: 88_750 });
  });

  it("sends what has been changed and nothing else", () => {
    expect(changesOf(form, form)).toEqual([]);
    const wish = { ...form, name: "Iron", accent_color: "", auto_approval_limit: "1 250,50" };
    const changed = changesOf(form, wish);
    expect(bodyOf(wish, changed)).toEqual({ name: "Iron", accent_color: null, auto_approval_limit: "1250.50" });
  });

  it("sees no change in blanks around a text", () => {
    expect(changesOf(form, { ...form, name: " Iron & Thread " })).toEqual([]);
  });

  it("says what is wrong before the server is asked", () => {
    expect(faultsOf(form)).toEqual({});
    const wrong = { ...form, name: " ", tax_rate: "100.1", quote_validity_days: "0", quote_reminder_days: "61", auto_approval_limit: "much", accent_color: "red" };
    expect(faultsOf(wrong)).toEqual({ name: "needed", tax_rate: "rate", quote_validity_days: "days", quote_reminder_days: "days", auto_approval_limit: "amount", accent_color: "color" });
    expect(faultsOf({ ...form, tax_rate: "0.00001" })).toEqual({ tax_rate: "rate" });
  });
});

describe("the preview", () => {
  it("reckons the tax of its sample", () => {
    expect(sample("12.5")).toEqual({ net: "1000.00", tax: "125.00", gross: "1125.00" });
    expect(sample("8,875")).toEqual({ net: "1000.00", tax: "88.75", gross: "1088.75" });
    expect(sample("much")).toBeUndefined();
  });
});

describe("regions", () => {
  it("suggest the currency of a zone", () => {
    expect(["Asia/Almaty", "Europe/Berlin", "Europe/London", "America/Chicago"].map(currencyOfZone)).toEqual(["KZT", "EUR", "GBP", "USD"]);
  });

  it("tell the time there, and nothing for a zone that is none", () => {
    expect(timeIn("Asia/Almaty", "en-GB", new Date("2026-11-27T03:04:00Z"))).toContain("08:04");
    expect(timeIn("Mars/Olympus", "en-GB")).toBe("");
  });
});
