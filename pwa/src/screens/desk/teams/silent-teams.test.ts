// @vitest-environment jsdom
import vietnamese from 'virtual:words/vietnamese'
import { beforeAll, expect, it } from 'vitest'
import { addWords } from '../../../i18n'
import type { SilentTeam } from '../../lead/api-types'
import { reminderTo } from './silent-teams'

beforeAll(() => addWords(vietnamese))

const NOW = Date.parse('2026-11-24T10:00:00+07:00')
const row = (parts: Partial<SilentTeam> = {}): SilentTeam => ({
  team: { id: 't', name: 'Đội hình Phổ Cường' },
  unit: null,
  leads: ['Hà'],
  last_contact: '2026-11-23T02:00:00Z',
  unsent_at_least: 0,
  ...parts,
})

it('writes to the lead by name, of which team and since when', () => {
  const text = reminderTo(row(), NOW)
  expect(text).toMatch(/^Chào Hà\. /)
  expect(text).toContain('Đội hình Phổ Cường (có mạng lần cuối 23/11/2026 09:00)')
})

it('writes to the team where nobody leads it, and says that nothing ever came', () => {
  const text = reminderTo(row({ leads: [], last_contact: null }), NOW)
  expect(text).toMatch(/^Chào các đồng chí Đội hình Phổ Cường\. /)
  expect(text).toContain('chưa gửi lần nào')
  expect(text).not.toContain('{')
})
