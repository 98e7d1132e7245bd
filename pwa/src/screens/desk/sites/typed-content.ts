import type { SiteContent } from '../../../actions/desk/sites'
import type { Fields } from '../../lead/forms/persisted-form'

type Fact = SiteContent['facts'][number]
type Kind = SiteContent['kind']
type Drawing = NonNullable<SiteContent['drawing']>

/** So many facts a site has at most. */
export const MOST_FACTS = 10
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
    point: point ? `${content.latitude}, ${content.longitude}` : '',
    keeper: content?.keeper ?? '',
    phone: content?.phone ?? '',
    english: english ? 'yes' : '',
    ...Object.fromEntries(TEXTS.map((name) => [`en.${name}`, english?.[name] ?? ''])),
  }
}

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
    latitude,
    longitude,
    keeper: said('keeper'),
    phone: said('phone').replace(/[ .-]/g, '') || null,
    english:
      values.english === 'yes'
        ? { ...texts('en.'), facts: numbers.map((n) => said(`fact.${n}.english`)) }
        : null,
  }
}

/** The form's fields without one of its facts: the later ones move up. */
export function withoutFact(values: Fields, gone: number): Fields {
  const count = Number(values.facts)
  const parts = ['text', 'source', 'link', 'checked', 'english']
  const moved = Array.from({ length: count - gone }, (_, n) => gone + n).flatMap((n) =>
    parts.map((part) => [`fact.${n}.${part}`, values[`fact.${n + 1}.${part}`] ?? '']),
  )
  return { ...Object.fromEntries(moved), facts: String(count - 1) }
}

/** What an address is made of: "Bệnh xá Đặng Thùy Trâm" as "benh-xa-dang-thuy-tram". */
export function slugOf(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase()
  return plain
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')
}
