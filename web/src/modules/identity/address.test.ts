import { describe, expect, it } from "vitest";
import { addressLines, cleaned, emptyAddress, isWhole, type Address } from "./address";

const whole: Address = { recipient: "Dana", line1: "Abay 10", line2: null, city: "Almaty", postal_code: "050000", country: "KZ", region: "", phone: " +7 700 " };

describe("an address", () => {
  it("is whole when street, postal code and city are there", () => {
    expect(isWhole(whole)).toBe(true);
    expect(isWhole(emptyAddress)).toBe(false);
    expect(isWhole({ ...whole, city: "  " })).toBe(false);
  });

  it("is sent without what is empty", () => {
    expect(cleaned(whole)).toEqual({ recipient: "Dana", line1: "Abay 10", city: "Almaty", postal_code: "050000", country: "KZ", phone: "+7 700" });
  });

  it("reads from the person down to the country", () => {
    expect(addressLines({ ...whole, phone: null })).toEqual(["Dana", "Abay 10", "050000 Almaty", "Kazakhstan"]);
  });
});
