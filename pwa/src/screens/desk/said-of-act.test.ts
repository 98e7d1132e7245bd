import { beforeAll, describe, expect, it } from 'vitest'
import { bringWords } from '../../words'
import { desk } from '../../words/vi/desk'
import { type Act, saidOfAct } from './said-of-act'

beforeAll(() => bringWords(desk))

const act = (
  action: string,
  details: Record<string, unknown>,
  name: string | null = null,
): Act => ({
  id: 1,
  at: '2026-11-24T02:00:00Z',
  by: 'account',
  who: 'Sơn',
  action,
  kind: 'x',
  subject: '7c000000-0000-4000-8000-000000000001',
  name,
  details,
})

describe('what an act is said to be', () => {
  it('names what it was done to and what changed', () => {
    const said = saidOfAct(
      act('member_renamed', { before: { name: 'Lan' }, after: { name: 'Lân' } }, 'Lân'),
    )
    expect(said).toEqual({ what: 'sửa tên người: Lân', more: 'tên: Lan → Lân' })
  })

  it('tells no ids and nothing that has no word', () => {
    const said = saidOfAct(
      act('target_set', {
        before: null,
        after: { id: '7c000000-0000-4000-8000-000000000001', goal: 1500, measure: 'people' },
      }),
    )
    expect(said).toEqual({ what: 'đặt chỉ tiêu', more: 'cần đạt: 1.500' })
  })

  it('shows an act that it does not know by its own name', () => {
    expect(saidOfAct(act('something_new', {})).what).toBe('something_new')
  })
})
