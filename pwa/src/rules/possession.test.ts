// What a phone signs, by the shared cases; tests/sync/test_possession.py reads the same file.
import { expect, it } from 'vitest'
import file from '../../../sync/cases/possession.json'
import { type Purpose, proofText } from './possession'

const cases = file.cases.flatMap((one) => ('text' in one && one.rule === 'text' ? [one] : []))

it.each(cases)('$name', ({ purpose, device, nonce, text }) => {
  expect(
    new TextDecoder().decode(proofText(purpose as Purpose, device as string, nonce as string)),
  ).toBe(text)
})

it('has some', () => {
  expect(cases.length).toBeGreaterThan(3)
})
