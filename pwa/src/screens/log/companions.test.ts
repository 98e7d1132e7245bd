import { beforeAll, expect, it } from 'vitest'
import { loadLaterWords, t } from '../../i18n'
import { optionsOf } from './companions'

const teammates = [
  { member: 'ha', name: 'Hà' },
  { member: 'minh', name: 'Minh' },
]
const names = new Map([
  ['minh', 'Minh'],
  ['lan', 'Lan'],
])

beforeAll(loadLaterWords)

it('stand there once each, those who are named and not of the team after it', () => {
  expect(optionsOf(teammates, names, ['minh', 'lan', 'son'])).toEqual([
    { value: 'ha', label: 'Hà' },
    { value: 'minh', label: 'Minh' },
    { value: 'lan', label: 'Lan' },
    { value: 'son', label: t('log.companion.outside') },
  ])
})
