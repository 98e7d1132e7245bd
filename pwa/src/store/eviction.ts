// Papers make room: they can be had again, and what somebody recorded here cannot.

import { evictionOrder, isNearlyFull, type KeptFile } from '../rules/eviction'
import { fileAddress, fileOf, textAddress } from '../rules/paper'
import type { Activity, Paper } from '../rules/types'
import { db } from './database'
import { today } from './days'
import { deletePapers, keptPapers, readPapers } from './papers'
import { getSetting } from './settings'

/** Throws away what goes first of what is here; answers whether there was anything. */
export async function makeRoom(): Promise<boolean> {
  const here = await keptPapers()
  for (const stage of evictionOrder(await namedFiles(here), today())) {
    const gone = stage.filter((address) => here.has(address))
    if (gone.length === 0) continue
    await deletePapers(gone)
    return true
  }
  return false
}

/** Does so for as long as hardly anything is free. */
export async function keepRoom(): Promise<void> {
  while ((await isLow()) && (await makeRoom()));
}

async function isLow(): Promise<boolean> {
  const { usage, quota } = (await navigator.storage?.estimate?.()) ?? {}
  return usage !== undefined && quota !== undefined && isNearlyFull(usage, quota)
}

async function namedFiles(here: ReadonlySet<string>): Promise<KeptFile[]> {
  const rows = await db.base.where('kind').equals('activity').toArray()
  const days = new Map(rows.map(({ id, f }) => [id, f as unknown as Activity]))
  const { copies = {}, opened = {} } = (await getSetting('papers')) ?? {}
  const papers = [...(await readPapers()), ...Object.values(copies).map(({ paper }) => paper)]
  const named = papers.flatMap((paper) => filesOf(paper, days.get(paper.activity ?? ''), opened))
  const known = new Set(named.map(({ address }) => address))
  const strays = [...here].filter((address) => !known.has(address))
  return [
    ...named,
    ...strays.map((address): KeptFile => ({ address, as: 'pages', of: null, opened: null })),
  ]
}

function filesOf(
  paper: Paper,
  activity: Activity | undefined,
  opened: Readonly<Record<string, string>>,
): KeptFile[] {
  const of = activity ? { first: activity.first, last: activity.last } : null
  const pages = fileOf(paper, 'pages')?.pages ?? []
  const original = fileOf(paper, 'original')?.sha ?? ''
  const file = (as: KeptFile['as'], address: string): KeptFile => ({
    address,
    as,
    of,
    opened: opened[address] ?? null,
  })
  return [
    ...pages.map(({ sha }) => file('pages', fileAddress(sha))),
    file('original', fileAddress(original)),
    file('text', textAddress(paper)),
  ]
}
