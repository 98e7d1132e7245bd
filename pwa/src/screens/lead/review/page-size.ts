/** So many things to settle are asked for at first; the tabs count them by the same answer. */
export const AT_FIRST = 25
