// @vitest-environment jsdom
import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it } from 'vitest'
import { addWords } from '../../../i18n'
import { GoalLine } from './goal'
import type { Goal } from './target-types'

it('a target that has not begun is compared with no plan', () => {
  addWords(vietnamese)
  const place = document.createElement('div')
  const goal = {
    ...{ measure: 'people', from: '2026-12-01', to: '2026-12-31', number: 300, carried: [] },
    ...{ done: 0, planned: 0, left: 300, today: { done: 379, planned: 0 } },
  } as unknown as Goal
  act(() => render(<GoalLine goal={goal} on="2026-11-29" />, place))
  expect(place.textContent).toContain('Bắt đầu từ 01/12/2026')
  expect(place.textContent).not.toMatch(/kế hoạch|Hôm nay/)
  act(() => render(<GoalLine goal={goal} on="2026-12-01" />, place))
  expect(place.textContent).toContain('Đúng kế hoạch · Hôm nay 379, kế hoạch 0')
})
