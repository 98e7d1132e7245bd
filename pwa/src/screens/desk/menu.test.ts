import { expect, it } from 'vitest'
import { groupsFor, placeOf } from './menu'
import { deskRoutes } from './routes'

const addresses = (role: string | undefined, practice = false) =>
  groupsFor(role, practice).map(({ places }) => places.map(({ href }) => href.replace('/desk', '')))

it.each([
  ['coordinator', false, [2, 4, 4, 5, 7]],
  ['administrator', false, [1, 1, 6]],
  ['coordinator', true, [2, 1, 4]],
  [undefined, false, [2, 2, 1]],
])('offers a %s (practice: %s) the places of each group', (role, practice, lengths) => {
  expect(addresses(role, practice).map(({ length }) => length)).toEqual(lengths)
})

it('leads to pages that exist', () => {
  const routes = deskRoutes.map(({ path }) => path.replace('/desk', ''))
  expect(routes).toEqual(expect.arrayContaining(addresses('coordinator').flat()))
})

it.each([
  ['/desk', '/desk'],
  ['/desk/team/some', '/desk/teams'],
  ['/desk/session/some', '/desk/sessions'],
  ['/desk/units/change', '/desk/units'],
  ['/desk/phones', '/desk/waiting'],
  ['/desk/account', ''],
])('finds the place of %s', (path, place) => expect(placeOf(path)).toBe(place))
