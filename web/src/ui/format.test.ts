import { chooseLanguage } from "@/app/i18n";
import { afterEach, describe, expect, it } from "vitest";
import { addWorkingDays, boxSize, date, dateTime, day, fileSize, money, relative, setCompanyZone, weekday } from "./format";

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, " ");

afterEach(async () => {
  setCompanyZone(undefined);
  await chooseLanguage("en");
});

describe("formats", () => {
  it("write money as the language does", async () => {
    expect(money("1234.50", "USD")).toBe("$1,234.50");
    await chooseLanguage("ru");
    expect(plain(money("1234.50", "KZT"))).toBe("1 234,50 ₸");
    await chooseLanguage("kk");
    expect(plain(money("1234.50", "KZT"))).toContain("1 234,50");
  });

  it("leave out zero cents only where asked", () => {
    expect(money("120.00", "USD", true)).toBe("$120");
    expect(money("120.50", "USD", true)).toBe("$120.50");
    expect(money("120.00", "USD")).toBe("$120.00");
  });

  it("write instants in the company's zone", () => {
    setCompanyZone("America/New_York");
    expect(dateTime("2026-11-27T03:30:00Z")).toContain("26 Nov");
    setCompanyZone("Asia/Almaty");
    expect(dateTime("2026-11-27T03:30:00Z")).toContain("08:30");
  });

  it("write days without a zone", () => {
    setCompanyZone("America/New_York");
    expect(day("2026-12-24")).toBe("24 Dec 2026");
  });

  it("write dates in Kazakh, which browsers do not know", async () => {
    await chooseLanguage("kk");
    setCompanyZone("Asia/Almaty");
    expect(plain(date("2026-11-27T20:30:00Z"))).toBe("28 қар. 2026");
    expect(plain(weekday("2026-11-27T03:30:00Z"))).toBe("жм, 27 қар.");
    expect(day("2026-01-01")).toContain("қаң.");
    const now = Date.parse("2026-11-27T12:00:00Z");
    expect(relative("2026-11-27T11:55:00Z", now)).toBe("5 минут бұрын");
    expect(relative("2026-11-30T12:00:00Z", now)).toBe("3 күннен кейін");
    expect(relative("2026-11-26T12:00:00Z", now)).toBe("кеше");
    expect(relative("2026-11-27T12:00:10Z", now)).toBe("қазір");
  });

  it("say how long ago", async () => {
    const now = Date.parse("2026-11-27T12:00:00Z");
    expect(relative("2026-11-27T11:55:00Z", now)).toBe("5 minutes ago");
    await chooseLanguage("ru");
    expect(relative("2026-11-24T12:00:00Z", now)).toBe("3 дня назад");
  });

  it("count working days", () => {
    expect(addWorkingDays(new Date(2026, 10, 27), 1).getDate()).toBe(30); // Friday → Monday
    expect(addWorkingDays(new Date(2026, 10, 23), 0).getDate()).toBe(23);
  });

  it("write sizes", () => {
    expect(fileSize(999)).toBe("999 byte");
    expect(fileSize(1_500_000)).toBe("1.5 MB");
    expect(boxSize({ x: 10, y: 20.04, z: 3.456 })).toBe("10 × 20 × 3.46 mm");
  });
});
