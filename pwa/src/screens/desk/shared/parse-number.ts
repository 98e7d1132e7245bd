import { t } from '../../../i18n'
import { formatNumber } from '../../../i18n/format'
import { language } from '../../../i18n/language'

/** A number as it was meant, or why it is asked back, in words. */
export type Reading = { value: number; wrong?: undefined } | { value: null; wrong: string }

const MOST = 10_000_000_000
const WHOLE = 1000

/** The separators of the language that the desk is read in: of thousands, and of decimals. */
const separators = () => (language.value === 'vi' ? (['.', ','] as const) : ([',', '.'] as const))

const asked = (wrong: string): Reading => ({ value: null, wrong })

const typed = (text: string): string =>
  text.normalize('NFC').replace(/\s+/gu, ' ').replace('−', '-').trim()

/**
 * A whole number as the language writes it: "33.500", "33 500" and "33500" in Vietnamese. What could
 * mean two numbers ("1.5", "33,500") is nobody's number: it is asked back.
 */
export function readWhole(text: string, least = 1, most = MOST): Reading {
  const said = typed(text)
  const [group, point] = separators()
  if (!said) return asked(t('number.empty'))
  if (new RegExp(`^\\d+\\${point}\\d{1,2}$`).test(said)) return asked(t('number.whole'))
  const grouped = new RegExp(`^\\d{1,3}((\\${group}\\d{3})+|( \\d{3})+)$`).test(said)
  if (!grouped && /^\d+([.,]\d*)+$/.test(said)) return asked(unclear(said, formatNumber(1500)))
  if (!grouped && !/^\d+$/.test(said)) return asked(t('number.digits'))
  const value = Number(said.replace(/\D/g, ''))
  if (value < least) return asked(t('number.least', { least }))
  return value > most ? asked(t('number.most', { most })) : { value }
}

/** A percentage as the language writes it, in tenths: "37,5" → 375 in Vietnamese; from 0 to 100. */
export function readShare(text: string, least = 0): Reading {
  const said = typed(text).replace(/ ?%$/, '')
  const [, point] = separators()
  if (!said) return asked(t('number.empty'))
  const found = new RegExp(`^(\\d{1,3})(?:\\${point}(\\d+))?$`).exec(said)
  if (!found && /^\d+([.,]\d*)+$/.test(said)) return asked(unclear(said, formatNumber(37.5)))
  if (!found) return asked(t('number.share'))
  const [, whole, part = '0'] = found
  if (part.length > 1) return asked(t('number.one_decimal', { example: formatNumber(37.5) }))
  const value = Number(whole) * 10 + Number(part)
  if (value < least) return asked(t('number.share.zero'))
  return value > WHOLE ? asked(t('number.share')) : { value }
}

const unclear = (said: string, example: string): string => t('number.unclear', { said, example })
