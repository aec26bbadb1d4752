// The tree of an assembly, from the nodes of its GLB (docs/glb.md). Chains of groups with one child become one entry.
export interface GlbNode {
  name?: string;
  mesh?: number;
  children?: number[];
  extras?: { role?: string; auxiliary?: boolean };
}

export interface TreeNode {
  /** The node's place in the GLB. */
  id: number;
  name: string;
  children: TreeNode[];
  /** A support or modifier: shown, not made. */
  auxiliary: boolean;
}

export function buildTree(nodes: readonly GlbNode[], root: number): TreeNode[] {
  const build = (id: number): TreeNode[] => {
    const node = nodes[id];
    if (!node || node.extras?.role === "finding") return [];
    const name = node.name?.trim() ?? "";
    if (node.mesh !== undefined) return [{ id, name, children: [], auxiliary: node.extras?.auxiliary === true }];
    const children = (node.children ?? []).flatMap(build);
    if (children.length === 0) return [];
    if (children.length === 1) return [{ ...children[0]!, name: children[0]!.name || name }];
    return [{ id, name, children, auxiliary: false }];
  };
  const top = (nodes[root]?.children ?? []).flatMap(build);
  return top.length === 1 && top[0]!.children.length > 0 ? top[0]!.children : top;
}

export function leavesOf(nodes: readonly TreeNode[]): TreeNode[] {
  return nodes.flatMap((node) => (node.children.length > 0 ? leavesOf(node.children) : [node]));
}

export function findNode(nodes: readonly TreeNode[], id: number): TreeNode | undefined {
  for (const node of nodes) {
    const found = node.id === id ? node : findNode(node.children, id);
    if (found) return found;
  }
  return undefined;
}

/** Ids of the leaves at or below the node. */
export function leafIds(node: TreeNode): number[] {
  return leavesOf([node]).map((leaf) => leaf.id);
}

/** Entries whose name, or that of one below, holds the words. */
export function filterTree(nodes: readonly TreeNode[], words: string): TreeNode[] {
  const wanted = words.trim().toLowerCase();
  if (!wanted) return [...nodes];
  return nodes.flatMap((node) => {
    if (node.name.toLowerCase().includes(wanted)) return [node];
    const children = filterTree(node.children, words);
    return children.length > 0 ? [{ ...node, children }] : [];
  });
}
