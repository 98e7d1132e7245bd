// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { loadLaterWords } from '../../i18n'
import { inVietnam } from '../../i18n/dates'
import { joinedPhone, record } from '../../sync/test-phone'
import { FindVisit } from './visit'

it('names of an appointment what is still to be done', async () => {
  await loadLaterWords()
  await joinedPhone()
  const today = inVietnam(Date.now()).day
  const line = { people: 1, reasons: [] }
  await record({
    day: today,
    due: today,
    'services.DD01': { ...line, outcome: 'XONG' },
    'services.TT01': { ...line, outcome: 'HEN', reasons: [] },
  })
  const place = document.createElement('div')
  document.body.append(place)
  act(() => render(<FindVisit />, place))
  await vi.waitFor(() => expect(place.querySelector('a.line')).not.toBeNull())
  const name = place.querySelector('a.line .name')?.textContent ?? ''
  expect(name).toContain('Viettel')
  expect(name).not.toContain('VNeID')
  expect(name).not.toContain('việc nữa')
})
