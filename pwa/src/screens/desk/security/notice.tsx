import type { ComponentChildren } from 'preact'
import type { Outcome } from '../../../actions/outcome'
import { useOnce } from '../../../components/once'
import { showSnackbar } from '../../../components/snackbar'
import { problem } from '../../../i18n'
import { go } from '../../router'

/** What happened to the account that is signed in: it stands at the desk until its owner has said whose
 * doing it was. Who says that it was nobody's goes on to the own account. */
export function Notice({
  name,
  title,
  mine,
  notMine,
  acknowledge,
  children,
}: {
  name: string
  title: string
  mine: string
  notMine: string
  acknowledge: () => Promise<Outcome>
  children: ComponentChildren
}) {
  const { busy, once } = useOnce()
  const acknowledged = (then?: () => void) =>
    once(async () => {
      const answer = await acknowledge()
      if (answer.ok) then?.()
      else showSnackbar(problem(answer.problem))
    })
  return (
    <section class="card look no-print" aria-labelledby={name}>
      <h2 id={name}>{title}</h2>
      {children}
      <div class="row">
        <button
          type="button"
          class="button primary"
          disabled={busy}
          onClick={() => acknowledged(() => go('/desk/account'))}
        >
          {notMine}
        </button>
        <button type="button" class="button" disabled={busy} onClick={() => acknowledged()}>
          {mine}
        </button>
      </div>
    </section>
  )
}
