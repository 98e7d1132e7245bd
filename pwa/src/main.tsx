import { render } from 'preact'
import { environment } from './queries/environment'
import { App } from './screens/app'
import { startRouter } from './screens/router'
import { loadLaterWords } from './words'

const root = document.getElementById('app')
if (root) {
  startRouter()
  render(<App />, root)
  void loadLaterWords()
  // In a browser inside a chat app no store is opened: it would be thrown away with the chat.
  if (!environment().value.inAppBrowser)
    void import('./actions/start').then((start) => start.startPhone())
}
