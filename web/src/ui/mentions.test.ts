import { describe, expect, it } from "vitest";
import { matching, nameAtCaret, pieces, stillNamed, withName } from "./mentions";

const olga = { id: "1", full_name: "Olga Owner" };
const mike = { id: "2", full_name: "Mike Manager" };

describe("mentions", () => {
  it("find the name that is being written", () => {
    expect(nameAtCaret("Hi @ol", 6)).toEqual({ at: 3, part: "ol" });
    expect(nameAtCaret("@", 1)).toEqual({ at: 0, part: "" });
    expect(nameAtCaret("@Ольга В", 8)).toEqual({ at: 0, part: "Ольга В" });
    expect(nameAtCaret("mail olga@example.com", 21)).toBeUndefined();
    expect(nameAtCaret("@Olga Owner, by Friday", 22)).toBeUndefined();
  });

  it("offer who fits", () => {
    expect(matching([olga, mike], "own")).toEqual([olga]);
    expect(matching([olga, mike], "MIKE m")).toEqual([mike]);
    expect(matching([olga, mike], "")).toHaveLength(2);
    expect(matching([olga, mike], "z")).toEqual([]);
  });

  it("put the name in its place", () => {
    expect(withName("Hi @ol now", 6, 3, "Olga Owner")).toEqual({ text: "Hi @Olga Owner now", caret: 15 });
  });

  it("know who is still named, once each", () => {
    expect(stillNamed("@Olga Owner, look", [olga, mike, olga])).toEqual([olga]);
  });

  it("tell names from the rest", () => {
    expect(pieces("Hi @Olga Owner!", ["Olga Owner"])).toEqual([
      { text: "Hi ", isName: false },
      { text: "@Olga Owner", isName: true },
      { text: "!", isName: false },
    ]);
    expect(pieces("@Olga Owner", ["Olga", "Olga Owner"])).toEqual([{ text: "@Olga Owner", isName: true }]);
    expect(pieces("nobody", [])).toEqual([{ text: "nobody", isName: false }]);
  });
});
