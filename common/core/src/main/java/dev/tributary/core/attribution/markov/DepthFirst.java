package dev.tributary.core.attribution.markov;

import java.util.BitSet;

/** The order in which a state comes after those it leads to, as far as cycles let it. */
final class DepthFirst {

  private DepthFirst() {}

  /** All states in depth-first postorder, begun from each state in turn. */
  static int[] leavesFirst(Chain chain) {
    int n = chain.states();
    int[] order = new int[n];
    int done = 0;
    BitSet seen = new BitSet(n);
    int[] stack = new int[n];
    int[] cursor = new int[n];
    for (int root = 0; root < n; root++) {
      if (seen.get(root)) {
        continue;
      }
      int depth = 0;
      seen.set(root);
      stack[0] = root;
      cursor[root] = chain.rowBegin(root);
      while (depth >= 0) {
        int state = stack[depth];
        if (cursor[state] == chain.rowEnds()[state]) {
          order[done++] = state;
          depth--;
          continue;
        }
        int target = chain.targets()[cursor[state]++];
        if (!seen.get(target)) {
          seen.set(target);
          stack[++depth] = target;
          cursor[target] = chain.rowBegin(target);
        }
      }
    }
    return order;
  }
}
