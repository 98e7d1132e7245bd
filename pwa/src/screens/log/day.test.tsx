// @vitest-environment jsdom
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { act } from 'preact/test-utils'
import { beforeAll, expect, it } from 'vitest'
import { loadLaterWords, t } from '../../i18n'
import { inVietnam, shiftDay } from '../../i18n/dates'
import { Day } from './day'
import { newDraft } from './draft'

beforeAll(loadLaterWords)

it('offers the last minute of the day to who worked past midnight', () => {
  const today = inVietnam(Date.now()).day
  const begun = newDraft(['DD01'], { day: shiftDay(today, -1), time: '23:50' }, null)
  const place = document.createElement('div')
  function Screen() {
    const [draft, setDraft] = useState({ ...begun, end: '00:20' })
    return <Day draft={draft} today={today} onChange={(next) => setDraft(next as typeof draft)} />
  }
  act(() => render(<Screen />, place))
  const button = place.querySelector('[role=alert] button') as HTMLButtonElement
  expect(button.textContent).toBe(t('log.end.midnight.take'))
  act(() => button.click())
  const times = [...place.querySelectorAll<HTMLInputElement>('input[type=time]')]
  expect(times.map(({ value }) => value)).toEqual(['23:50', '23:59'])
  expect(place.querySelector('[role=alert]')).toBeNull()
})
