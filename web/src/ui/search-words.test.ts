import { describe, expect, it } from "vitest";
import { askedOf, faultOf, MOST_CHARACTERS } from "./search-words";

describe("a search", () => {
  it("is asked as it is typed, in plain words", () => {
    expect([askedOf("  ada   lovelace "), faultOf("ada lovelace")]).toEqual(["ada lovelace", undefined]);
  });

  it("has at most five words, and says so", () => {
    expect([faultOf("a b c d e"), faultOf("a b c d e f")]).toEqual([undefined, "tooManyWords"]);
    expect(askedOf("a b c d e f")).toBe("a b c d e");
  });

  it("has no more characters than the server takes, and says so", () => {
    const long = "x".repeat(401);
    expect([faultOf(long), faultOf("x".repeat(MOST_CHARACTERS - 1))]).toEqual(["tooLong", undefined]);
    expect(askedOf(long)).toHaveLength(MOST_CHARACTERS);
  });
});
