// @vitest-environment jsdom

import { effect } from '@preact/signals'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it, vi } from 'vitest'
import { loadLaterWords } from '../../../i18n'
import { freshStore } from '../../../sync/test-phone'
import { address, go } from '../../router'
import { door } from '../entrance'
import { Closed } from './closed'

it('a browser that has lost its storage, and maybe not its cookies, leads to the sign-in', async () => {
  await freshStore()
  await loadLaterWords()
  let found = ''
  const stop = effect(() => {
    found = door()
  })
  await vi.waitFor(() => expect(found).toBe('closed'))
  stop()
  act(() => go('/desk/codes'))
  const place = document.createElement('div')
  act(() => render(<Closed />, place))
  expect([address.value.path, address.value.query.get('next')]).toEqual([
    '/desk/login',
    '/desk/codes',
  ])
  act(() => render(null, place))
})
