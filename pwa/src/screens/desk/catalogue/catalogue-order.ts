import type { CatalogueRow } from '../../lead/api-types'

/** The items of one list in their order: groups of services with their services after them. */
export function inOrder(rows: readonly CatalogueRow[], kind: string): CatalogueRow[] {
  return rows
    .filter((row) => row.kind === kind)
    .sort((a, b) => a.sort - b.sort || a.code.localeCompare(b.code))
}

/** The group that an item may be moved within: a service among those of its group. */
const shelf = (row: CatalogueRow) => (row.flags.is_group ? 'groups' : (row.group ?? ''))

/** The item above or below which an item may be moved; undefined at the end of its shelf. */
export function neighbour(
  ordered: readonly CatalogueRow[],
  row: CatalogueRow,
  step: -1 | 1,
): CatalogueRow | undefined {
  const beside = ordered.filter((each) => each.active === row.active && shelf(each) === shelf(row))
  return beside[beside.indexOf(row) + step]
}

/**
 * The places that change when two items change theirs: just those two, or more where several had
 * the same place and must be told apart first.
 */
export function swapped(
  ordered: readonly CatalogueRow[],
  one: CatalogueRow,
  other: CatalogueRow,
): { code: string; sort: number }[] {
  const order = ordered.map((row) => (row === one ? other : row === other ? one : row))
  let last = Number.NEGATIVE_INFINITY
  const places = ordered.map(({ sort }) => {
    last = Math.max(sort, last + 1)
    return last
  })
  return order.flatMap((row, at) => {
    const sort = places[at] ?? row.sort
    return sort === row.sort ? [] : [{ code: row.code, sort }]
  })
}
