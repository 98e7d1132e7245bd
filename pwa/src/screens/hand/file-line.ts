import { me } from '../../queries'
import { t } from '../../words'
import { formatInstant } from '../../words/format'

/** What a file of unsent sessions says to a person who opens it. */
export function fileLine(n: number): string {
  const name = me().value?.current?.name ?? ''
  return t('hand.file_line', { n, name, when: formatInstant(new Date().toISOString()) })
}
