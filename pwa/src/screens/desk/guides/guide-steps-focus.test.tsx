// @vitest-environment jsdom

import vietnamese from 'virtual:words/vietnamese'
import { render } from 'preact'
import { useState } from 'preact/hooks'
import { afterEach, expect, it, vi } from 'vitest'
import { addWords, loadLaterWords, t } from '../../../i18n'
import { BLANK, Steps, type TypedSteps } from './guide-steps'

const written = { version: '1', steps: ['một', 'hai', 'ba'].map((vi) => ({ ...BLANK, vi })) }
const place = document.body.appendChild(document.createElement('div'))

function Form() {
  const [typed, setTyped] = useState<TypedSteps>({ order: '', of: '' })
  return <Steps typed={typed} written={written} onChange={setTyped} />
}

const steps = () => [...place.querySelectorAll('textarea')].map((one) => one.value)
const press = (action: string, n: number) =>
  place.querySelectorAll<HTMLButtonElement>(`button[data-action=${action}]`)[n - 1]?.click()

afterEach(() => render(null, place))

it('goes on at the step that takes the place of one that was taken out, however soon that was', async () => {
  addWords(vietnamese)
  await loadLaterWords()
  render(<Form />, place)
  press('remove', 2) // before anything that waits for the first drawing has run
  await vi.waitFor(() => expect(steps()).toEqual(['một', '', 'ba', '']))
  expect(document.activeElement?.textContent).toBe(t('guide.step', { n: 2 }))
})
