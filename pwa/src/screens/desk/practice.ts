import { refreshAnswer } from '../../actions/lead/refresh'
import { showSnackbar } from '../../components/snackbar'
import { problem } from '../../i18n'

/** Signs in who practises, and fetches no file: a browser follows such a link past the program. */
export function openDeskPractice(): void {
  void refreshAnswer('/api/session')
  document.addEventListener(
    'click',
    (event) => {
      const link = (event.target as Element | null)?.closest?.('a')
      if (!link?.pathname.startsWith('/api/')) return
      event.preventDefault()
      showSnackbar(problem('not_practised'))
    },
    { capture: true },
  )
}
