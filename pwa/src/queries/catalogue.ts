import { pathOf } from '../api/paths'
import type {
  CatalogueItem,
  CatalogueKind,
  OutcomeItem,
  ReasonItem,
  ServiceItem,
} from '../rules/types'
import { db } from '../store/database'
import { getDeskAnswer } from '../store/desk/read'
import { type Live, live } from './live'
import type { Catalogue, Choice, Service } from './types'

const KINDS: CatalogueKind[] = [
  'service',
  'outcome',
  'reason',
  'place_kind',
  'age_band',
  'affiliation',
]

export type Items = Record<CatalogueKind, CatalogueItem[]>
type ServerItem = CatalogueItem & { kind: string; flags: Record<string, boolean> }

/** Services, outcomes, reasons … as the server last sent them to the phone, else as it last told the
 * desk, else as this build shipped them. */
export function catalogue(): Live<Catalogue> {
  return live('catalogue', async () => catalogueOf(await readItems()))
}

/** Codes of the outcomes that make a turn. Read it last in a live read: it may load a file. */
export async function readOutcomesCounting(): Promise<ReadonlySet<string>> {
  const rows = await db.base.where('kind').equals('outcome').toArray()
  const items = rows.length > 0 ? rows.map((row) => row.f) : (await shipped()).outcome
  return new Set(
    (items as unknown as OutcomeItem[]).filter((item) => item.counts).map((item) => item.code),
  )
}

async function readItems(): Promise<Items> {
  const rows = await db.transaction('r', db.base, () =>
    Promise.all(KINDS.map((kind) => db.base.where('kind').equals(kind).toArray())),
  )
  if (rows.every((some) => some.length === 0)) return (await deskCatalogue()) ?? (await shipped())
  const items = rows.map((some) => some.map((row) => row.f as unknown as CatalogueItem))
  return Object.fromEntries(KINDS.map((kind, at) => [kind, items[at] ?? []])) as Items
}

/** A computer that nobody has joined on is sent no rows. There the desk asks. */
async function deskCatalogue(): Promise<Items | null> {
  const told = (await getDeskAnswer(pathOf('/api/catalogue')))?.body as
    | { rows: ServerItem[] }
    | undefined
  if (!told) return null
  const items: CatalogueItem[][] = KINDS.map((kind) =>
    told.rows.filter((row) => row.kind === kind).map((row) => ({ ...row, ...row.flags })),
  )
  return Object.fromEntries(KINDS.map((kind, at) => [kind, items[at] ?? []])) as Items
}

/** The list that came with this build: recording works before the first contact. A first visit asks
 * for it at once, for it will need it and the store cannot say so before it is open. */
export async function shipped(): Promise<Items> {
  return (await import('../rules/catalogue.json')).default as Items
}

/** Its entries as screens ask for them. */
export function catalogueOf(items: Items): Catalogue {
  const services = active(items.service as ServiceItem[]).map(
    (item): Service => ({ ...choiceOf(item), group: item.group, isGroup: item.is_group }),
  )
  const labels = new Map(
    KINDS.flatMap((kind) => items[kind].map((item) => [`${kind} ${item.code}`, item] as const)),
  )
  return {
    services: services.filter((service) => !service.isGroup),
    groups: services.filter((service) => service.isGroup),
    outcomes: active(items.outcome as OutcomeItem[]).map((item) => ({
      ...choiceOf(item),
      counts: item.counts,
      asksReason: item.asks_reason,
    })),
    reasons: active(items.reason as ReasonItem[]).map((item) => ({
      ...choiceOf(item),
      group: item.group,
    })),
    placeKinds: active(items.place_kind).map(choiceOf),
    ageBands: active(items.age_band).map(choiceOf),
    affiliations: active(items.affiliation).map(choiceOf),
    label(kind, code, language) {
      const item = labels.get(`${kind} ${code}`)
      return item ? (language === 'en' ? item.label_en : item.label_vi) : code
    },
  }
}

function active<T extends CatalogueItem>(items: T[]): T[] {
  return items.filter((item) => item.active).sort((a, b) => a.sort - b.sort)
}

function choiceOf(item: CatalogueItem): Choice {
  return { code: item.code, labelVi: item.label_vi, labelEn: item.label_en, sort: item.sort }
}
