import { describe, expect, it } from "vitest";
import { buildTree, filterTree, findNode, leafIds, leavesOf, type GlbNode } from "./tree";

const nodes: GlbNode[] = [
  { name: "model", children: [1] },
  { name: "assembly", children: [2, 5, 7, 8] },
  { name: "bracket", children: [3, 4] },
  { name: "plate", mesh: 0 },
  { name: "screw", mesh: 1 },
  { name: "only a wrapper", children: [6] },
  { name: "", mesh: 1, extras: { auxiliary: true } },
  { name: "thin walls", mesh: 2, extras: { role: "finding" } },
  { name: "empty", children: [] },
];

describe("buildTree", () => {
  const tree = buildTree(nodes, 0);

  it("starts below what holds everything", () => expect(tree.map((node) => node.name)).toEqual(["bracket", "only a wrapper"]));
  it("gives a part without a name that of the group it is alone in", () => expect(tree[1]).toMatchObject({ id: 6, auxiliary: true, children: [] }));
  it("leaves out findings and empty groups", () => expect(leavesOf(tree).map((leaf) => leaf.id)).toEqual([3, 4, 6]));
  it("finds nodes and what is below them", () => {
    expect(findNode(tree, 4)?.name).toBe("screw");
    expect(findNode(tree, 8)).toBeUndefined();
    expect(leafIds(tree[0]!)).toEqual([3, 4]);
  });
  it("is empty for an empty model", () => expect(buildTree([{ name: "model" }], 0)).toEqual([]));
});

describe("filterTree", () => {
  const tree = buildTree(nodes, 0);
  it("keeps the way to what was asked for", () => expect(filterTree(tree, "SCREW ")).toMatchObject([{ name: "bracket", children: [{ name: "screw" }] }]));
  it("keeps a group whole whose own name fits", () => expect(leavesOf(filterTree(tree, "brack"))).toHaveLength(2));
  it("shows everything when nothing was asked", () => expect(filterTree(tree, " ")).toEqual(tree));
});
