import { t } from '../../i18n'
import { formatInstant } from '../../i18n/dates'
import { me } from '../../queries'

/** What a file of unsent sessions says to a person who opens it. */
export function fileLine(n: number): string {
  const name = me().value?.current?.name ?? ''
  return t('hand.file_line', { n, name, when: formatInstant(new Date().toISOString()) })
}
