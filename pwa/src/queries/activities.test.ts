import { expect, it } from 'vitest'
import table from '../../../sync/kinds/published/activity.json'
import { HELPING } from './activities'

it('knows the kinds at which teams help as the server does', () => {
  expect([...HELPING].sort()).toEqual([...table.helping].sort())
})
