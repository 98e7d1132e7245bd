// @vitest-environment jsdom
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { expect, it } from 'vitest'
import { phoneTabs, Tabs } from './frame'
import { go } from './router'

it.each([
  ['/activities', '/'],
  ['/papers/some', '/'],
  ['/session/some', '/sent'],
  ['/session/some?from=home', '/'],
  ['/session/some?from=team', '/team'],
])('marks the tab of %s', (path, tab) => {
  globalThis.scrollTo = () => undefined
  const place = document.createElement('div')
  go(path)
  act(() => render(<Tabs tabs={phoneTabs(true, 0)} />, place))
  const marked = [...place.querySelectorAll('[aria-current]')].map((one) =>
    one.getAttribute('href'),
  )
  expect(marked).toEqual([tab])
})
