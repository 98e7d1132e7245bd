import { expect, it } from 'vitest'
import { BLANK, freshName, stepsOf, type TypedSteps, typedOf } from './guide-steps'

const step = (vi: string) => ({ ...BLANK, vi })
const written = { version: '3', steps: [step('một'), step('hai'), step('ba')] }
const untouched: TypedSteps = { order: '', of: '' }
const texts = (typed: TypedSteps, of = written) => stepsOf(typed, of).map(({ step }) => step.vi)
/** What is kept over a reload, without what may not be. */
const without = (typed: TypedSteps, name: string) =>
  Object.fromEntries(Object.entries(typed).filter(([key]) => key !== `step.${name}`)) as TypedSteps

it('are as they were written until somebody types', () => {
  expect(texts(untouched)).toEqual(['một', 'hai', 'ba'])
})

it('a new one takes no letter of one that was taken out', () => {
  const [first, , third] = stepsOf(untouched, written)
  if (!first || !third) throw new Error('three were written')
  const typed = typedOf([first, third], '3')
  const left = stepsOf(typed, written)
  const name = freshName(left, typed, written.steps)
  const more = typedOf([...left, { name, step: step('mới') }], '3')
  expect(texts(more)).toEqual(['một', 'ba', 'mới'])
  // Of what may not be kept only the words are gone, and no others come in their place.
  expect(texts(without(more, name))).toEqual(['một', 'ba', ''])
})

it('none of another version fills in', () => {
  const typed = typedOf(stepsOf(untouched, written), '3')
  const kept = without(typed, 'b')
  expect(texts(kept)).toEqual(['một', 'hai', 'ba'])
  expect(texts(kept, { ...written, version: '4' })).toEqual(['một', '', 'ba'])
})
