import type { Outcome } from '../../actions/outcome'
import { showSnackbar } from '../../components/snackbar'
import { loadLaterWords, problem, t, type Word } from '../../i18n'
import type { Catalogue } from '../../queries'
import { shortNameOf } from '../home/tile-labels'
import { labelOf, nameOfSession } from '../labels'

interface Logged {
  people: number
  services: { code: string; people: number }[]
}

/** "Tài khoản mức 1", "2 người · Tài khoản mức 1": what fits into one line. */
export function summary(session: Logged, catalogue: Catalogue): string {
  const service = nameOfSession(session, catalogue, (code) => {
    const known = catalogue.services.find((one) => one.code === code)
    return known ? shortNameOf(known) : labelOf(catalogue, 'service', code)
  })
  const { people } = session
  return people > 1 ? t('log.saved.what', { people, service }) : service
}

/** Says that a session is durable on this phone, with the way to take it back. */
export function showSaved(id: string, what: string): void {
  navigator.vibrate?.(10)
  showSnackbar(t('log.saved', { what }), { label: t('do.undo'), run: () => undo(id) })
}

/** Says that the form was spent in another window, and that it counts once. */
export function showSavedElsewhere(): void {
  showSnackbar(t('log.saved_elsewhere'))
}

type Refused = Extract<Outcome, { ok: false }>

/** Says in words why nothing was saved, of how many taps; what was typed stays where it is. */
export async function showNotSaved(refused: Refused, taps = 1): Promise<void> {
  const why = await whyNotSaved(refused)
  showSnackbar(taps > 1 ? t('log.not_saved.taps', { n: taps, why }) : why)
}

/** The sentence for what kept something from being saved, and where it is. */
export async function whyNotSaved({ problem: code, details }: Refused): Promise<string> {
  try {
    await loadLaterWords()
    const field = `field.${details?.field}` as Word
    const name = t(field)
    return name === field
      ? problem(code)
      : `${problem(code)} ${t('session.fields', { fields: name })}`
  } catch {
    return t('log.not_saved')
  }
}

/** To change what is saved comes with the card; it is there by the time that something was saved. */
const editing = () => import('../../actions/edit-session')

async function undo(id: string): Promise<void> {
  try {
    const answer = await (await editing()).voidHelpSession(id)
    if (!answer.ok) return void showNotSaved(answer)
    showSnackbar(t('log.undone'), { label: t('do.bring_back'), run: () => restoreSession(id) })
  } catch {
    showSnackbar(t('log.not_saved'))
  }
}

/** Takes back that a session of one's own was taken back. */
export async function restoreSession(id: string): Promise<void> {
  try {
    const answer = await (await editing()).restoreHelpSession(id)
    if (answer.ok) showSnackbar(t('log.brought_back'))
    else void showNotSaved(answer)
  } catch {
    showSnackbar(t('log.not_saved'))
  }
}
