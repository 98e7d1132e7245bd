// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { loadLaterWords } from '../../i18n'
import { newCertificate } from '../../queries/certificates'
import { first } from '../../queries/test-live'
import { readEnrolments } from '../../store/people'
import { putSetting } from '../../store/settings'
import { joinedPhone, LAN } from '../../sync/test-phone'
import { OwnCertificates } from './own-certificates'

const AT = '2026-11-25T03:00:00+00:00'

vi.mock('../../actions/own-data', async (original) => ({
  ...(await original<object>()),
  fetchOwnData: () => answered,
}))

let answer: (told: object) => void
const answered = new Promise<object>((resolve) => {
  answer = resolve
})
const CERTIFICATE = {
  ...{ code: 'QFRA7WM6N1', name: 'Lan', team: 'Đội hình Phổ Cường', unit: 'Xã Khánh Cường' },
  ...{ from: '2026-11-01', to: '2026-11-24', days: 12, sessions: 30, hours: 41.5 },
  ...{ issued_at: AT, withdrawn_at: null },
  letterhead: {
    ...{ superior: '', issuer: 'BCH ĐOÀN XÃ', organisation: 'Đoàn xã Khánh Cường' },
    ...{ place: 'Khánh Cường', on_behalf: 'TM. BAN THƯỜNG VỤ', signer: 'BÍ THƯ' },
  },
}

it('tells of a certificate until it was looked at, and shows it as it is printed', async () => {
  await loadLaterWords()
  await joinedPhone()
  const [own] = await readEnrolments()
  if (own) await putSetting('enrolments', [{ ...own, certified: AT }])
  const place = document.body
  expect(await first(newCertificate())).toBe(`${LAN}/${AT}`)

  act(() => render(<OwnCertificates />, place))
  await vi.waitFor(async () => expect(await first(newCertificate())).toBeNull())
  answer({ ok: true, body: { certificates: [CERTIFICATE] } })
  await vi.waitFor(() => expect(place.querySelector('article')).not.toBeNull())
  const paper = place.querySelector('article')?.textContent ?? ''
  for (const said of ['Lan', 'Đội hình Phổ Cường', 'Số: QFRA7-WM6N1', '12', '30', '41,5'])
    expect(paper).toContain(said)
  expect(place.querySelector('a[target=_blank]')?.getAttribute('href')).toBe('/c/QFRA7WM6N1')
})
