import type { SiteContent } from '../../../actions/desk/sites'
import type { Fields } from '../../lead/forms/persisted-form'

type Fact = SiteContent['facts'][number]
type Kind = SiteContent['kind']
type Drawing = NonNullable<SiteContent['drawing']>

/** So many facts a site has at most. */
export const MOST_FACTS = 10
/** So many pictures, the one above its page among them. */
export const MOST_PICTURES = 5
export const LENGTHS = {
  title: 120,
  ranking: 200,
  lead: 300,
  body: 5_000,
  way: 500,
  fact: 300,
  source: 160,
  link: 300,
  keeper: 120,
  alt: 160,
  credit: 160,
  transcript: 5_000,
}
/** The texts that are written in either language. */
export const TEXTS = ['title', 'ranking', 'lead', 'body', 'way'] as const
export const KINDS: readonly Kind[] = [
  'dia_chi_do',
  'lich_su',
  'khao_co',
  'kien_truc',
  'danh_lam',
  'cong_trinh',
  'lang_nghe',
]
export const DRAWINGS: readonly Drawing[] = [
  'bia',
  'nha',
  'chum',
  'dam',
  'muoi',
  'huyen_duong',
  'luy',
]

/** The form's fields of what is written of a site, as it begins. */
export function typedOf(content: SiteContent | null): Fields {
  const english = content?.english ?? null
  const point = content?.latitude != null && content.longitude != null
  return {
    kind: content?.kind ?? 'dia_chi_do',
    drawing: content?.drawing ?? '',
    ...Object.fromEntries(TEXTS.map((name) => [name, content?.[name] ?? ''])),
    facts: String(content?.facts.length ?? 1),
    ...Object.fromEntries(
      (content?.facts ?? []).flatMap((fact, n) => [
        [`fact.${n}.text`, fact.text],
        [`fact.${n}.source`, fact.source],
        [`fact.${n}.link`, fact.link ?? ''],
        [`fact.${n}.checked`, fact.checked],
        [`fact.${n}.english`, english?.facts[n] ?? ''],
      ]),
    ),
    pictures: String(content?.pictures?.length ?? 0),
    ...Object.fromEntries(
      (content?.pictures ?? []).flatMap((one, n) => [
        [`pic.${n}.file`, one.file],
        [`pic.${n}.alt`, one.alt],
        [`pic.${n}.english`, one.english ?? ''],
        [`pic.${n}.credit`, one.credit],
      ]),
    ),
    ...typedSound('', content?.sound ?? null),
    ...typedSound('en.', english?.sound ?? null),
    point: point ? `${content.latitude}, ${content.longitude}` : '',
    keeper: content?.keeper ?? '',
    phone: content?.phone ?? '',
    english: english ? 'yes' : '',
    ...Object.fromEntries(TEXTS.map((name) => [`en.${name}`, english?.[name] ?? ''])),
  }
}

const typedSound = (start: string, sound: SiteContent['sound']): Fields => ({
  [`${start}sound.file`]: sound?.file ?? '',
  [`${start}sound.credit`]: sound?.credit ?? '',
  [`${start}sound.transcript`]: sound?.transcript ?? '',
})

/** "14.72028, 109.05361", as maps copy it; null for none, undefined for what is no point. */
export function pointOf(text: string): [number, number] | null | undefined {
  if (!text.trim()) return null
  const found = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/.exec(text)
  const [latitude, longitude] = [Number(found?.[1]), Number(found?.[2])]
  if (!found || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined
  return [latitude, longitude]
}

/** What is written of the site, by the form's fields. */
export function contentOf(values: Fields): SiteContent {
  const said = (name: string) => (values[name] ?? '').trim()
  const count = Number(values.facts)
  const numbers = Array.from({ length: count }, (_, n) => n)
  const facts: Fact[] = numbers.map((n) => ({
    text: said(`fact.${n}.text`),
    source: said(`fact.${n}.source`),
    link: said(`fact.${n}.link`) || null,
    checked: said(`fact.${n}.checked`),
  }))
  const [latitude, longitude] = pointOf(said('point')) ?? [null, null]
  const sound = (start: string): SiteContent['sound'] =>
    said(`${start}sound.file`)
      ? {
          file: said(`${start}sound.file`),
          credit: said(`${start}sound.credit`),
          transcript: said(`${start}sound.transcript`),
        }
      : null
  const texts = (start: string) => ({
    title: said(`${start}title`),
    ranking: said(`${start}ranking`),
    lead: said(`${start}lead`),
    body: said(`${start}body`),
    way: said(`${start}way`),
  })
  return {
    kind: values.kind as Kind,
    drawing: (values.drawing || null) as Drawing | null,
    ...texts(''),
    facts,
    pictures: Array.from({ length: Number(values.pictures) }, (_, n) => ({
      file: said(`pic.${n}.file`),
      alt: said(`pic.${n}.alt`),
      english: said(`pic.${n}.english`) || null,
      credit: said(`pic.${n}.credit`),
    })),
    sound: sound(''),
    latitude,
    longitude,
    keeper: said('keeper'),
    phone: said('phone').replace(/[ .-]/g, '') || null,
    english:
      values.english === 'yes'
        ? {
            ...texts('en.'),
            sound: sound('en.'),
            facts: numbers.map((n) => said(`fact.${n}.english`)),
          }
        : null,
  }
}

/** The form's fields without one of its facts: the later ones move up. */
export const withoutFact = (values: Fields, gone: number): Fields =>
  reordered(values, 'facts', 'fact', FACT, (order) => order.filter((n) => n !== gone))

/** The same without one of its pictures. */
export const withoutPicture = (values: Fields, gone: number): Fields =>
  reordered(values, 'pictures', 'pic', PICTURE, (order) => order.filter((n) => n !== gone))

/** The form's fields with that picture above the page. */
export const withFirst = (values: Fields, first: number): Fields =>
  reordered(values, 'pictures', 'pic', PICTURE, (order) => [
    first,
    ...order.filter((n) => n !== first),
  ])

const FACT = ['text', 'source', 'link', 'checked', 'english']
const PICTURE = ['file', 'alt', 'english', 'credit']

/** What stands several times in a form, in another order; the places that are left become empty. */
function reordered(
  values: Fields,
  counted: string,
  name: string,
  parts: string[],
  order: (before: number[]) => number[],
): Fields {
  const before = Array.from({ length: Number(values[counted]) }, (_, n) => n)
  const after = order(before)
  const moved = before.flatMap((n) =>
    parts.map((part) => [
      `${name}.${n}.${part}`,
      after[n] === undefined ? '' : (values[`${name}.${after[n]}.${part}`] ?? ''),
    ]),
  )
  return { ...Object.fromEntries(moved), [counted]: String(after.length) }
}

/** What an address is made of: "Bệnh xá Đặng Thùy Trâm" as "benh-xa-dang-thuy-tram". */
export function slugOf(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}
