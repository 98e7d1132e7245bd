import vietnamese from 'virtual:words/vietnamese'
import { beforeAll, describe, expect, it } from 'vitest'
import { addWords } from '../../../i18n'
import type { Catalogue } from '../../../queries'
import { type Act, actorOf, describeAuditEntry, sessionOf } from './describe-audit-entry'

const A = '7c000000-0000-4000-8000-00000000000a'
const B = '7c000000-0000-4000-8000-00000000000b'

const KNOWN = { label: (kind: string, code: string) => `${kind} ${code}` } as unknown as Catalogue

beforeAll(() => addWords(vietnamese))

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
  names: {},
})

it('says whose phone it was where nobody knows who held it, and names the server last', () => {
  const done = { ...act('member_added', {}), who: null }
  const phone = { ...done, by: 'device' }
  expect(actorOf(act('member_added', {}))).toBe('Sơn')
  expect(actorOf({ ...phone, may_be: ['Hà', 'Lan'] })).toBe(
    'Điện thoại của Hà, Lan (không rõ lúc đó ai giữ máy)',
  )
  expect(actorOf(phone)).toBe('Một điện thoại (không rõ lúc đó ai giữ máy)')
  expect(actorOf({ ...done, by: 'system' })).toBe('Máy chủ')
})

describe('what an act is said to be', () => {
  it('names what it was done to and what changed', () => {
    const said = describeAuditEntry(
      act('member_renamed', { before: { name: 'Lan' }, after: { name: 'Lân' } }, 'Lân'),
    )
    expect(said).toEqual({ what: 'sửa tên người: Lân', more: 'tên: Lan → Lân' })
  })

  it('tells no ids and nothing that has no word', () => {
    const said = describeAuditEntry(
      act('target_set', {
        before: null,
        after: { id: '7c000000-0000-4000-8000-000000000001', goal: 1500, measure: 'people' },
      }),
    )
    expect(said).toEqual({
      what: 'đặt chỉ tiêu',
      more: 'tính theo: người được giúp · cần đạt: 1.500',
    })
  })

  it('tells units and teams by name, and what stands in a list', () => {
    const moved = act('team_moved', { before: A, after: B }, 'Đội hình 1')
    expect(describeAuditEntry({ ...moved, names: { [A]: 'Sa Huỳnh', [B]: 'Trà Câu' } })).toEqual({
      what: 'chuyển đội sang đơn vị khác: Đội hình 1',
      more: 'Sa Huỳnh → Trà Câu',
    })
    const weight = act('weight_set', { before: [100, null], after: [50, 'Xã miền núi'] })
    expect(describeAuditEntry(weight).more).toBe('100 → 50, Xã miền núi')
  })

  it('tells a share in percent, a month as a month, and how something was settled', () => {
    const entered = { indicator: 'Thanh niên', is_share: true, value: 352, source: 'Khảo sát' }
    expect(describeAuditEntry(act('indicator_entered', entered)).more).toBe(
      'mục: Thanh niên · kết quả: 35,2% · nguồn: Khảo sát',
    )
    expect(describeAuditEntry(act('indicator_entered', { value: 352 })).more).toBe('kết quả: 352')
    expect(describeAuditEntry(act('month_closed', { month: '2026-11' })).more).toBe(
      'tháng: 11/2026',
    )
    const settled = act('review_settled', { decision: 'mend_day', record: A })
    expect(describeAuditEntry(settled).more).toBe('cách giải quyết: sửa ngày')
    const away = act('session_corrected', { fields: ['status'], status: 'void' })
    expect(describeAuditEntry(away).more).toBe('buổi này: hủy')
  })

  it('says what it can of an act that an earlier build kept for reading offline', () => {
    const { names: _, ...kept } = act('team_moved', { before: A, after: B }, 'Đội hình 1')
    expect(describeAuditEntry(kept)).toEqual({
      what: 'chuyển đội sang đơn vị khác: Đội hình 1',
      more: '',
    })
  })

  it('says of a session what was and what became of it, by the names of its own form', () => {
    const details = {
      team: A,
      fields: ['corrected', 'note', 'people', 'services.DD01'],
      before: { people: 3, 'services.DD01': null },
      after: { people: 5, 'services.DD01': { people: 2, outcome: 'XONG', reasons: [] } },
    }
    const corrected = { ...act('session_corrected', details), kind: 'help_session' }
    expect(describeAuditEntry(corrected, KNOWN)).toEqual({
      what: 'sửa buổi hỗ trợ',
      more: 'Số người: 3 → 5 · service DD01: không có → 2 người · outcome XONG · có sửa ghi chú',
    })
  })

  it('has words for codes: roles, forces, kinds of units, what is on and off', () => {
    const details = {
      before: { role: 'volunteer', affiliation: 'DOAN', disabled: false, kind: 'xa' },
      after: { role: 'lead', affiliation: 'CONGAN', disabled: true, kind: 'phuong' },
    }
    expect(describeAuditEntry(act('membership_changed', details), KNOWN).more).toBe(
      [
        'vai trò: tình nguyện viên → đội trưởng',
        'lực lượng: affiliation DOAN → affiliation CONGAN',
        'tài khoản: đang dùng → đã khóa',
        'loại: Xã → Phường',
      ].join(' · '),
    )
  })

  it('tells whose it is once: in the name, or in the place', () => {
    const set_ = act('target_set', { before: null, after: { unit: A, goal: 5 } }, 'Sa Huỳnh')
    expect(describeAuditEntry({ ...set_, names: { [A]: 'Sa Huỳnh' } }).more).toBe('cần đạt: 5')
    const joined = {
      ...act('joined', { team: A, state: 'pending' }, 'Lan'),
      where: 'Đội 1 · Sa Huỳnh',
    }
    expect(describeAuditEntry({ ...joined, names: { [A]: 'Đội 1' } }).more).toBe('máy: chờ duyệt')
    const put = act('account_created', { login: 'son', unit: A }, 'Sơn')
    expect(describeAuditEntry({ ...put, names: { [A]: 'Sa Huỳnh' } }).more).toContain(
      'đơn vị: Sa Huỳnh',
    )
  })

  it('tells what a target is of, how much and from when to when, in this order', () => {
    const days = { to: '2026-12-31', from: '2026-01-01' }
    const share = { ...days, denominator: 33500, share: 600, of: '', measure: 'people' }
    expect(describeAuditEntry(act('target_set', { before: null, after: share })).more).toBe(
      'tính theo: người được giúp · tỷ lệ cần đạt: 60% · trên tổng số: 33.500 · từ ngày: 01/01/2026 · đến hết ngày: 31/12/2026',
    )
    const other = { ...days, share: 400, of: 'DVC', measure: 'indicator' }
    const said = act('target_set', { before: null, after: other })
    expect(describeAuditEntry({ ...said, names: { DVC: 'Dịch vụ công' } }).more).toContain(
      'chỉ tiêu nhập tay · mục: Dịch vụ công · tỷ lệ cần đạt: 40%',
    )
  })

  it('tells which target was taken back, as it stood', () => {
    const before = {
      unit: A,
      measure: 'completed',
      goal: 300,
      from: '2026-01-01',
      to: '2026-12-31',
    }
    const gone = act('target_withdrawn', { before }, 'Cụm Đức Phổ')
    expect(describeAuditEntry({ ...gone, names: { [A]: 'Cụm Đức Phổ' } })).toEqual({
      what: 'hủy chỉ tiêu: Cụm Đức Phổ',
      more: 'tính theo: lượt hỗ trợ hoàn thành · cần đạt: 300 · từ ngày: 01/01/2026 · đến hết ngày: 31/12/2026',
    })
  })

  it('tells which target has another number', () => {
    const target = { measure: 'people', of: '', from: '2026-01-01', to: '2026-12-31' }
    const details = { before: { ...target, goal: 180 }, after: { ...target, goal: 200 } }
    expect(describeAuditEntry(act('target_set', details)).more).toBe(
      'tính theo: người được giúp · cần đạt: 180 → 200 · từ ngày: 01/01/2026 · đến hết ngày: 31/12/2026',
    )
  })

  it('tells a printed code by its letters and what it is for', () => {
    const ended = act('code_ended', { code: 'K3F7Q2A' }, 'K3F-7Q2A Nộp hồ sơ')
    const what = 'ngừng dùng mã in: K3F-7Q2A Nộp hồ sơ'
    expect(describeAuditEntry(ended)).toEqual({ what, more: '' })
  })

  it('says that somebody left, and until when', () => {
    const details = {
      team: A,
      before: { role: 'lead', to: null },
      after: { role: 'lead', to: '2026-11-29' },
    }
    expect(describeAuditEntry(act('membership_changed', details, 'Mận'))).toEqual({
      what: 'cho Mận rời đội',
      more: 'hết ngày 29/11/2026',
    })
  })

  it('tells the code of a paper as it is printed', () => {
    const issued = act('certificate_issued', { code: 'QFRA7WM6N1', days: 4, sessions: 8 })
    expect(describeAuditEntry(issued).more).toBe('số ngày: 4 · số buổi: 8 · mã: QFRA7-WM6N1')
  })

  it('leads to the session that it was about', () => {
    const corrected = { ...act('session_corrected', {}), kind: 'help_session', subject: A }
    const settled = { ...act('review_settled', { record: B }), kind: 'review' }
    expect([corrected, settled, act('target_set', {})].map(sessionOf)).toEqual([A, B, null])
  })

  it('shows an act that it does not know by its own name', () => {
    expect(describeAuditEntry(act('something_new', {})).what).toBe('something_new')
  })
})
